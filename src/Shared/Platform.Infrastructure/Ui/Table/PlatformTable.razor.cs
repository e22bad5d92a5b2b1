using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Ui;

/// <summary>
/// The list every module uses: search row, tools, table, pager. Paging happens in the source; search, page, size and sort live in the
/// address, so the first page arrives with the first response and F5, 返回 and a second tab keep it.
/// </summary>
public sealed partial class PlatformTable<TItem> : ComponentBase, IDisposable
{
    private readonly List<PlatformColumn<TItem>> columns = [];
    private readonly HashSet<TItem> picked = [];
    private CancellationTokenSource? running;
    private PersistingComponentStateSubscription persisting;
    private Page<TItem>? page;
    private string? loaded;
    private object? loadedVersion;
    private string? failure;
    private string path = "";
    private bool loading;
    private bool exporting;

    [Inject]
    private NavigationManager Nav { get; set; } = null!;

    [Inject]
    private PersistentComponentState Kept { get; set; } = null!;

    [Inject]
    private IDownloads Downloads { get; set; } = null!;

    [Inject]
    private ILogger<PlatformTable<TItem>> Log { get; set; } = null!;

    /// <summary>Gives one page; <c>PageRequest.All</c> asks for everything the filters let through (for the export).</summary>
    [Parameter, EditorRequired]
    public Func<PageRequest, CancellationToken, Task<Page<TItem>>> Source { get; set; } = null!;

    /// <summary>What the list contains, for screen readers and the caption, for example 考勤异常.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Needed where a page has two tables: prefix of its values in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Parameter]
    public ListFilters Filters { get; set; } = new();

    /// <summary>Filter fields: <see cref="FilterText"/>, <see cref="FilterSelect"/>, <see cref="FilterDate"/>, <see cref="FilterMonth"/>.</summary>
    [Parameter]
    public RenderFragment? Search { get; set; }

    /// <summary>Buttons above the table: 新增, 导入 and the like. 导出 is added by <see cref="ExportName"/>.</summary>
    [Parameter]
    public RenderFragment? Toolbar { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? Columns { get; set; }

    [Parameter]
    public RenderFragment<TItem>? RowActions { get; set; }

    /// <summary>Rows of totals (<c>tr</c> with <c>td</c>).</summary>
    [Parameter]
    public RenderFragment? Footer { get; set; }

    [Parameter]
    public Func<TItem, string?>? RowClass { get; set; }

    /// <summary>File name of the export without ending; null: no export.</summary>
    [Parameter]
    public string? ExportName { get; set; }

    /// <summary>Sort before the person chose one, descending with a leading minus.</summary>
    [Parameter]
    public string? DefaultSort { get; set; }

    /// <summary>Rows of a page before the person chose otherwise: 10, 25, 50 or 100. More than ten only where the whole list belongs together, for example a month's days.</summary>
    [Parameter]
    public int DefaultSize { get; set; } = 10;

    [Parameter]
    public string EmptyText { get; set; } = "没有找到匹配的记录";

    [Parameter]
    public bool Numbered { get; set; } = true;

    /// <summary>Tick boxes at the rows.</summary>
    [Parameter]
    public bool Selectable { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyList<TItem>> SelectedChanged { get; set; }

    /// <summary>The list is read again when this value changes.</summary>
    [Parameter]
    public object? Version { get; set; }

    private PageRequest Request { get; set; } = new();

    private int Width => columns.Count + (Selectable ? 1 : 0) + (Numbered ? 1 : 0) + (RowActions is null ? 0 : 1);

    private string Summary => page is null ? "正在读取" : $"共 {page.Total} 条记录";

    /// <summary>Reads the current page again.</summary>
    public Task RefreshAsync()
    {
        loaded = null;
        return EnsureAsync();
    }

    internal void Add(PlatformColumn<TItem> column)
    {
        columns.Add(column);
        StateHasChanged();
    }

    internal void Remove(PlatformColumn<TItem> column) => columns.Remove(column);

    protected override void OnInitialized()
    {
        path = new Uri(Nav.Uri).AbsolutePath;
        Nav.LocationChanged += OnLocationChanged;
        persisting = Kept.RegisterOnPersisting(Persist);
    }

    protected override Task OnParametersSetAsync()
    {
        Filters.Prefix = Id.Length > 0 ? Id + "." : "";
        return EnsureAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == path)
        {
            _ = InvokeAsync(EnsureAsync);
        }
    }

    private async Task EnsureAsync()
    {
        ReadAddress();
        var wanted = $"{Filters.Signature}|{Request}";
        if (loaded == wanted && Equals(loadedVersion, Version))
        {
            return;
        }

        (loaded, loadedVersion) = (wanted, Version);
        if (page is null && TryRestore(wanted))
        {
            return;
        }

        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        running?.Cancel();
        var mine = running = new CancellationTokenSource();
        (loading, failure) = (true, null);
        picked.Clear();
        try
        {
            var answer = await Source(Request, mine.Token);
            if (mine != running)
            {
                return;
            }

            page = answer;
            if (answer.Items.Count == 0 && answer.Total > 0 && Request.PageIndex > 1)
            {
                Nav.NavigateTo(PageAddress((answer.Total + Request.Take - 1) / Request.Take), replace: true);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (RefusalException refusal)
        {
            (page, failure) = (null, refusal.Detail);
        }
        catch (Exception error)
        {
            Log.LogError(error, "List {Title} could not be read", Title);
            (page, failure) = (null, "读取失败，请稍后重试；多次失败请联系管理员。");
        }

        loading = false;
        StateHasChanged();
        await SelectedChanged.InvokeAsync([]);
    }

    public void Dispose()
    {
        Nav.LocationChanged -= OnLocationChanged;
        persisting.Dispose();
        running?.Cancel();
    }
}
