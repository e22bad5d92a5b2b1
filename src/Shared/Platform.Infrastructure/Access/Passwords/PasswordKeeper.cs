using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Passwords;

/// <summary>The hash of a password the account had before; kept so that it is not taken again.</summary>
[Label("用过的密码")]
internal sealed class PastPassword : Entity
{
    public Guid AccountId { get; init; }

    [Sensitive]
    [Label("密码")]
    public required string Hash { get; init; }

    [Label("替换时间")]
    public DateTimeOffset ReplacedAt { get; init; }
}

internal sealed class PastPasswordConfiguration : IEntityTypeConfiguration<PastPassword>
{
    public void Configure(EntityTypeBuilder<PastPassword> builder)
    {
        builder.Property(e => e.Hash).HasMaxLength(400);
        builder.HasIndex(e => new { e.AccountId, e.ReplacedAt });
        builder.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId);
    }
}

/// <summary>Sets passwords: the only place that does. Rules, history, age and the end of other sign-ins are kept here.</summary>
internal sealed class PasswordKeeper(CoreDbContext db, UserManager<Account> users, SessionBook sessions, Operation operation, IOptions<PasswordSettings> options)
{
    /// <summary>A random password that somebody else hands over. It must be changed at the first sign-in.</summary>
    /// <returns>The password; it is nowhere else in clear.</returns>
    public async Task<string> MakeFirstAsync(Account account, CancellationToken cancellationToken)
    {
        var password = PasswordMaker.Make();
        while (PasswordRules.Faults(password, account.UserName!).Count > 0)
        {
            password = PasswordMaker.Make();
        }

        await SetAsync(account, password, cancellationToken);

        // The demo is for trying out: its own sign-ins, made by the seeding, are used as they are printed.
        account.MustChangePassword = !(operation.Actor.IsSystem && await db.Set<Setting>().AnyAsync(s => s.Key == Setting.DemoStarted, cancellationToken));
        return password;
    }

    /// <summary>The password its owner chose.</summary>
    public async Task ChangeAsync(Account account, string password, string field, CancellationToken cancellationToken)
    {
        if (PasswordRules.Faults(password, account.UserName!) is { Count: > 0 } faults)
        {
            var text = string.Join("；", faults);
            throw new RefusalException("WEAK_PASSWORD", $"新密码不合要求：{text}。", RefusalKind.Invalid, [new(field, text)]);
        }

        var past = await PastAsync(account, cancellationToken);
        if (past.Select(p => p.Hash).Append(account.PasswordHash!).Any(hash => Matches(account, hash, password)))
        {
            var text = $"不能与现在的密码或最近 {options.Value.History} 次用过的密码相同";
            throw new RefusalException("PASSWORD_USED_BEFORE", $"新密码{text}。", RefusalKind.Invalid, [new(field, text)]);
        }

        await SetAsync(account, password, cancellationToken);
        account.MustChangePassword = false;
    }

    private async Task SetAsync(Account account, string password, CancellationToken cancellationToken)
    {
        if (account.PasswordHash is { } old)
        {
            var past = await PastAsync(account, cancellationToken);
            db.Add(new PastPassword { AccountId = account.Id, Hash = old, ReplacedAt = operation.Now });
            await sessions.EndAllAsync(account.Id, SessionEnd.PasswordChanged, cancellationToken);
            db.RemoveRange(past.Skip(Math.Max(options.Value.History - 1, 0)));
        }

        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.PasswordSetAt = operation.Now;
        account.SecurityStamp = Keys.New().ToString("N");
        account.ConcurrencyStamp = Keys.New().ToString("N");
    }

    // Newest first.
    private Task<List<PastPassword>> PastAsync(Account account, CancellationToken cancellationToken) =>
        db.Set<PastPassword>().Where(p => p.AccountId == account.Id).OrderByDescending(p => p.ReplacedAt).ThenByDescending(p => p.Id).ToListAsync(cancellationToken);

    private bool Matches(Account account, string hash, string password) =>
        users.PasswordHasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed;
}
