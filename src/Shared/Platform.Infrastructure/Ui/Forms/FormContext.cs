using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Ui;

/// <summary>A field inside a <see cref="PlatformForm{TModel}"/>.</summary>
internal interface IFormField
{
    string Field { get; }
    string Label { get; }
    string InputId { get; }

    /// <summary>What can be said without asking the server; null: nothing wrong.</summary>
    string? OwnError();
}

/// <summary>What the fields of a form know of each other: errors, and whether something was changed.</summary>
public sealed class FormContext
{
    private readonly List<IFormField> fields = [];
    private readonly HashSet<FieldError> mended = [];
    private List<FieldError> errors = [];

    internal event Action? Changed;

    internal bool Dirty { get; set; }

    /// <summary>Of the last check. Those mended since stay in their place until the next one: a button that moves up while it is being pressed would not hear the click.</summary>
    internal IReadOnlyList<FieldError> Errors => errors;

    internal bool IsMended(FieldError error) => mended.Contains(error);

    internal void Add(IFormField field) => fields.Add(field);

    internal void Remove(IFormField field) => fields.Remove(field);

    internal IFormField? Find(string field) => fields.Find(f => Same(f.Field, field));

    internal IEnumerable<string> ErrorsOf(IFormField field) => MessagesOf(field, mended: false);

    internal IEnumerable<string> MendedOf(IFormField field) => MessagesOf(field, mended: true);

    /// <summary>True when every field is in order as far as the page itself can tell.</summary>
    internal bool CheckOwn()
    {
        Set([.. fields.Select(f => (f.Field, Error: f.OwnError())).Where(f => f.Error is not null).Select(f => new FieldError(f.Field, f.Error!))]);
        return errors.Count == 0;
    }

    internal void Set(IReadOnlyList<FieldError> found)
    {
        var order = fields.Select((f, i) => (f.Field, i)).ToDictionary(f => f.Field.ToUpperInvariant(), f => f.i);
        mended.Clear();
        errors = [.. found.OrderBy(e => order.GetValueOrDefault(Last(e.Field).ToUpperInvariant(), int.MaxValue))];
        Changed?.Invoke();
    }

    internal void Touched(IFormField field)
    {
        Dirty = true;
        if (errors.Count(e => Same(field.Field, e.Field) && mended.Add(e)) > 0)
        {
            Changed?.Invoke();
        }
    }

    private IEnumerable<string> MessagesOf(IFormField field, bool mended) => errors.Where(e => Same(field.Field, e.Field) && IsMended(e) == mended).Select(e => e.Message).Distinct();

    /// <summary>Server names may carry a path (<c>Draft.Name</c>); the last part is the field.</summary>
    private static bool Same(string field, string named) =>
        string.Equals(field, named, StringComparison.OrdinalIgnoreCase) || string.Equals(field, Last(named), StringComparison.OrdinalIgnoreCase);

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
