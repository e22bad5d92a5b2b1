using Microsoft.AspNetCore.Components;

namespace Platform.Infrastructure.Ui;

/// <summary>One column of a <see cref="PlatformTable{TItem}"/>. What it shows is what the export contains.</summary>
public sealed class PlatformColumn<TItem> : ComponentBase, IDisposable
{
    [CascadingParameter]
    private PlatformTable<TItem> Table { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The value shown and exported; may be computed.</summary>
    [Parameter]
    public Func<TItem, object?>? Value { get; set; }

    /// <summary>.NET format of the value.</summary>
    [Parameter]
    public string? Format { get; set; }

    /// <summary>Name handed to the source in <c>PageRequest.Sort</c>; null: not sortable.</summary>
    [Parameter]
    public string? Sort { get; set; }

    /// <summary>Own markup instead of the value. <see cref="Value"/> is still needed for the export.</summary>
    [Parameter]
    public RenderFragment<TItem>? Template { get; set; }

    /// <summary>False for columns of buttons or marks that say nothing in a spreadsheet.</summary>
    [Parameter]
    public bool Export { get; set; } = true;

    /// <summary>Numbers that are compared stand on the right.</summary>
    [Parameter]
    public bool Right { get; set; }

    /// <summary>No line breaks: dates, codes, short words.</summary>
    [Parameter]
    public bool NoWrap { get; set; }

    internal string Class => (Right ? "text-end " : "") + (NoWrap ? "text-nowrap" : "");

    internal string Shown(TItem item) => Value is null ? "" : Show.Text(Value(item), Format);

    /// <summary>Plain numbers stay numbers in the spreadsheet, everything else is the text of the screen.</summary>
    internal object Exported(TItem item) => Value?.Invoke(item) switch
    {
        int or long or decimal or double when Format is null => Value(item)!,
        var value => Show.Text(value, Format),
    };

    protected override void OnInitialized()
    {
        if (Table is null)
        {
            throw new InvalidOperationException($"Column '{Title}' stands outside a table.");
        }

        if (Template is not null && Export && Value is null)
        {
            throw new InvalidOperationException($"Column '{Title}' has a template but no Value: its export would be empty. Give Value, or set Export to false.");
        }

        Table.Add(this);
    }

    public void Dispose() => Table.Remove(this);
}
