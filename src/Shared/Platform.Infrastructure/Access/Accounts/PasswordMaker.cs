using System.Security.Cryptography;

namespace Platform.Infrastructure.Access.Accounts;

/// <summary>First passwords: random, without look-alike characters, easy to read out on the telephone.</summary>
internal static class PasswordMaker
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <returns>Three groups of four with dashes: about 59 bits.</returns>
    public static string Make() =>
        string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));
}
