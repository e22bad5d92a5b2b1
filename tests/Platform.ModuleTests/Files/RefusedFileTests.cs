using System.IO.Compression;
using System.Text;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Reading;
using Xunit;

namespace Platform.ModuleTests.Files;

/// <summary>Every refusal names the cause and says what to do.</summary>
public class RefusedFileTests
{
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    [Fact]
    public void Old_workbook() => Refused([.. Ole, .. Wide("Workbook")], "FILE_OLD_XLS", "另存为");

    [Fact]
    public void Protected_workbook() => Refused([.. Ole, .. Wide("EncryptedPackage")], "FILE_PROTECTED", "去掉密码");

    [Fact]
    public void Old_word_document() => Refused([.. Ole, .. Wide("WordDocument")], "FILE_WRONG_TYPE", "Word");

    [Fact]
    public void Nothing_in_it() => Refused([], "FILE_EMPTY", "空");

    [Fact]
    public void Only_blank_lines() => Refused(Sheets.Text("\n \n,,\n"), "FILE_EMPTY", "没有内容");

    [Fact]
    public void Empty_workbook() => Refused(Sheets.Xlsx([["", null]]), "FILE_EMPTY", "没有内容");

    [Fact]
    public void Too_big() => Refused(new byte[ImportLimits.MaxBytes + 1], "FILE_TOO_BIG", "100 MB");

    [Theory]
    [InlineData("word/document.xml", "Word")]
    [InlineData("xl/workbook.bin", "xlsb")]
    [InlineData("content.xml", "ods")]
    [InlineData("photo.jpg", "解压")]
    public void Another_packed_file(string part, string says) => Refused(Zip(part), "FILE_WRONG_TYPE", says);

    [Fact]
    public void Torn_workbook() => Refused(Sheets.Xlsx([["工号", "姓名", "岗位"]])[..200], "FILE_DAMAGED", "重新另存");

    [Fact]
    public void Workbook_without_parts() => Refused(Zip("xl/workbook.xml"), "FILE_DAMAGED", "重新另存");

    [Theory]
    [InlineData("%PDF-1.7 ...", "PDF")]
    [InlineData("<html><table>", "网页")]
    [InlineData("{\\rtf1", "RTF")]
    public void Another_kind_of_file(string start, string says) => Refused(Encoding.ASCII.GetBytes(start), "FILE_WRONG_TYPE", says);

    [Fact]
    public void Bytes_that_are_no_text() => Refused([0x01, 0x00, 0x02, 0x00], "FILE_WRONG_TYPE", "文本");

    [Fact]
    public void Unknown_encoding() => Refused([0x41, 0xFF, 0xFF, 0x2C, 0xFF], "FILE_WRONG_TYPE", "GB18030");

    [Fact]
    public void No_header() => Refused(Sheets.Text("1,甲,统计员\n2,乙,主任\n"), "HEADER_NOT_FOUND", "工号、姓名、岗位");

    [Fact]
    public void A_column_is_missing() => Refused(Sheets.Text("工号,姓名\n1,甲\n"), "COLUMNS_MISSING", "“岗位”");

    [Fact]
    public void A_column_stands_twice() => Refused(Sheets.Text("工号,姓名,岗位,职务\n1,甲,a,b\n"), "COLUMN_TWICE", "“岗位”");

    [Theory]
    [InlineData("身份证号码")]
    [InlineData("联系电话")]
    [InlineData("手 机")]
    [InlineData("家庭住址")]
    [InlineData("Phone")]
    public void A_column_of_protected_data(string header) => Assert.Contains("不接收", PersonalColumns.RefusalOf(header));

    [Theory]
    [InlineData("工号")]
    [InlineData("姓名")]
    [InlineData("备注")]
    public void Other_columns_may_come(string header) => Assert.Null(PersonalColumns.RefusalOf(header));

    private static void Refused(byte[] content, string code, string says)
    {
        var refusal = Assert.Throws<RefusalException>(() => TableReader.Open(content, Sheets.StaffColumns));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(says, refusal.Detail);
    }

    private static byte[] Wide(string text) => Encoding.Unicode.GetBytes(text);

    private static byte[] Zip(string part)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry(part);
        }

        return file.ToArray();
    }
}
