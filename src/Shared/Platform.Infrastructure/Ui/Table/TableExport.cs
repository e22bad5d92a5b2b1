using MiniExcelLibs;

namespace Platform.Infrastructure.Ui;

/// <summary>Writes rows as the first sheet of an xlsx file with 序号 in front, as on the screen.</summary>
public static class TableExport
{
    public sealed record Column<TItem>(string Title, Func<TItem, object> Value);

    public static Stream Write<TItem>(string sheet, IReadOnlyList<Column<TItem>> columns, IReadOnlyList<TItem> rows)
    {
        var titles = Unique(columns.Select(c => c.Title));
        var file = new MemoryStream();
        var sheets = rows.Count == 0 ? Empty(titles) : Rows(titles, columns, rows);
        file.SaveAs(sheets, sheetName: SheetName(sheet));
        file.Position = 0;
        return file;
    }

    private static IEnumerable<Dictionary<string, object>> Rows<TItem>(
        IReadOnlyList<string> titles, IReadOnlyList<Column<TItem>> columns, IReadOnlyList<TItem> rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            var cells = new Dictionary<string, object>(columns.Count + 1) { ["序号"] = row + 1 };
            for (var i = 0; i < columns.Count; i++)
            {
                cells[titles[i]] = columns[i].Value(rows[row]);
            }

            yield return cells;
        }
    }

    private static IEnumerable<Dictionary<string, object>> Empty(IReadOnlyList<string> titles) =>
        [titles.Prepend("序号").ToDictionary(t => t, object (_) => "")];

    private static List<string> Unique(IEnumerable<string> titles)
    {
        var seen = new HashSet<string> { "序号" };
        return [.. titles.Select(title =>
        {
            var name = title;
            for (var n = 2; !seen.Add(name); n++)
            {
                name = $"{title}{n}";
            }

            return name;
        })];
    }

    private static string SheetName(string name)
    {
        var clean = string.Concat(name.Where(c => !"[]:*?/\\".Contains(c)));
        return clean.Length switch { 0 => "Sheet1", > 31 => clean[..31], _ => clean };
    }
}
