using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Files.Reading;

/// <summary>A workbook: the first sheet on which the header is recognised.</summary>
internal static class WorkbookTable
{
    private static readonly OpenXmlConfiguration Configuration = new() { FillMergedCells = false, EnableSharedStringCache = true };

    public static RawTable Open(byte[] content, IReadOnlyList<HeaderNames> columns)
    {
        var sheets = MiniExcel.GetSheetNames(Stream(content));
        Header? best = null;
        var name = sheets.FirstOrDefault() ?? throw FileKinds.Damaged();
        foreach (var sheet in sheets)
        {
            if (Header.Find(Rows(content, sheet), columns) is { } header && header.Found > (best?.Found ?? 0))
            {
                (best, name) = (header, sheet);
            }
        }

        if (best is null && sheets.All(s => !Rows(content, s).Take(ImportLimits.HeaderSearchRows).Any(r => !r.IsBlank)))
        {
            throw new RefusalException("FILE_EMPTY", "工作簿里没有内容，请选择有内容的文件。");
        }

        var sure = Header.Demand(best, columns);
        return new RawTable(FileFormat.Workbook, sure.Titles, sure.Positions, TableReader.Below(Rows(content, name), sure.RowNumber), 0);
    }

    private static IEnumerable<RawRow> Rows(byte[] content, string sheet)
    {
        var number = 0;
        foreach (IDictionary<string, object?> row in MiniExcel.Query(Stream(content), useHeaderRow: false, sheetName: sheet, configuration: Configuration))
        {
            number++;
            var cells = new string[row.Count];
            var i = 0;
            foreach (var value in row.Values)
            {
                cells[i++] = CellText.Of(value);
            }

            yield return new RawRow(number, cells);
        }
    }

    private static MemoryStream Stream(byte[] content) => new(content, writable: false);
}
