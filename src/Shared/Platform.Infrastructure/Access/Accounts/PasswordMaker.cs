using System.Security.Cryptography;

namespace Platform.Infrastructure.Access.Accounts;

/// <summary>First passwords: random, without look-alike characters, easy to read out on the telephone.</summary>
internal static class PasswordMaker
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz";
    private const string Digits = "23456789";

    /// <returns>Two groups of five letters and one of four digits, with dashes: about 57 bits.</returns>
    public static string Make() =>
        $"{RandomNumberGenerator.GetString(Letters, 5)}-{RandomNumberGenerator.GetString(Letters, 5)}-{RandomNumberGenerator.GetString(Digits, 4)}";
}
