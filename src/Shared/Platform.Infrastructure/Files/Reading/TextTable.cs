using System.Text;
using CsvHelper;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Files.Reading;

/// <summary>Delimited text. The delimiter is the one with which the header is recognised best.</summary>
internal static class TextTable
{
    private const int LongestRecord = 1024 * 1024;

    private static readonly char[] Delimiters = [',', '\t', ';'];

    public static RawTable Open(FileContent content, IReadOnlyList<HeaderNames> columns, string? named = null)
    {
        var encoding = named is null ? TextEncodings.Of(content, out var lines) : TextEncodings.Demand(content, named, out lines);
        var (header, delimiter) = Delimiters
            .Select(d => (Header: Header.Find(Rows(content, encoding, d, toTheFault: true), columns), Delimiter: d))
            .OrderByDescending(t => t.Header?.Found ?? 0)
            .First();
        if (header is null && !Rows(content, encoding, ',', toTheFault: true).Take(ImportLimits.HeaderSearchRows).Any(r => !r.IsBlank))
        {
            throw new RefusalException("FILE_EMPTY", "文件里没有内容，请选择有内容的文件。");
        }

        var sure = Header.Demand(header, columns);
        var rows = TableReader.Below(Rows(content, encoding, delimiter), sure.RowNumber);
        return new RawTable(new FileFormat(encoding, delimiter), sure.Titles, sure.Positions, rows, lines);
    }

    // Empty lines count: the number is the one the spreadsheet shows. While the header is looked for, rows end where they cannot be read.
    private static IEnumerable<RawRow> Rows(FileContent content, Encoding encoding, char delimiter, bool toTheFault = false)
    {
        var options = CsvReaderOptions.Default with
        {
            Separator = delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            MaxRecordSize = LongestRecord,
            Encoding = encoding,
            PoolStrings = true,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = RefuseSwallowedRows,
        };
        using var stream = content.Open();
        using var reader = CsvReader.Create(stream, options);
        for (var number = 1; Read(reader, number, toTheFault); number++)
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = CellText.Trim(reader.GetString(i));
            }

            yield return new RawRow(number, cells);
        }
    }

    // A quote inside a cell is text. One that is never closed would make the rows below it part of the cell.
    private static void RefuseSwallowedRows(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote || record.RawRecord.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new CsvFormatException(record.Reason.ToString());
        }
    }

    private static bool Read(CsvReader reader, int number, bool toTheFault)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException) when (toTheFault)
        {
            return false;
        }
        catch (CsvFormatException)
        {
            throw new RefusalException(
                "FILE_BROKEN_ROW", $"第 {number} 行起读不出来，多半是这一行有英文双引号没有成对。请检查这一行，或用 Excel 或 WPS 打开后另存为 .xlsx 再导入。");
        }
    }
}
