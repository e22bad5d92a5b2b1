using System.Text;
using CsCheck;
using Platform.Infrastructure.Files.Reading;
using Xunit;

namespace Platform.ModuleTests.Files;

public class ReadingTests
{
    // ASCII with the awkward signs, common and rare Chinese, four bytes in GB18030, outside the basic plane.
    private static readonly string[] Signs =
        ["a", "Z", "0", ",", ";", "\t", "\"", "'", " ", "\n", "林", "晓", "·", "㐀", "䶮", "𠮷", "𫚖", "€", "ü", "，", "０"];

    private static readonly Gen<string> Cell = Gen.Int[0, Signs.Length - 1].Array[0, 8].Select(signs => string.Concat(signs.Select(i => Signs[i])));

    [Fact]
    public void Any_text_comes_back_in_every_encoding_and_with_every_delimiter() =>
        Gen.Select(Cell.Array[3, 3].Array[1, 6], Gen.Int[0, 3], Gen.Int[0, 2]).Sample((rows, encoding, delimiter) =>
        {
            var separator = ",\t;"[delimiter];
            Encoding[] encodings = [TextEncodings.Utf8, TextEncodings.Utf8WithMark, TextEncodings.Gb18030, Encoding.Unicode];
            string[][] all = [["工号", "姓名", "岗位"], .. rows];
            var table = TableReader.Open(Sheets.Csv(all, encodings[encoding], separator), Sheets.StaffColumns);
            Assert.Equal(separator, table.Format.Delimiter);
            Assert.Equal(
                rows.Select(r => r.Select(CellText.Trim).ToArray()).Where(r => r.Any(c => c.Length > 0)),
                table.Rows.Select(r => r.Cells));
        }, iter: 500);

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GB18030")]
    public void The_encoding_is_recognised(string name)
    {
        var encoding = name == "UTF-8" ? TextEncodings.Utf8 : TextEncodings.Gb18030;
        var table = TableReader.Open(Sheets.Text("工号,姓名,岗位\n1,𠮷野㐀,统计员\n", encoding), Sheets.StaffColumns);
        Assert.Equal(encoding.WebName, table.Format.Encoding!.WebName);
        Assert.Equal("𠮷野㐀", Assert.Single(table.Rows).Cells[1]);
    }

    [Fact]
    public void Titles_stand_in_any_order_under_any_of_their_names_below_other_rows()
    {
        var content = Sheets.Text("甲路镇人员名册,,,\n制表日期：2026-11-01,,,\n\n 岗 位（中文）,姓 名*,备注,职工号\n统计员,林晓梅,新来,００１\n");
        var table = TableReader.Open(content, Sheets.StaffColumns);
        Assert.Equal([3, 1, 0, -1], table.Positions);
        var row = Assert.Single(table.Rows);
        Assert.Equal(5, row.Number);
        Assert.Equal("００１", row.Cells[3]);
    }

    [Fact]
    public void Blank_rows_are_skipped_and_still_counted()
    {
        var rows = Sheets.Rows(Sheets.Text("工号,姓名,岗位\n1,甲,a\n\n ,　,\n2,\"乙\n丙\",b\n3,丁,c\n"));
        Assert.Equal([2, 5, 6], rows.Select(r => r.Number));
    }

    [Fact]
    public void A_workbook_gives_what_a_person_sees()
    {
        var rows = Sheets.Rows(Sheets.Xlsx(
        [
            ["名册", null, null, null],
            ["姓名", "工号", "岗位", "村"],
            ["林晓梅 ", 7, new DateTime(2026, 11, 3), "001"],
            [null, null, null, null],
            ["王五", 123456789012345d, new DateTime(2026, 11, 3, 8, 1, 22), true],
        ]));
        Assert.Equal([3, 5], rows.Select(r => r.Number));
        Assert.Equal(["林晓梅", "7", "2026-11-03", "001"], rows[0].Cells);
        Assert.Equal(["王五", "123456789012345", "2026-11-03 08:01:22", "是"], rows[1].Cells);
    }

    [Fact]
    public void The_sheet_with_the_header_is_found()
    {
        var file = new MemoryStream();
        MiniExcelLibs.MiniExcel.SaveAs(file, new Dictionary<string, object>
        {
            ["封面"] = new[] { new Dictionary<string, object> { ["a"] = "说明" } },
            ["名册"] = new[] { new Dictionary<string, object> { ["a"] = "工号", ["b"] = "姓名", ["c"] = "岗位" }, new Dictionary<string, object> { ["a"] = "1", ["b"] = "甲", ["c"] = "乙" } },
        }, printHeader: false);
        Assert.Equal(["1", "甲", "乙"], Assert.Single(Sheets.Rows(file.ToArray())).Cells);
    }
}
