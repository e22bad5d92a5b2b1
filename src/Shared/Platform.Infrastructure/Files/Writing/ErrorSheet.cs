using System.Runtime.CompilerServices;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files.Writing;

/// <summary>
/// The bad rows of a file with all their columns and, in a last one, what is wrong: in the form and encoding the file came in. Mended and sent again it is
/// read like any file; the last column is ignored.
/// </summary>
internal static class ErrorSheet
{
    public static async Task<DownloadFile> WriteAsync(
        ImportDefinition definition, RawTable table, ImportContext context, CancellationToken cancellationToken)
    {
        var rows = Rows(definition, table, context, cancellationToken);
        var name = $"{Path.GetFileNameWithoutExtension(context.FileName)}-错误";
        return table.Format.Encoding is null
            ? new DownloadFile(name + ".xlsx", await SheetWriter.WorkbookAsync([(definition.Title, rows)], cancellationToken))
            : new DownloadFile(name + ".csv", await SheetWriter.TextAsync(table.Format, rows, cancellationToken));
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> Rows(
        ImportDefinition definition, RawTable table, ImportContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kept = Enumerable.Range(0, table.Headers.Count).Where(i => CellText.HeaderKey(table.Headers[i]) != ImportLimits.ErrorColumn).ToList();
        yield return [.. kept.Select(i => table.Headers[i]), ImportLimits.ErrorColumn];
        await foreach (var batch in ImportBatch.AheadAsync(table, definition.BatchRows))
        {
            var result = await definition.WorkAsync(batch, context, apply: false, cancellationToken);
            foreach (var row in result.Bad)
            {
                yield return [.. kept.Select(i => i < row.Raw.Cells.Length ? row.Raw.Cells[i] : ""), Explain(row.Issues)];
            }
        }
    }

    private static string Explain(IReadOnlyList<ImportIssue> issues) =>
        string.Join("；", issues.Select(i => $"{i.Column}：{i.Reason}" + (i.Allowed is null ? "" : $"（允许值：{i.Allowed}）")));
}
