using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;

namespace Platform.Infrastructure.Ui;

/// <summary>One field of a <see cref="PlatformForm{TModel}"/>: label, star, help and error belong together for the eye and the screen reader.</summary>
public abstract class FieldBase<TValue> : ComponentBase, IFormField, IDisposable
{
    private string? id;

    [CascadingParameter]
    private protected FormContext? Form { get; set; }

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public TValue? Value { get; set; }

    [Parameter]
    public EventCallback<TValue?> ValueChanged { get; set; }

    [Parameter]
    public Expression<Func<TValue?>>? ValueExpression { get; set; }

    /// <summary>Property name used in errors; found from the binding when not given.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public bool Required { get; set; }

    /// <summary>One sentence under the field.</summary>
    [Parameter]
    public string? Help { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Takes the whole width of a two-column form.</summary>
    [Parameter]
    public bool Wide { get; set; }

    public string Field => Name ?? (ValueExpression?.Body is MemberExpression member ? member.Member.Name : Label);

    public string InputId => id ??= KitIds.Next("field");

    /// <summary>Wrong by itself, for example not a number.</summary>
    protected string? ParseError { get; set; }

    internal IReadOnlyList<string> Errors => Form is null ? [] : [.. Form.ErrorsOf(this)];

    /// <summary>What was wrong at the last check and has been changed since: keeps its room.</summary>
    internal IReadOnlyList<string> Mended => Form is null ? [] : [.. Form.MendedOf(this)];

    private protected string? DescribedBy
    {
        get
        {
            var ids = string.Join(' ', new[] { Help is null ? "" : $"{InputId}-help", Errors.Count > 0 ? $"{InputId}-error" : "" }.Where(i => i.Length > 0));
            return ids.Length > 0 ? ids : null;
        }
    }

    private protected string? Invalid => Errors.Count > 0 ? "true" : null;

    private protected string InputClass => Errors.Count > 0 ? "form-control is-invalid" : "form-control";

    private protected string? RequiredMark => Required ? "true" : null;

    string? IFormField.OwnError() => ParseError ?? (Required && IsEmpty ? $"请{Verb}{Label}" : null);

    protected virtual bool IsEmpty => Value is null || (Value is string text && string.IsNullOrWhiteSpace(text));

    protected virtual string Verb => "填写";

    protected override void OnInitialized()
    {
        Form?.Add(this);
        if (Form is not null)
        {
            Form.Changed += Redraw;
        }
    }

    protected async Task SetAsync(TValue? value)
    {
        Value = value;
        await ValueChanged.InvokeAsync(value);
        Form?.Touched(this);
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);

    public void Dispose()
    {
        if (Form is not null)
        {
            Form.Changed -= Redraw;
            Form.Remove(this);
        }

        GC.SuppressFinalize(this);
    }
}
