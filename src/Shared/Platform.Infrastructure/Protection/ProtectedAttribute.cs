using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection;

/// <summary>
/// Declares a protected field of an entity: <c>[Protected("staff.phone", "手机号", PersonalKind.Phone, Permissions.Reveal)]</c> on a property of type
/// <see cref="ProtectedText"/>. The trail never holds its value; the part of the code before the dot names the kind of record (<c>staff:{id}</c>).
/// </summary>
/// <param name="code">Stable; bound into every stored value, so it never changes.</param>
/// <param name="name">Chinese name on screen.</param>
/// <param name="permission">Who may open a value in full.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProtectedAttribute(string code, string name, PersonalKind kind, string permission) : SensitiveAttribute
{
    public string Code { get; } = code;

    public string Name { get; } = name;

    public PersonalKind Kind { get; } = kind;

    public string Permission { get; } = permission;
}
