using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Reveal;

/// <summary>How many protected values an account opened in full on a day.</summary>
[Label("每日查看次数")]
internal sealed class RevealDay : Entity
{
    public Guid AccountId { get; init; }

    public DateOnly Day { get; init; }

    [Label("查看次数")]
    public int Opened { get; set; }
}

internal sealed class RevealDayConfiguration : IEntityTypeConfiguration<RevealDay>
{
    public void Configure(EntityTypeBuilder<RevealDay> builder) => builder.HasIndex(e => new { e.AccountId, e.Day }).IsUnique();
}

/// <summary>Keeps the daily limit of an account.</summary>
internal sealed class RevealBudget(CoreDbContext db, Operation operation, ProtectionOptions options)
{
    /// <summary>Counts one more.</summary>
    /// <returns>How many are left today.</returns>
    /// <exception cref="RefusalException">REVEAL_LIMIT.</exception>
    public async Task<int> SpendAsync(CancellationToken cancellationToken)
    {
        var (account, today, limit) = (operation.Actor.AccountId, operation.Today, options.RevealsPerDay);
        var mine = db.Set<RevealDay>().Where(r => r.AccountId == account && r.Day == today);
        if (await mine.Where(r => r.Opened < limit).ExecuteUpdateAsync(s => s.SetProperty(r => r.Opened, r => r.Opened + 1), cancellationToken) == 0)
        {
            if (limit < 1 || await mine.AnyAsync(cancellationToken))
            {
                throw new RefusalException(
                    "REVEAL_LIMIT", $"今天查看完整信息已达上限（{limit} 次），明天可以继续。确因工作需要更多时，请与安全管理员联系。", RefusalKind.Refused);
            }

            db.Add(new RevealDay { AccountId = account, Day = today, Opened = 1 });
            await db.SaveChangesAsync(cancellationToken);
        }

        return limit - await mine.Select(r => r.Opened).SingleAsync(cancellationToken);
    }
}
