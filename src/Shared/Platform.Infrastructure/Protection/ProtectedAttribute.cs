using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection;

/// <summary>
/// Declares a protected field of an entity: <c>[Protected("staff.phone", "手机号", PersonalKind.Phone, Article, Permissions.Reveal, Permissions.Edit)]</c> on a property of type
/// <see cref="ProtectedText"/>. The trail never holds its value; the part of the code before the dot names the kind of record (<c>staff:{id}</c>).
/// </summary>
/// <param name="code">Stable; bound into every stored value, so it never changes.</param>
/// <param name="name">Chinese name on screen.</param>
/// <param name="article">The article that such values rest on where no consent is recorded, with its words in Chinese.</param>
/// <param name="permission">Who may open a value in full.</param>
/// <param name="managePermission">Who may record and withdraw consent, hold and erase.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProtectedAttribute(string code, string name, PersonalKind kind, string article, string permission, string managePermission) : SensitiveAttribute
{
    public string Code { get; } = code;

    public string Name { get; } = name;

    public PersonalKind Kind { get; } = kind;

    public string Article { get; } = article;

    public string Permission { get; } = permission;

    public string ManagePermission { get; } = managePermission;
}
