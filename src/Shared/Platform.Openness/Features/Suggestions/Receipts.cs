using System.Security.Cryptography;
using System.Text;

namespace Platform.Openness.Features.Suggestions;

/// <summary>Receipt numbers: 80 random bits in letters and figures that are not mistaken for each other. The database keeps a hash.</summary>
internal static class Receipts
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 16;

    public static string New()
    {
        var letters = RandomNumberGenerator.GetString(Letters, Length);
        return string.Join('-', letters.Chunk(4).Select(c => new string(c)));
    }

    /// <summary>What is typed counts in either case, with or without hyphens and blanks. Empty: it can be no receipt.</summary>
    public static string HashOf(string? typed)
    {
        var tidy = string.Concat((typed ?? "").Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        return tidy.Length == Length && tidy.All(Letters.Contains) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(tidy))) : "";
    }
}
