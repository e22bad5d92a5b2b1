using Microsoft.AspNetCore.Components;

namespace Platform.Infrastructure.Ui;

/// <summary>A field in the search row of a <see cref="PlatformTable{TItem}"/>. Nothing is searched before 查询 or Enter.</summary>
public abstract class FilterField : ComponentBase, IDisposable
{
    [CascadingParameter]
    protected ListFilters Filters { get; set; } = null!;

    /// <summary>Key in the address and in <see cref="ListFilters"/>, for example <c>name</c>.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    protected string InputId => $"filter-{Filters.Prefix.Replace('.', '-')}{Name}";

    protected string InputName => Filters.Prefix + Name;

    protected string Current => Filters[Name];

    protected override void OnInitialized()
    {
        Filters.Register(Name);
        Filters.Renewed += Redraw;
    }

    protected void Change(ChangeEventArgs e) => Filters.Draft(Name, e.Value?.ToString());

    /// <summary>What was typed and not searched for is taken back too, so the box and the address agree.</summary>
    private void Redraw() => _ = InvokeAsync(StateHasChanged);

    public void Dispose()
    {
        Filters.Renewed -= Redraw;
        GC.SuppressFinalize(this);
    }
}
