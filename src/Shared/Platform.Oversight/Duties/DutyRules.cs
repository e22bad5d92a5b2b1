using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Modules;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Duties;

/// <summary>What divisions have set instead of the definitions' own due dates. The nearest division's newest setting counts, as a whole.</summary>
internal sealed class DutyRules(ILookup<string, DutyOverride> nearestFirst)
{
    public static readonly DutyRules None = new(Array.Empty<DutyOverride>().ToLookup(o => o.DutyCode));

    public static DutyRules Of(IEnumerable<DutyOverride> overrides) =>
        new(overrides.OrderBy(o => o.Hi - o.Lo).ThenByDescending(o => o.EffectiveFrom).ThenByDescending(o => o.SetAt).ToLookup(o => o.DutyCode));

    /// <summary>The definition's own rule and every one that is set somewhere, each once.</summary>
    public IEnumerable<DueRule> AllOf(DutyDefinition duty) => nearestFirst[duty.Code].Select(o => RuleOf(duty, o)).Prepend(DueRule.Of(duty)).Distinct();

    /// <summary>
    /// The rule for a period of a duty at a site. The day on which the period begins decides which setting is in force: so each period has exactly one
    /// rule, and no setting reaches back into a period that had begun before.
    /// </summary>
    public DueRule For(DutyDefinition duty, int siteId, DateOnly period)
    {
        foreach (var o in nearestFirst[duty.Code])
        {
            if (o.Lo <= siteId && siteId <= o.Hi && o.EffectiveFrom <= period)
            {
                return RuleOf(duty, o);
            }
        }

        return DueRule.Of(duty);
    }

    public static DueRule RuleOf(DutyDefinition duty, DutyOverride o) => new(
        o.DueMonthOffset ?? duty.DueMonthOffset, o.DueDay ?? duty.DueDay, o.Threshold ?? duty.Threshold, o.RemindDays, o.NextWorkingDay, o.Off);
}

internal sealed class DutyRuleBook(OversightDbContext db)
{
    /// <summary>All settings that reach into an interval of sites and are in force by a day. One statement.</summary>
    public async Task<DutyRules> ReadAsync(int lo, int hi, DateOnly by, CancellationToken cancellationToken) =>
        DutyRules.Of(await db.Set<DutyOverride>().AsNoTracking()
            .Where(o => o.Lo <= hi && o.Hi >= lo && o.EffectiveFrom <= by && !o.Withdrawn).ToListAsync(cancellationToken));
}
