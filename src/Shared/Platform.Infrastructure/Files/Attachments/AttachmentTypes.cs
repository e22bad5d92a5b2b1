using System.IO.Compression;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files.Attachments;

public enum AttachmentType { Pdf, Jpeg, Png, Docx, Xlsx, Text }

/// <summary>What may be attached. The content decides, and the name must agree with it: a program called 照片.jpg is refused.</summary>
public static class AttachmentTypes
{
    private static readonly Dictionary<AttachmentType, (string[] Endings, string Name, string Media)> All = new()
    {
        [AttachmentType.Pdf] = ([".pdf"], "PDF 文件", "application/pdf"),
        [AttachmentType.Jpeg] = ([".jpg", ".jpeg"], "JPG 图片", "image/jpeg"),
        [AttachmentType.Png] = ([".png"], "PNG 图片", "image/png"),
        [AttachmentType.Docx] = ([".docx"], "Word 文档", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        [AttachmentType.Xlsx] = ([".xlsx"], "Excel 表格", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        [AttachmentType.Text] = ([".txt"], "文本文件", "text/plain"),
    };

    /// <summary>For the file box: .pdf,.jpg,…</summary>
    public static string Accept { get; } = string.Join(',', All.Values.SelectMany(a => a.Endings));

    /// <summary>One sentence for the person who chooses a file.</summary>
    public static string Help { get; } = $"可上传 pdf、jpg、png、docx、xlsx、txt，每个不超过 {AttachmentLimits.MaxBytes / 1024 / 1024} MB。";

    public static string NameOf(AttachmentType type) => All[type].Name;

    internal static string MediaOf(AttachmentType type) => All[type].Media;

    /// <summary>The kind of the file.</summary>
    /// <exception cref="RefusalException">FILE_EMPTY, FILE_TOO_BIG, FILE_PROTECTED, FILE_WRONG_TYPE.</exception>
    public static AttachmentType Of(string name, ReadOnlySpan<byte> content)
    {
        if (content.Length == 0)
        {
            throw new RefusalException("FILE_EMPTY", $"“{name}”是空的，请选择有内容的文件。");
        }

        if (content.Length > AttachmentLimits.MaxBytes)
        {
            throw TooBig(name);
        }

        var type = ByContent(name, content);
        return All[type].Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
            ? type
            : throw Wrong($"“{name}”的内容是{All[type].Name}，扩展名却不是 {All[type].Endings[0]}。请核对文件，改正扩展名后再上传。");
    }

    public static RefusalException TooBig(string name) =>
        new("FILE_TOO_BIG", $"“{name}”超过 {AttachmentLimits.MaxBytes / 1024 / 1024} MB，请压缩图片或拆分后再上传。");

    private static AttachmentType ByContent(string name, ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? AttachmentType.Pdf
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? AttachmentType.Jpeg
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? AttachmentType.Png
        : content.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]) ? Office(name, content)
        : content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? throw Wrong($"“{name}”是旧版 Office 文件或设了打开密码。请另存为没有密码的 .docx 或 .xlsx 再上传。")
        : IsText(content) ? AttachmentType.Text
        : throw Wrong($"“{name}”不是可以上传的文件。{Help}");

    // A document with macros is a program; what it is called does not matter.
    private static AttachmentType Office(string name, ReadOnlySpan<byte> content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
            var parts = archive.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return parts.Any(p => p.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)) ? throw Wrong($"“{name}”带有宏。请另存为不带宏的 .docx 或 .xlsx 再上传。")
                : parts.Contains("word/document.xml") ? AttachmentType.Docx
                : parts.Contains("xl/workbook.xml") ? AttachmentType.Xlsx
                : throw Wrong($"“{name}”是压缩包。请先解压，再逐个上传其中的文件。");
        }
        catch (InvalidDataException)
        {
            throw Wrong($"“{name}”已损坏，打不开。请用 Word、Excel 或 WPS 打开后重新另存，再上传。");
        }
    }

    private static bool IsText(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("MZ"u8) || content.StartsWith("{\\rtf"u8) || content.TrimStart("\uFEFF \r\n\t"u8).StartsWith("<"u8))
        {
            return false;
        }

        try
        {
            return TextEncodings.Of(content.ToArray()) is not null;
        }
        catch (RefusalException)
        {
            return false;
        }
    }

    private static RefusalException Wrong(string detail) => new("FILE_WRONG_TYPE", detail);
}
