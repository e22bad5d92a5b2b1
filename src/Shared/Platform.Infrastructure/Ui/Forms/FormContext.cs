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
    private List<FieldError> errors = [];

    internal event Action? Changed;

    internal bool Dirty { get; set; }

    internal IReadOnlyList<FieldError> Errors => errors;

    internal void Add(IFormField field) => fields.Add(field);

    internal void Remove(IFormField field) => fields.Remove(field);

    internal IFormField? Find(string field) => fields.Find(f => Same(f.Field, field));

    internal IEnumerable<string> ErrorsOf(IFormField field) => errors.Where(e => Same(field.Field, e.Field)).Select(e => e.Message).Distinct();

    /// <summary>True when every field is in order as far as the page itself can tell.</summary>
    internal bool CheckOwn()
    {
        Set([.. fields.Select(f => (f.Field, Error: f.OwnError())).Where(f => f.Error is not null).Select(f => new FieldError(f.Field, f.Error!))]);
        return errors.Count == 0;
    }

    internal void Set(IReadOnlyList<FieldError> found)
    {
        var order = fields.Select((f, i) => (f.Field, i)).ToDictionary(f => f.Field.ToUpperInvariant(), f => f.i);
        errors = [.. found.OrderBy(e => order.GetValueOrDefault(Last(e.Field).ToUpperInvariant(), int.MaxValue))];
        Changed?.Invoke();
    }

    internal void Touched(IFormField field)
    {
        Dirty = true;
        if (errors.RemoveAll(e => Same(field.Field, e.Field)) > 0)
        {
            Changed?.Invoke();
        }
    }

    /// <summary>Server names may carry a path (<c>Draft.Name</c>); the last part is the field.</summary>
    private static bool Same(string field, string named) =>
        string.Equals(field, named, StringComparison.OrdinalIgnoreCase) || string.Equals(field, Last(named), StringComparison.OrdinalIgnoreCase);

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
