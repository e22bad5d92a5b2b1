using System.Globalization;
using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files.Writing;

/// <summary>Writes plain rows as a workbook or as delimited text.</summary>
internal static class SheetWriter
{
    private static readonly OpenXmlConfiguration Configuration = new() { AutoFilter = false, TableStyles = TableStyles.None, EnableWriteNullValueCell = false };

    /// <param name="sheets">Name and rows of each sheet; all cells are written as text.</param>
    public static async Task<Stream> WorkbookAsync(IReadOnlyList<(string Name, IAsyncEnumerable<IReadOnlyList<string>> Rows)> sheets, CancellationToken cancellationToken)
    {
        var file = new MemoryStream();
        object value = sheets.Count == 1 ? Cells(sheets[0].Rows) : sheets.ToDictionary(s => s.Name, s => (object)Cells(s.Rows));
        await file.SaveAsAsync(value, printHeader: false, sheetName: sheets[0].Name, configuration: Configuration, cancellationToken: cancellationToken);
        file.Position = 0;
        return file;
    }

    public static async Task<Stream> TextAsync(FileFormat format, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken cancellationToken)
    {
        var file = new MemoryStream();
        await using (var text = new StreamWriter(file, format.Encoding!, leaveOpen: true))
        await using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default with { Separator = format.Delimiter, ValidateFieldCount = false }, leaveOpen: true))
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                await csv.WriteRecordAsync([.. row], cancellationToken);
            }
        }

        file.Position = 0;
        return file;
    }

    // Named by place: titles may be missing or stand there twice.
    private static async IAsyncEnumerable<Dictionary<string, object>> Cells(IAsyncEnumerable<IReadOnlyList<string>> rows)
    {
        await foreach (var row in rows)
        {
            var cells = new Dictionary<string, object>(row.Count);
            for (var i = 0; i < row.Count; i++)
            {
                cells[i.ToString("D5", CultureInfo.InvariantCulture)] = row[i];
            }

            yield return cells;
        }
    }
}
