using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Deadlines;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Deadlines.Redating;

/// <param name="Count">Deadlines it stands for.</param>
internal sealed record RedatingLine(string RuleCode, DateOnly Start, int ExtensionDays, DateOnly OldDue, bool OldProvisional, DateOnly NewDue, bool NewProvisional, int Count);

/// <summary>Finds which open deadlines a calendar changes: one statement, and each distinct (rule, start, extension) is computed once.</summary>
internal sealed class RedatingPlanner(CoreDbContext db, DeadlineRules rules)
{
    /// <param name="first">First day whose kind may have changed; deadlines that end before it or begin after <paramref name="last"/> cannot depend on it.</param>
    public async Task<IReadOnlyList<RedatingLine>> PlanAsync(
        CalendarTable calendar, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var groups = await db.Set<TrackedDeadline>().AsNoTracking().OpenBetween(first, last)
            .GroupBy(d => new { d.RuleCode, d.Start, d.ExtensionDays, d.Due, d.Provisional })
            .Select(g => new { g.Key.RuleCode, g.Key.Start, g.Key.ExtensionDays, g.Key.Due, g.Key.Provisional, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var lines = new List<RedatingLine>();
        foreach (var g in groups)
        {
            if (rules.Find(g.RuleCode) is not { UsesCalendar: true } rule)
            {
                continue;
            }

            var (due, provisional) = DeadlineCalculator.DueOf(calendar, rule, new DeadlineStart(g.Start, g.ExtensionDays));
            if (due != g.Due || provisional != g.Provisional)
            {
                lines.Add(new RedatingLine(g.RuleCode, g.Start, g.ExtensionDays, g.Due, g.Provisional, due, provisional, g.Count));
            }
        }

        return lines;
    }
}

internal static class OpenDeadlines
{
    /// <summary>Open deadlines whose days lie in the interval at least in part. A limit counted back ends before its event, so both ends are looked at both ways.</summary>
    public static IQueryable<TrackedDeadline> OpenBetween(this IQueryable<TrackedDeadline> deadlines, DateOnly first, DateOnly last) => deadlines
        .Where(d => d.State == DeadlineState.Open && ((d.Due >= first && d.Start <= last) || (d.Start >= first && d.Due <= last)));
}
