using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.SecondFactor;

/// <summary>Checks and changes the second factor of an account. Runs inside a command; the caller saves.</summary>
internal sealed class SecondFactorDesk(CoreDbContext db, SecondFactorKeys keys, SessionBook sessions, Operation operation)
{
    private const int Codes = 10;
    private const int Digits = 6;

    /// <summary>True for a fresh code of the telephone, or for a recovery code; each serves once.</summary>
    public async Task<bool> TakeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        var typed = code.Replace(" ", "", StringComparison.Ordinal).Trim();
        if (account.SecondFactorSecret is not { } secret || typed.Length == 0)
        {
            return false;
        }

        if (typed.Length == Digits && typed.All(char.IsAsciiDigit))
        {
            if (!keys.Verify(secret, typed, operation.Now, out var step) || step <= account.SecondFactorStep)
            {
                return false;
            }

            // The stamp lets the second of two simultaneous uses of one code fail.
            account.SecondFactorStep = step;
            account.ConcurrencyStamp = Keys.New().ToString("N");
            return true;
        }

        var hash = RecoveryCode.HashOf(typed);
        if (await db.Set<RecoveryCode>().FirstOrDefaultAsync(c => c.AccountId == account.Id && c.Hash == hash && c.UsedAt == null, cancellationToken) is not { } found)
        {
            return false;
        }

        found.UsedAt = operation.Now;
        account.ConcurrencyStamp = Keys.New().ToString("N");
        sessions.Record(account.Id, SignInEvent.RecoveryCodeUsed);
        return true;
    }

    /// <returns>Fresh recovery codes in clear, to be shown once; older ones no longer serve.</returns>
    public async Task<IReadOnlyList<string>> MakeCodesAsync(Account account, CancellationToken cancellationToken)
    {
        await ForgetCodesAsync(account, cancellationToken);
        string[] codes = [.. Enumerable.Range(0, Codes).Select(_ => RecoveryCode.Make())];
        db.AddRange(codes.Select(c => new RecoveryCode { AccountId = account.Id, Hash = RecoveryCode.HashOf(c) }));
        return codes;
    }

    public async Task RemoveAsync(Account account, CancellationToken cancellationToken)
    {
        account.TwoFactorEnabled = false;
        account.SecondFactorSecret = null;
        account.SecondFactorStep = 0;
        await ForgetCodesAsync(account, cancellationToken);
    }

    private async Task ForgetCodesAsync(Account account, CancellationToken cancellationToken) =>
        db.RemoveRange(await db.Set<RecoveryCode>().Where(c => c.AccountId == account.Id).ToListAsync(cancellationToken));
}
