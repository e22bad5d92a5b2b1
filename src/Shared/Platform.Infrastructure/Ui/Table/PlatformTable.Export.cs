using Microsoft.Extensions.Logging;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Ui;

/// <summary>Tick boxes and the export.</summary>
public sealed partial class PlatformTable<TItem>
{
    private bool AllPicked => page is { Items.Count: > 0 } && page.Items.All(picked.Contains);

    private Task Pick(TItem item, bool on)
    {
        _ = on ? picked.Add(item) : picked.Remove(item);
        return SelectedChanged.InvokeAsync([.. picked]);
    }

    private Task PickAll(bool on)
    {
        picked.Clear();
        if (on && page is not null)
        {
            picked.UnionWith(page.Items);
        }

        return SelectedChanged.InvokeAsync([.. picked]);
    }

    /// <summary>All rows the filters let through, in the order of the screen, with the columns of the screen.</summary>
    private async Task ExportAsync()
    {
        (exporting, failure) = (true, null);
        StateHasChanged();
        try
        {
            var all = await Source(PageRequest.All(Request.Sort), CancellationToken.None);
            var shown = columns.Where(c => c.Export).Select(c => new TableExport.Column<TItem>(c.Title, c.Exported)).ToList();
            using var file = TableExport.Write(Title, shown, all.Items);
            await Downloads.SaveAsync($"{ExportName}.xlsx", file);
        }
        catch (RefusalException refusal)
        {
            failure = refusal.Detail;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.LogError(error, "List {Title} could not be exported", Title);
            failure = "导出失败，请稍后重试。";
        }

        exporting = false;
    }
}
