using System.Text;
using CsvHelper;
using MiniExcelLibs;
using Platform.Infrastructure.Files.Reading;

namespace Platform.ModuleTests.Files;

/// <summary>Makes the files people send.</summary>
internal static class Sheets
{
    public static readonly IReadOnlyList<HeaderNames> StaffColumns =
        [new("工号", ["职工号"], true), new("姓名", [], true), new("岗位", ["职务"], true), new("联系村", ["村"], false)];

    public static byte[] Text(string text, Encoding? encoding = null)
    {
        var wanted = encoding ?? TextEncodings.Utf8;
        return [.. wanted.GetPreamble(), .. wanted.GetBytes(text)];
    }

    public static byte[] Csv(IEnumerable<string[]> rows, Encoding encoding, char separator)
    {
        var text = new StringWriter();
        using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default with { Separator = separator, ValidateFieldCount = false }, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                csv.WriteRecord(row);
            }
        }

        return Text(text.ToString(), encoding);
    }

    /// <summary>A workbook of one sheet; cells may be text, numbers, dates, times.</summary>
    public static byte[] Xlsx(IEnumerable<object?[]> rows, string sheet = "Sheet1")
    {
        var file = new MemoryStream();
        file.SaveAs(rows.Select(r => r.Select((c, i) => (c, i)).ToDictionary(c => $"{c.i:D3}", c => c.c)), printHeader: false, sheetName: sheet);
        return file.ToArray();
    }

    public static List<RawRow> Rows(byte[] content, IReadOnlyList<HeaderNames>? columns = null) => [.. TableReader.Open(content, columns ?? StaffColumns).Rows];
}
