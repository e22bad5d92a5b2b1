using Microsoft.EntityFrameworkCore;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Inspections;

/// <summary>A form to be filled in.</summary>
/// <param name="FormId">Empty: the platform's own.</param>
internal sealed record FormSheet(Guid FormId, string Name, IReadOnlyList<FormItem> Items)
{
    public decimal MaxPoints => Items.Sum(i => i.MaxPoints);
}

/// <summary>The forms that divisions have set. The nearest division's newest counts, the platform's own where there is none.</summary>
internal sealed class FormBook(OversightDbContext db)
{
    /// <summary>
    /// The form of a kind that is in force at a site on a day. A visit on the month's problems begins with what the notice in force says, problem by problem.
    /// Four statements at most.
    /// </summary>
    /// <param name="month">Any day of the month a visit is made for.</param>
    public async Task<FormSheet> ReadAsync(InspectionKind kind, int siteId, DateOnly day, Guid villageId, DateOnly month, CancellationToken cancellationToken)
    {
        var sheet = await OwnAsync(kind, siteId, day, cancellationToken);
        if (kind != InspectionKind.VillageVisit || villageId == Guid.Empty)
        {
            return sheet;
        }

        var first = InspectionRules.PeriodOf(kind, month);
        var problems = await db.Set<NoticeItem>().AsNoTracking()
            .Where(i => i.SiteId == siteId && db.Set<VillageNotice>().Any(n => n.Id == i.NoticeId && n.VillageId == villageId && n.Month == first && !n.Withdrawn))
            .OrderBy(i => i.Position).Select(i => i.Text).ToListAsync(cancellationToken);
        return sheet with { Items = [.. problems.Select(p => new FormItem(Text.Cut("提示的问题：" + p, 300), 0, "写明指导情况、整改办法和时限")), .. sheet.Items] };
    }

    private async Task<FormSheet> OwnAsync(InspectionKind kind, int siteId, DateOnly day, CancellationToken cancellationToken)
    {
        var form = await db.Set<InspectionForm>().AsNoTracking()
            .Where(f => f.Kind == kind && f.Lo <= siteId && f.Hi >= siteId && f.EffectiveFrom <= day && !f.Replaced)
            .OrderBy(f => f.Hi - f.Lo).ThenByDescending(f => f.EffectiveFrom).FirstOrDefaultAsync(cancellationToken);
        if (form is null)
        {
            return new FormSheet(Guid.Empty, $"{InspectionRules.Text(kind)}表", InspectionRules.Default(kind));
        }

        var items = await db.Set<InspectionFormItem>().AsNoTracking().Where(i => i.FormId == form.Id).OrderBy(i => i.Position).ToListAsync(cancellationToken);
        return new FormSheet(form.Id, form.Name, [.. items.Select(i => new FormItem(i.Text, i.MaxPoints, i.Guidance))]);
    }
}
