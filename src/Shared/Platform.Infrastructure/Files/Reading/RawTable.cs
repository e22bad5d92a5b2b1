using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Files.Reading;

/// <summary>A row as it stands in the file. <paramref name="Number"/> is the one the spreadsheet shows.</summary>
internal readonly record struct RawRow(int Number, string[] Cells)
{
    public bool IsBlank => Array.TrueForAll(Cells, static c => c.Length == 0);
}

/// <summary>A file whose header was found; its rows are read one after the other.</summary>
/// <param name="Headers">All titles of the file, also those nobody asked for.</param>
/// <param name="Positions">For each column of the definition its place in the file; -1 when it is missing.</param>
/// <param name="Rows">Rows with content below the header; each enumeration reads the file anew.</param>
/// <param name="RoughRows">About how many rows there are; 0: not known.</param>
internal sealed record RawTable(FileFormat Format, IReadOnlyList<string> Headers, IReadOnlyList<int> Positions, IEnumerable<RawRow> Rows, int RoughRows);

/// <summary>How to write a file like the one that came.</summary>
/// <param name="Encoding">Null: a workbook.</param>
internal sealed record FileFormat(System.Text.Encoding? Encoding, char Delimiter)
{
    public static readonly FileFormat Workbook = new(null, ',');
}

/// <summary>Opens what people send: a workbook or delimited text, in any of its encodings.</summary>
internal static class TableReader
{
    /// <param name="encoding">Name of the encoding a text has to have; null: any known one.</param>
    public static RawTable Open(FileContent content, IReadOnlyList<HeaderNames> columns, string? encoding = null)
    {
        if (FileKinds.Of(content) == FileKind.Text)
        {
            return TextTable.Open(content, columns, encoding);
        }

        try
        {
            return WorkbookTable.Open(content.ToArray(), columns);
        }
        catch (Exception exception) when (exception is System.Xml.XmlException or InvalidDataException or InvalidOperationException or KeyNotFoundException
            or NullReferenceException or FormatException or IndexOutOfRangeException)
        {
            throw FileKinds.Damaged();
        }
    }

    /// <summary>A file that is small.</summary>
    public static RawTable Open(byte[] content, IReadOnlyList<HeaderNames> columns) => Open(FileContent.Of(content), columns);

    internal static IEnumerable<RawRow> Below(IEnumerable<RawRow> rows, int headerRow)
    {
        foreach (var row in rows)
        {
            if (row.Number > headerRow && !row.IsBlank)
            {
                yield return row;
            }
        }
    }
}

/// <summary>The names under which a column is recognised.</summary>
internal sealed record HeaderNames(string Name, IReadOnlyList<string> Aliases, bool Required)
{
    private readonly HashSet<string> keys = [.. Aliases.Prepend(Name).Select(CellText.HeaderKey)];

    public bool Matches(string headerKey) => keys.Contains(headerKey);
}

/// <summary>The row that holds the titles.</summary>
internal sealed record Header(int RowNumber, IReadOnlyList<string> Titles, IReadOnlyList<int> Positions, int Found)
{
    /// <summary>The best matching among the first rows; null when no row names two columns (or the only one).</summary>
    public static Header? Find(IEnumerable<RawRow> rows, IReadOnlyList<HeaderNames> columns)
    {
        Header? best = null;
        foreach (var row in rows.Take(ImportLimits.HeaderSearchRows))
        {
            var keys = row.Cells.Select(CellText.HeaderKey).ToArray();
            var positions = columns.Select(c => Array.FindIndex(keys, k => k.Length > 0 && c.Matches(k))).ToArray();
            var found = positions.Count(p => p >= 0);
            if (found >= Math.Min(2, columns.Count) && found > (best?.Found ?? 0))
            {
                best = new Header(row.Number, row.Cells, positions, found);
                RefuseTwice(best, keys, columns);
            }
        }

        return best;
    }

    /// <summary>Refuses a file without header, or whose header lacks something that is needed.</summary>
    public static Header Demand(Header? header, IReadOnlyList<HeaderNames> columns)
    {
        var wanted = string.Join("、", columns.Where(c => c.Required).Select(c => c.Name));
        if (header is null)
        {
            throw new RefusalException(
                "HEADER_NOT_FOUND", $"前 {ImportLimits.HeaderSearchRows} 行里没有找到表头。表头至少要有这些列：{wanted}。列的顺序不限；可先下载模板，把数据粘贴进去。");
        }

        var missing = columns.Where((c, i) => c.Required && header.Positions[i] < 0).Select(c => $"“{c.Name}”").ToList();
        return missing.Count == 0 ? header : throw new RefusalException(
            "COLUMNS_MISSING", $"第 {header.RowNumber} 行的表头缺少列：{string.Join("、", missing)}。请补上这些列，或下载模板对照。");
    }

    private static void RefuseTwice(Header header, string[] keys, IReadOnlyList<HeaderNames> columns)
    {
        foreach (var column in columns)
        {
            if (keys.Count(k => k.Length > 0 && column.Matches(k)) > 1)
            {
                throw new RefusalException("COLUMN_TWICE", $"第 {header.RowNumber} 行的表头里，“{column.Name}”列出现了两次（包括别名）。请只留一列再导入。");
            }
        }
    }
}
