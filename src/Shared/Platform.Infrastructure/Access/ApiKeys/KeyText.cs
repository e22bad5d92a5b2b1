using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>
/// How a key is written: <c>pfk_</c>, ten characters that may be seen, <c>_</c>, and 52 random characters of 5 bits each (260 bits).
/// With that much chance a plain SHA-256 keeps the secret: there is nothing to guess.
/// </summary>
internal static class KeyText
{
    private const string Start = "pfk_";
    private const int PrefixLength = 10;
    private const int SecretLength = 52;

    // 32 characters without look-alikes.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    public static string NewPrefix() => RandomNumberGenerator.GetString(Alphabet, PrefixLength);

    public static string New(string prefix) => $"{Start}{prefix}_{RandomNumberGenerator.GetString(Alphabet, SecretLength)}";

    /// <summary>Takes the visible part out of what was presented; false when it cannot be a key of ours.</summary>
    public static bool TryReadPrefix(string text, [NotNullWhen(true)] out string? prefix)
    {
        var end = Start.Length + PrefixLength;
        prefix = text.Length == end + 1 + SecretLength && text.StartsWith(Start, StringComparison.Ordinal) && text[end] == '_'
            && text.AsSpan(Start.Length, PrefixLength).IndexOfAnyExcept(Alphabet) < 0 && text.AsSpan(end + 1).IndexOfAnyExcept(Alphabet) < 0
            ? text[Start.Length..end]
            : null;
        return prefix is not null;
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Compares in the same time whether it fits or not.</summary>
    public static bool Fits(string text, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(text)), Encoding.ASCII.GetBytes(hash));
}
