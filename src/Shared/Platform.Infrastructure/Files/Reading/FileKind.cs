using System.IO.Compression;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Files.Reading;

internal enum FileKind { Text, Workbook }

/// <summary>Looks at the content, not the name: what kind of file it is, or which refusal tells the person what to do.</summary>
internal static class FileKinds
{
    private const string Use = "请用 Excel 或 WPS 打开，“另存为”选择 .xlsx 或 .csv，再导入。";

    private const int HeadBytes = 512;

    private static readonly byte[] OleMark = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static readonly (string Mark, string What)[] Others =
    [
        ("%PDF", "PDF 文件"), ("\u0089PNG", "图片"), ("GIF8", "图片"), ("\u00FF\u00D8\u00FF", "图片"), ("Rar!", "压缩包"), ("7z\u00BC\u00AF", "压缩包"),
        ("{\\rtf", "RTF 文档"), ("SQLite format 3", "数据库文件"), ("MZ", "程序文件"),
    ];

    public static FileKind Of(FileContent file)
    {
        var content = file.Head(HeadBytes);
        if (content.Length == 0)
        {
            throw new RefusalException("FILE_EMPTY", "文件是空的，请选择有内容的文件。");
        }

        if (file.Length > ImportLimits.MaxBytes)
        {
            throw TooBig();
        }

        if (Starts(content, "PK\u0003\u0004"))
        {
            return Zip(file.ToArray());
        }

        if (content.AsSpan().StartsWith(OleMark))
        {
            throw Ole(file.ToArray());
        }

        foreach (var (mark, what) in Others)
        {
            if (Starts(content, mark))
            {
                throw Wrong($"这是{what}，不是表格。请选择 .xlsx 或 .csv 文件。");
            }
        }

        var head = System.Text.Encoding.Latin1.GetString(content).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        if (head.StartsWith('<'))
        {
            throw Wrong("这是网页格式的表格（有些系统导出的 .xls 其实是网页）。" + Use);
        }

        return FileKind.Text;
    }

    public static RefusalException TooBig() =>
        new("FILE_TOO_BIG", $"文件超过 {ImportLimits.MaxBytes / 1024 / 1024} MB，请拆分成几个文件后再导入。");

    public static RefusalException Damaged() =>
        new("FILE_DAMAGED", "文件已损坏，打不开。请用 Excel 或 WPS 打开后重新另存为 .xlsx，再导入。");

    public static RefusalException Wrong(string detail) => new("FILE_WRONG_TYPE", detail);

    private static bool Starts(byte[] content, string mark) =>
        content.Length >= mark.Length && mark.Select((c, i) => content[i] == (byte)c).All(same => same);

    private static FileKind Zip(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Sum(e => e.Length) > ImportLimits.MaxUnpackedBytes)
            {
                throw TooBig();
            }

            var names = archive.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return names.Contains("xl/workbook.xml") ? FileKind.Workbook
                : names.Contains("xl/workbook.bin") ? throw Wrong("这是 .xlsb 二进制工作簿。" + Use)
                : names.Contains("word/document.xml") ? throw Wrong("这是 Word 文档，不是表格。请把表格复制到 Excel 或 WPS 表格中，存为 .xlsx 再导入。")
                : names.Contains("content.xml") ? throw Wrong("这是 .ods 表格。" + Use)
                : throw Wrong("这是压缩包，不是表格。请先解压，再选择其中的 .xlsx 或 .csv 文件。");
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    // An encrypted workbook is packed into the same container as the old .xls; its parts have names in UTF-16.
    private static RefusalException Ole(byte[] content) =>
        Holds(content, "EncryptedPackage") || Holds(content, "EncryptionInfo")
            ? new RefusalException("FILE_PROTECTED", "文件设了打开密码，系统读不了。请用 Excel 或 WPS 打开，去掉密码并保存后再导入。")
            : Holds(content, "WordDocument")
                ? Wrong("这是 Word 文档，不是表格。请把表格复制到 Excel 或 WPS 表格中，存为 .xlsx 再导入。")
                : new RefusalException("FILE_OLD_XLS", "这是旧版 .xls 格式，系统不读取。" + Use);

    private static bool Holds(byte[] content, string name) =>
        content.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(name)) >= 0;
}
