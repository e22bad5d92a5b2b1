using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Files.Reading;

/// <summary>Delimited text. The delimiter is the one with which the header is recognised best.</summary>
internal static class TextTable
{
    private static readonly string[] Delimiters = [",", "\t", ";"];

    public static RawTable Open(byte[] content, IReadOnlyList<HeaderNames> columns)
    {
        var encoding = TextEncodings.Of(content);
        var (header, delimiter) = Delimiters
            .Select(d => (Header: TryFind(content, encoding, d, columns), Delimiter: d))
            .OrderByDescending(t => t.Header?.Found ?? 0)
            .First();
        if (header is null && !Rows(content, encoding, ",").Take(ImportLimits.HeaderSearchRows).Any(r => !r.IsBlank))
        {
            throw new RefusalException("FILE_EMPTY", "文件里没有内容，请选择有内容的文件。");
        }

        var sure = Header.Demand(header, columns);
        var rows = TableReader.Below(Rows(content, encoding, delimiter), sure.RowNumber);
        var rough = content.AsSpan().Count((byte)'\n');
        return new RawTable(new FileFormat(encoding, delimiter), sure.Titles, sure.Positions, rows, rough);
    }

    private static Header? TryFind(byte[] content, Encoding encoding, string delimiter, IReadOnlyList<HeaderNames> columns)
    {
        try
        {
            return Header.Find(Rows(content, encoding, delimiter), columns);
        }
        catch (CsvHelperException)
        {
            return null;
        }
    }

    private static IEnumerable<RawRow> Rows(byte[] content, Encoding encoding, string delimiter)
    {
        using var reader = new StreamReader(new MemoryStream(content, writable: false), encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
        if (reader.Peek() == '\uFEFF')
        {
            reader.Read();
        }

        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            BadDataFound = null,
            IgnoreBlankLines = false,
            HasHeaderRecord = false,
            MaxFieldSize = 1024 * 1024,
        });
        for (var number = 1; parser.Read(); number++)
        {
            var cells = new string[parser.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = CellText.Trim(parser[i]);
            }

            yield return new RawRow(number, cells);
        }
    }
}
