using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Retention;

/// <summary>One batch of every retention rule. Sent several times a night, so that a large backlog goes in short transactions.</summary>
[Housekeeping]
[Label("按期清除个人信息")]
internal sealed record ApplyRetention : ICommand, IIdempotent;

internal sealed class ApplyRetentionHandler(IEnumerable<IRetentionRule> rules, CoreDbContext db, Operation operation) : IRequestHandler<ApplyRetention, Unit>
{
    private const int Batch = 500;

    public async Task<Unit> Handle(ApplyRetention request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var settings = await db.Set<RetentionSetting>().AsNoTracking().ToDictionaryAsync(s => s.RuleCode, s => s.Days, cancellationToken);
        var days = await db.Set<RetentionDay>().Where(d => d.Day == today).ToDictionaryAsync(d => d.RuleCode, cancellationToken);
        foreach (var rule in rules)
        {
            var erased = await rule.ApplyAsync(today.AddDays(-settings.GetValueOrDefault(rule.Code, rule.DefaultDays)), Batch, cancellationToken);
            if (erased == 0)
            {
                continue;
            }

            if (!days.TryGetValue(rule.Code, out var day))
            {
                db.Add(day = new RetentionDay { RuleCode = rule.Code, Day = today });
            }

            day.Erased += erased;
            operation.Note($"按期清除“{rule.Name}”{erased} 条");
        }

        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
