using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Deadlines;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Deadlines;

/// <summary>Computes each distinct (rule, start, extension) once, whatever the number of drafts.</summary>
internal sealed class TrackDeadlinesHandler(CoreDbContext db, DeadlineRules rules, WorkingDays workingDays, Operation operation) : IRequestHandler<TrackDeadlines, Unit>
{
    private const int Batch = 500;

    public async Task<Unit> Handle(TrackDeadlines request, CancellationToken cancellationToken)
    {
        var calendar = workingDays.Table;
        var computed = new Dictionary<(string, DateOnly, int), (DateOnly Due, bool Provisional)>();
        (DateOnly Due, bool Provisional) DueOf(DeadlineDraft draft)
        {
            var key = (draft.RuleCode, draft.Start, draft.ExtensionDays);
            if (!computed.TryGetValue(key, out var due))
            {
                computed[key] = due = DeadlineCalculator.DueOf(calendar, RuleOf(draft), new DeadlineStart(draft.Start, draft.ExtensionDays));
            }

            return due;
        }

        var drafts = request.Drafts.GroupBy(d => (d.RecordRef, d.RuleCode)).Select(g => g.Last()).ToList();
        foreach (var batch in drafts.Chunk(Batch))
        {
            var records = batch.Select(d => d.RecordRef).Distinct().ToList();
            var known = (await db.Set<TrackedDeadline>().Where(d => records.Contains(d.RecordRef)).ToListAsync(cancellationToken)).ToDictionary(d => (d.RecordRef, d.RuleCode));
            var added = new List<TrackedDeadline>();
            foreach (var draft in batch)
            {
                var (due, provisional) = DueOf(draft);
                if (known.TryGetValue((draft.RecordRef, draft.RuleCode), out var row))
                {
                    Renew(row, draft, due, provisional, request.Generated);
                }
                else
                {
                    added.Add(Make(draft, due, provisional));
                }
            }

            await db.SaveChangesAsync(cancellationToken);
            await Bulk.InsertAsync(db, added, cancellationToken);
        }

        return Unit.Value;
    }

    private TrackedDeadline Make(DeadlineDraft draft, DateOnly due, bool provisional) => new()
    {
        SiteId = draft.SiteId,
        RecordRef = draft.RecordRef,
        RuleCode = draft.RuleCode,
        Start = draft.Start,
        ExtensionDays = draft.ExtensionDays,
        Due = due,
        Provisional = provisional,
        Title = draft.Title,
        Link = draft.Link,
        TrackedAt = operation.Now,
    };

    private void Renew(TrackedDeadline row, DeadlineDraft draft, DateOnly due, bool provisional, bool generated)
    {
        if (row.State == DeadlineState.Open && (row.Start, row.ExtensionDays) == (draft.Start, draft.ExtensionDays))
        {
            return;
        }

        if (!generated)
        {
            db.Add(new DeadlineChange
            {
                DeadlineId = row.Id,
                Number = ++row.Changes,
                SiteId = row.SiteId,
                OldDue = row.Due,
                OldProvisional = row.Provisional,
                NewDue = due,
                NewProvisional = provisional,
                Reason = draft.Reason.Length > 0 ? draft.Reason : row.State == DeadlineState.Open ? "起算日或延长期限变更" : "重新起算",
                At = operation.Now,
                ByName = operation.Actor.Name,
            });
        }

        (row.Start, row.ExtensionDays, row.Due, row.Provisional) = (draft.Start, draft.ExtensionDays, due, provisional);
        (row.State, row.SettledOn, row.Title, row.Link) = (DeadlineState.Open, null, draft.Title, draft.Link);
    }

    private DeadlineRule RuleOf(DeadlineDraft draft)
    {
        var rule = rules.Find(draft.RuleCode)
            ?? throw new RefusalException("UNKNOWN_DEADLINE_RULE", $"没有代码为“{draft.RuleCode}”的期限规则，请与管理员联系。");
        return draft.ExtensionDays >= 0 && draft.ExtensionDays <= (rule.Extension?.MaxDays ?? 0) ? rule : throw DeadlineRefusals.TooLong(rule);
    }
}

internal static class DeadlineRefusals
{
    public static RefusalException TooLong(DeadlineRule rule) => new(
        "EXTENSION_TOO_LONG",
        rule.Extension is { } allowed ? $"“{rule.Name}”最多可以延长 {allowed.MaxDays} 日（{allowed.Basis.Text}），请改小延长日数。" : $"“{rule.Name}”没有可以延长的规定，请把延长日数改为 0。",
        RefusalKind.Invalid, [new FieldError("ExtensionDays", rule.Extension is { } limit ? $"应为 0 至 {limit.MaxDays}" : "这项期限不能延长")]);

    public static RefusalException NotFound() => Refusals.NotFound("这项期限");
}
