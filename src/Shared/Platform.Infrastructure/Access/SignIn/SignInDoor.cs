using Microsoft.Extensions.Options;
using Platform.Infrastructure.Access.SecondFactor;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.SignIn;

/// <summary>The common end of every way to sign in: lockout, second factor, session, history.</summary>
internal sealed class SignInDoor(
    CoreDbContext db, SecondFactorDesk secondFactor, SecondFactorKeys keys, SessionBook sessions, Operation operation, IOptions<LockoutSettings> options)
{
    private static readonly TimeSpan CodeWait = TimeSpan.FromMinutes(5);

    /// <summary>True when nobody may enter with this account now: unknown, disabled, locked.</summary>
    public async Task<bool> ShutAsync(Account? account)
    {
        SignInEvent? cause = account is null ? SignInEvent.UnknownAccount
            : !account.Active ? SignInEvent.DisabledAccount
            : account.LockoutEnd > operation.Now ? SignInEvent.WhileLocked
            : null;
        if (cause is not { } what)
        {
            return false;
        }

        sessions.Record(account?.Id ?? Guid.Empty, what);
        await db.SaveChangesAsync(CancellationToken.None);
        operation.Note($"登录失败：{SignInEvents.Names[what]}");
        return true;
    }

    /// <summary>Wrong passwords and wrong codes count together: who has the password cannot try codes without end.</summary>
    public async Task CountFailureAsync(Account account, SignInEvent what)
    {
        sessions.Record(account.Id, what);
        if (++account.AccessFailedCount >= options.Value.Attempts)
        {
            account.AccessFailedCount = 0;
            account.LockoutEnd = operation.Now + options.Value.Lockout;
            sessions.Record(account.Id, SignInEvent.Locked);
        }

        await db.SaveChangesAsync(CancellationToken.None);
        operation.Note($"登录失败：{SignInEvents.Names[what]}，账号 {account.Id}");
    }

    public SignInResult AskForCode(Account account)
    {
        operation.Note($"密码正确，等待动态口令，账号 {account.Id}");
        return new SignInResult(false, "请填写动态口令。", Ticket: keys.Ticket($"{account.Id}|{account.SecurityStamp}", operation.Now + CodeWait));
    }

    /// <summary>The last step: takes the code where one is needed, then opens a session.</summary>
    public async Task<SignInResult> EnterAsync(Account account, string code, CancellationToken cancellationToken)
    {
        if (account.TwoFactorEnabled && !await secondFactor.TakeAsync(account, code, cancellationToken))
        {
            await CountFailureAsync(account, SignInEvent.WrongCode);
            return account.LockoutEnd > operation.Now ? Wrong() : AskForCode(account) with { Message = "动态口令不正确，请等出现新的口令后再试。" };
        }

        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        var session = await sessions.OpenAsync(account, cancellationToken);
        await db.SaveChangesAsync(CancellationToken.None);
        operation.Note($"登录成功，账号 {account.Id}");
        return new SignInResult(true, "", account.Id, account.SecurityStamp!, account.DisplayName, session.Id);
    }

    /// <summary>One sentence for every cause: the answer does not tell which names exist, are disabled or locked.</summary>
    public SignInResult Wrong() => new(
        false, $"账号或密码不正确，请核对后再试。连续输错 {options.Value.Attempts} 次，账号锁定 {options.Value.LockoutMinutes} 分钟；急用请联系管理员解锁。");
}
