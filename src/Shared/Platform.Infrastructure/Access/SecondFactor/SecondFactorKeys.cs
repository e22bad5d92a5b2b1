using Microsoft.AspNetCore.DataProtection;
using OtpNet;

namespace Platform.Infrastructure.Access.SecondFactor;

/// <summary>
/// Makes and protects the secrets behind one-time passwords (RFC 6238: SHA-1, 6 digits, 30 s), and the tickets between the two steps of a
/// sign-in. Protecting may write a new data key, which must not wait for a transaction of its own making: <see cref="Warm"/> beforehand.
/// </summary>
internal sealed class SecondFactorKeys(IDataProtectionProvider protection)
{
    private const int SecretBytes = 20;
    private const string Issuer = "乡镇工作平台";

    private readonly IDataProtector secrets = protection.CreateProtector("Platform.SecondFactor.Secret");
    private readonly IDataProtector tickets = protection.CreateProtector("Platform.SecondFactor.Ticket");

    /// <summary>Called by validators, which run before the transaction begins.</summary>
    public void Warm() => tickets.Protect("");

    /// <returns>Base32, as it is typed into an authenticator by hand.</returns>
    public static string NewSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes));

    public string Protect(string secret) => secrets.Protect(secret);

    /// <param name="step">The 30-second step the code belongs to; used once.</param>
    public bool Verify(string protectedSecret, string code, DateTimeOffset now, out long step) =>
        VerifyPlain(secrets.Unprotect(protectedSecret), code, now, out step);

    /// <summary>One step before and after is taken too: clocks of telephones differ.</summary>
    public static bool VerifyPlain(string secret, string code, DateTimeOffset now, out long step) =>
        new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(now.UtcDateTime, code, out step, new VerificationWindow(previous: 1, future: 1));

    public static string Uri(string userName, string secret) =>
        $"otpauth://totp/{System.Uri.EscapeDataString($"{Issuer}:{userName}")}?secret={secret}&issuer={System.Uri.EscapeDataString(Issuer)}";

    /// <summary>Protected words for a later step, valid until <paramref name="until"/>.</summary>
    public string Ticket(string content, DateTimeOffset until) => tickets.Protect($"{until.ToUnixTimeSeconds()}|{content}");

    /// <returns>Null when the ticket is forged or too old.</returns>
    public string? Open(string ticket, DateTimeOffset now)
    {
        try
        {
            var parts = tickets.Unprotect(ticket).Split('|', 2);
            return parts.Length == 2 && long.TryParse(parts[0], out var until) && now.ToUnixTimeSeconds() <= until ? parts[1] : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
