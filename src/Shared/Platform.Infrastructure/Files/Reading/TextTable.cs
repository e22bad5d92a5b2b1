using System.Text;
using CsvHelper;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Files.Reading;

/// <summary>Delimited text. The delimiter is the one with which the header is recognised best.</summary>
internal static class TextTable
{
    private const int LongestRecord = 1024 * 1024;

    private static readonly char[] Delimiters = [',', '\t', ';'];

    public static RawTable Open(byte[] content, IReadOnlyList<HeaderNames> columns)
    {
        var encoding = TextEncodings.Of(content);
        var (header, delimiter) = Delimiters
            .Select(d => (Header: TryFind(content, encoding, d, columns), Delimiter: d))
            .OrderByDescending(t => t.Header?.Found ?? 0)
            .First();
        if (header is null && !Rows(content, encoding, ',').Take(ImportLimits.HeaderSearchRows).Any(r => !r.IsBlank))
        {
            throw new RefusalException("FILE_EMPTY", "文件里没有内容，请选择有内容的文件。");
        }

        var sure = Header.Demand(header, columns);
        var rows = TableReader.Below(Rows(content, encoding, delimiter), sure.RowNumber);
        var rough = content.AsSpan().Count((byte)'\n');
        return new RawTable(new FileFormat(encoding, delimiter), sure.Titles, sure.Positions, rows, rough);
    }

    private static Header? TryFind(byte[] content, Encoding encoding, char delimiter, IReadOnlyList<HeaderNames> columns)
    {
        try
        {
            return Header.Find(Rows(content, encoding, delimiter), columns);
        }
        catch (CsvFormatException)
        {
            return null;
        }
    }

    // Empty lines count: the number is the one the spreadsheet shows.
    private static IEnumerable<RawRow> Rows(byte[] content, Encoding encoding, char delimiter)
    {
        var options = CsvReaderOptions.Default with
        {
            Separator = delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            MaxRecordSize = LongestRecord,
            Encoding = encoding,
            IncludeValuesInExceptions = false,
        };
        using var reader = CsvReader.Create(new MemoryStream(content, writable: false), options);
        for (var number = 1; reader.Read(); number++)
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = CellText.Trim(reader.GetString(i));
            }

            yield return new RawRow(number, cells);
        }
    }
}
