using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Migrants.Domain;

/// <summary>What a file carries. Dates as yyyy-MM-dd.</summary>
/// <param name="Kind"><c>questions</c> or <c>answers</c>.</param>
internal sealed record ExchangeContent(string Format, Guid FileId, string Kind, string From, DateOnly MadeOn, IReadOnlyList<ExchangeQuestion> Questions, IReadOnlyList<ExchangeAnswer> Answers)
{
    public const string FormatName = "platform-inquiries/1";
    public const string QuestionsKind = "questions";
    public const string AnswersKind = "answers";
}

/// <param name="Id">Stays with the inquiry: a file read twice makes no second one.</param>
/// <param name="To">9-digit code of the township asked, where the asker knows it.</param>
internal sealed record ExchangeQuestion(Guid Id, string Number, InquiryTopic Topic, string Name, string IdentityNumber, string Question, string ConsentReference, string? To = null);

internal sealed record ExchangeAnswer(Guid Id, InquiryResult Result, string Remarks, DateOnly AnsweredOn);

/// <summary>
/// Signed files: JSON with the content in base64 and an ECDSA P-256 signature (SHA-256) over exactly those bytes. A changed byte is no valid file any more.
/// </summary>
internal static class SignedFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, WriteIndented = false };

    public static byte[] Write(ExchangeContent content, ECDsa key)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(content, Options);
        return JsonSerializer.SerializeToUtf8Bytes(new Envelope(Convert.ToBase64String(bytes), Convert.ToBase64String(key.SignData(bytes, HashAlgorithmName.SHA256))), Options);
    }

    /// <summary>The signed bytes and their signature; null: it is no such file.</summary>
    public static (byte[] Content, byte[] Signature)? Open(byte[] file)
    {
        try
        {
            return JsonSerializer.Deserialize<Envelope>(file, Options) is { Content: { Length: > 0 } content, Signature: { Length: > 0 } signature }
                ? (Convert.FromBase64String(content), Convert.FromBase64String(signature))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The content, once its signature was found good; null: it is of another form.</summary>
    public static ExchangeContent? Read(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<ExchangeContent>(content, Options) is { Format: ExchangeContent.FormatName, Questions: not null, Answers: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool Verifies(string publicKey, byte[] content, byte[] signature)
    {
        using var key = PublicOf(publicKey);
        return key?.VerifyData(content, signature, HashAlgorithmName.SHA256) == true;
    }

    /// <summary>Null: it is no P-256 key.</summary>
    public static ECDsa? PublicOf(string text)
    {
        var key = ECDsa.Create();
        try
        {
            var trimmed = text.Trim();
            if (trimmed.StartsWith("-----", StringComparison.Ordinal))
            {
                key.ImportFromPem(trimmed);
            }
            else
            {
                key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(trimmed), out _);
            }

            if (key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
            {
                return key;
            }
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException or ArgumentException)
        {
            // Said by the caller.
        }

        key.Dispose();
        return null;
    }

    private sealed record Envelope(string? Content, string? Signature);
}
