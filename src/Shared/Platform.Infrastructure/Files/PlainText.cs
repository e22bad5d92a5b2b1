using System.Text;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Files;

/// <summary>Text of small files in the encodings in use here: UTF-8, and GB18030 where it is not valid UTF-8. Anything else is refused, never guessed.</summary>
internal static class PlainText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = MakeGb18030();

    public static string Decode(string fileName, byte[] content)
    {
        try
        {
            return Decode(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new RefusalException("FILE_ENCODING", $"文件“{fileName}”的文字编码既不是 UTF-8，也不是 GB18030，无法读取。请另存为 UTF-8 再导入。");
        }
    }

    private static string Decode(byte[] content)
    {
        try
        {
            return Utf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Gb18030.GetString(content);
        }
    }

    private static Encoding MakeGb18030()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030", new EncoderExceptionFallback(), new DecoderExceptionFallback());
    }
}
