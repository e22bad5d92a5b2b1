using System.Text;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Files.Reading;

/// <summary>The encodings tables arrive in. What is not valid UTF-8 was saved by a Chinese Excel: GB18030, which contains GBK and GB2312.</summary>
internal static class TextEncodings
{
    static TextEncodings()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Gb18030 = Encoding.GetEncoding("GB18030", new EncoderExceptionFallback(), new DecoderExceptionFallback());
    }

    public static Encoding Gb18030 { get; }

    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private static Encoding StrictUtf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Encoding Utf8WithMark { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Refuses what is not text in a known encoding.</summary>
    public static Encoding Of(byte[] content) => Of(FileContent.Of(content), out _);

    /// <param name="lines">Line ends in the file.</param>
    public static Encoding Of(FileContent content, out int lines)
    {
        ReadOnlySpan<byte> head = content.Head(4);
        (lines, var zeros) = Count(content);
        if (head.StartsWith(Encoding.Unicode.Preamble))
        {
            return Encoding.Unicode;
        }

        if (head.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return Encoding.BigEndianUnicode;
        }

        if (zeros > 0)
        {
            throw FileKinds.Wrong("这不是文本表格。请选择 .xlsx 或 .csv 文件。");
        }

        if (head.StartsWith(Encoding.UTF8.Preamble))
        {
            return Utf8WithMark;
        }

        return IsValid(content, StrictUtf8) ? Utf8 : IsValid(content, Gb18030) ? Gb18030 : throw FileKinds.Wrong(
            "文件的文字编码不是 UTF-8，也不是 GB18030。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。");
    }

    /// <summary>The encoding somebody named, UTF-8 (with or without byte order mark) or GB18030; refuses ENCODING_DIFFERS when the file is not written in it.</summary>
    public static Encoding Demand(FileContent content, string name, out int lines)
    {
        var found = Of(content, out lines);
        var marked = found == Utf8WithMark;
        var wanted = name == "UTF-8" ? (marked ? Utf8WithMark : Utf8) : Gb18030;
        return found == wanted || (wanted == Gb18030 && found == Utf8 && IsValid(content, Gb18030))
            ? wanted
            : throw new RefusalException("ENCODING_DIFFERS", $"文件的文字编码不是所选格式规定的 {name}。请核对选择的格式，或改用“通用格式”。");
    }

    /// <summary>The whole text of a small file, without byte order mark.</summary>
    public static string Decode(byte[] content) => Of(content).GetString(content).TrimStart('\uFEFF');

    private static (int Lines, int Zeros) Count(FileContent content)
    {
        var (lines, zeros) = (0, 0);
        foreach (var block in content.Blocks())
        {
            lines += block.AsSpan().Count((byte)'\n');
            zeros += block.AsSpan().Count((byte)0);
        }

        return (lines, zeros);
    }

    private static bool IsValid(FileContent content, Encoding strict)
    {
        var decoder = strict.GetDecoder();
        var room = new char[64 * 1024];
        try
        {
            foreach (var block in content.Blocks())
            {
                for (ReadOnlySpan<byte> bytes = block; bytes.Length > 0;)
                {
                    decoder.Convert(bytes, room, flush: false, out var used, out _, out _);
                    bytes = bytes[used..];
                }
            }

            decoder.Convert([], room, flush: true, out _, out _, out _);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
