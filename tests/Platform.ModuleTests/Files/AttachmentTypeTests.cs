using System.IO.Compression;
using System.Text;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Files.Reading;
using Xunit;

namespace Platform.ModuleTests.Files;

/// <summary>What may be attached: the content decides, and the name must agree.</summary>
public class AttachmentTypeTests
{
    internal static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    public static TheoryData<string, byte[], AttachmentType> Good => new()
    {
        { "记录.pdf", "%PDF-1.7 x"u8.ToArray(), AttachmentType.Pdf },
        { "照片.JPG", [0xFF, 0xD8, 0xFF, 0xE0, 1], AttachmentType.Jpeg },
        { "照片.jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 1], AttachmentType.Jpeg },
        { "图.png", Png, AttachmentType.Png },
        { "纪要.docx", Zip("word/document.xml"), AttachmentType.Docx },
        { "名单.xlsx", Zip("xl/workbook.xml"), AttachmentType.Xlsx },
        { "说明.txt", Encoding.UTF8.GetBytes("学习记录"), AttachmentType.Text },
        { "说明.txt", TextEncodings.Gb18030.GetBytes("学习记录"), AttachmentType.Text },
    };

    public static TheoryData<string, byte[], string> Bad => new()
    {
        { "空.txt", [], "FILE_EMPTY" },
        { "程序.txt", "MZ\u0090\0\u0003"u8.ToArray(), "FILE_WRONG_TYPE" },
        { "照片.jpg", "MZ 文本"u8.ToArray(), "FILE_WRONG_TYPE" },
        { "网页.txt", "  <html><script>"u8.ToArray(), "FILE_WRONG_TYPE" },
        { "图.svg", "<svg xmlns='x'/>"u8.ToArray(), "FILE_WRONG_TYPE" },
        { "照片.jpg", Png, "FILE_WRONG_TYPE" },
        { "没有扩展名", "%PDF-1.7"u8.ToArray(), "FILE_WRONG_TYPE" },
        { "包.docx", Zip("a.txt"), "FILE_WRONG_TYPE" },
        { "宏.docx", Zip("word/document.xml", "word/vbaProject.bin"), "FILE_WRONG_TYPE" },
        { "旧.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "FILE_WRONG_TYPE" },
        { "坏.xlsx", [0x50, 0x4B, 0x03, 0x04, 1, 2], "FILE_WRONG_TYPE" },
        { "大.txt", new byte[AttachmentLimits.MaxBytes + 1], "FILE_TOO_BIG" },
    };

    [Theory, MemberData(nameof(Good))]
    public void Its_kind_is_found_by_content(string name, byte[] content, AttachmentType type) => Assert.Equal(type, AttachmentTypes.Of(name, content));

    [Theory, MemberData(nameof(Bad))]
    public void What_is_not_allowed_is_refused_with_the_file_named(string name, byte[] content, string code)
    {
        var refusal = Assert.Throws<RefusalException>(() => AttachmentTypes.Of(name, content));
        Assert.Equal(code, refusal.Code);
        Assert.Contains($"“{name}”", refusal.Detail);
    }

    private static byte[] Zip(params string[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                archive.CreateEntry(entry);
            }
        }

        return stream.ToArray();
    }
}
