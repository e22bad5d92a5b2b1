using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.VillageNotices;

internal sealed record NoticeLine(NoticeSource Source, Guid SourceId, string Text, string Link);

internal sealed record Addressee(Guid StaffId, string Name, AddresseeRole Role);

/// <summary>What the notice of one village would say, and to whom.</summary>
internal sealed record VillageDraft(VillageRow Village, IReadOnlyList<NoticeLine> Lines, IReadOnlyList<Addressee> Addressees);

/// <summary>Collects a month's problems of the villages of a site, issues the notices, and finds out whether the visits they ask for were made.</summary>
internal sealed class NoticeBook(OversightDbContext db, DutyLedger ledger, IMediator mediator, Operation operation)
{
    private const string VisitsPrefix = "village-visits:";

    /// <summary>
    /// Findings of the village that are not closed; its duties of the month before that were missed or late, and those of the month that are overdue; problems
    /// inspections found since the month before and no notice has named; the office's own words. A fixed number of statements for the site.
    /// </summary>
    public async Task<IReadOnlyList<VillageDraft>> CollectAsync(int site, YearMonth month, CancellationToken cancellationToken)
    {
        var villages = await mediator.Send(new GetVillages([site]), cancellationToken);
        var lines = new List<(Guid Village, NoticeLine Line)>();
        lines.AddRange(await FindingsAsync(site, cancellationToken));
        lines.AddRange(await DutiesAsync(site, month, cancellationToken));
        lines.AddRange(await ProblemsAsync(site, month, cancellationToken));
        var first = month.FirstDay;
        lines.AddRange((await db.Set<NoticeRemark>().AsNoTracking().Where(r => r.SiteId == site && r.Month == first && !r.Withdrawn).OrderBy(r => r.Id).ToListAsync(cancellationToken))
            .Select(r => (r.VillageId, new NoticeLine(NoticeSource.Own, r.Id, r.Text, ""))));
        var ofVillage = lines.ToLookup(l => l.Village, l => l.Line);
        var addressees = await AddresseesAsync(site, cancellationToken);
        return [.. villages.Select(v => new VillageDraft(v, [.. ofVillage[v.Id]], [.. addressees[v.Id]]))];
    }

    /// <summary>Issues the notices of all villages of a site for a month as one edition, and proves the duty of the month.</summary>
    public async Task IssueAsync(int site, YearMonth month, DateOnly day, string by, string reason, CancellationToken cancellationToken)
    {
        var first = month.FirstDay;
        var edition = 1 + (await db.Set<VillageNotice>().Where(n => n.SiteId == site && n.Month == first).MaxAsync(n => (int?)n.Edition, cancellationToken) ?? 0);
        await WithdrawAsync(site, month, reason, cancellationToken);
        foreach (var draft in await CollectAsync(site, month, cancellationToken))
        {
            var notice = new VillageNotice
            {
                SiteId = site,
                VillageId = draft.Village.Id,
                VillageName = draft.Village.Name,
                Month = first,
                Edition = edition,
                Problems = draft.Lines.Count,
                IssuedOn = day,
                IssuedBy = by,
            };
            db.Add(notice);
            db.AddRange(draft.Lines.Select((line, i) => new NoticeItem
            {
                SiteId = site,
                NoticeId = notice.Id,
                Position = i,
                Source = line.Source,
                SourceId = line.SourceId,
                Text = Text.Cut(line.Text, 500),
                Link = line.Link,
            }));
            db.AddRange(draft.Addressees.Select(a => new NoticeAddressee { SiteId = site, NoticeId = notice.Id, StaffId = a.StaffId, Name = a.Name, Role = a.Role }));
        }

        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(
            new DutiesFulfilled([new DutyFulfilled(OversightDuties.VillageNotice, site, Guid.Empty, first, VillageNotice.EvidenceRef(site, first, edition), day, operation.Today)]), cancellationToken);
        await SettleVisitsAsync(site, month, cancellationToken);
    }

    /// <summary>Takes the notices in force back: they stay readable and prove nothing any more.</summary>
    public async Task WithdrawAsync(int site, YearMonth month, string reason, CancellationToken cancellationToken)
    {
        var first = month.FirstDay;
        var notices = await db.Set<VillageNotice>().Where(n => n.SiteId == site && n.Month == first && !n.Withdrawn).ToListAsync(cancellationToken);
        foreach (var notice in notices)
        {
            (notice.Withdrawn, notice.Reason) = (true, reason);
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var edition in notices.Select(n => n.Edition).Distinct())
        {
            await mediator.Publish(new DutyWithdrawn(VillageNotice.EvidenceRef(site, first, edition), reason), cancellationToken);
        }
    }

    /// <summary>
    /// The rule of P4-PATCH-04, owed only where a problem exists: a month's visits are done when each village with a problem in the month's notices has had its
    /// visit of that month, on the day the last of them was first visited. Notices without any problem ask for no visit: then they are done on the day the
    /// notices were issued. While no notices are in force nobody knows which visits are owed, and the duty is open. Called whenever a notice or a visit of the
    /// month has changed.
    /// </summary>
    public async Task SettleVisitsAsync(int site, YearMonth month, CancellationToken cancellationToken)
    {
        var first = month.FirstDay;
        var notices = await db.Set<VillageNotice>().AsNoTracking().Where(n => n.SiteId == site && n.Month == first && !n.Withdrawn).ToListAsync(cancellationToken);
        var visits = (await db.Set<Inspection>().AsNoTracking()
            .Where(i => i.SiteId == site && i.Kind == InspectionKind.VillageVisit && i.Period == first && !i.Withdrawn)
            .GroupBy(i => i.VillageId).Select(g => new { g.Key, Day = g.Min(i => i.DoneOn) }).ToListAsync(cancellationToken)).ToDictionary(g => g.Key, g => g.Day);
        var done = DoneOn(notices, visits);
        var proofs = await db.Set<DutyFulfilment>().AsNoTracking()
            .Where(f => f.SiteId == site && f.Period == first && f.DutyCode == OversightDuties.VillageVisit && f.EvidenceRef.StartsWith(VisitsPrefix)).ToListAsync(cancellationToken);
        var standing = proofs.Find(f => !f.Withdrawn);
        if (standing?.OccurredOn == done)
        {
            return;
        }

        if (standing is not null)
        {
            await mediator.Publish(new DutyWithdrawn(standing.EvidenceRef, "问题提示单或下村指导记录有变化"), cancellationToken);
        }

        if (done is { } day)
        {
            await mediator.Publish(
                new DutiesFulfilled(
                    [new DutyFulfilled(OversightDuties.VillageVisit, site, Guid.Empty, first, $"{VisitsPrefix}{site}:{first:yyyy-MM-dd}:{proofs.Count + 1}", day, operation.Today)]),
                cancellationToken);
        }
    }

    private static DateOnly? DoneOn(IReadOnlyList<VillageNotice> notices, IReadOnlyDictionary<Guid, DateOnly> visits)
    {
        var owed = notices.Where(n => n.Problems > 0).ToList();
        return notices.Count == 0 || owed.Exists(n => !visits.ContainsKey(n.VillageId)) ? null
            : owed.Count == 0 ? notices.Max(n => n.IssuedOn)
            : owed.Max(n => visits[n.VillageId]);
    }

    private async Task<IEnumerable<(Guid, NoticeLine)>> FindingsAsync(int site, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Finding>().AsNoTracking()
            .Where(f => f.SiteId == site && f.UnitId != Guid.Empty && f.State != FindingState.Closed).OrderBy(f => f.FoundOn).ThenBy(f => f.Id).ToListAsync(cancellationToken);
        return rows.Select(f => (f.UnitId, new NoticeLine(
            NoticeSource.Finding, f.Id,
            $"{f.Title}（{f.FoundOn:yyyy-MM-dd}发现{(f.DueOn is { } due ? $"，整改期限 {due:yyyy-MM-dd}{(f.State == FindingState.Open && due < operation.Today ? "，已逾期" : "")}" : "")}）",
            $"/oversight/findings/{f.Id}")));
    }

    private async Task<IEnumerable<(Guid, NoticeLine)>> DutiesAsync(int site, YearMonth month, CancellationToken cancellationToken)
    {
        var lines = new List<(Guid, NoticeLine)>();
        foreach (var m in new[] { month.AddMonths(-1), month })
        {
            lines.AddRange(
                from e in await ledger.ReadAsync([site], m, cancellationToken)
                where e.UnitId != Guid.Empty
                let status = DutyRule.Live(e.Due.DueOn, e.Due.RemindOn, e.ReachedOn, e.Excuse is not null, operation.Today)
                where status is DutyStatus.Overdue or DutyStatus.Late
                select (e.UnitId, new NoticeLine(
                    NoticeSource.Duty, Guid.Empty,
                    $"{e.Due.Duty.Name}（{DueDates.NameOf(e.Due.Duty.Cadence, e.Due.Period)}）{(status == DutyStatus.Late ? $"逾期完成，{e.ReachedOn:yyyy-MM-dd}" : $"没有完成，期限 {e.Due.DueOn:yyyy-MM-dd}")}",
                    $"/oversight/calendar?site={site}&month={m}&unit={e.UnitId}")));
        }

        return lines;
    }

    private async Task<IEnumerable<(Guid, NoticeLine)>> ProblemsAsync(int site, YearMonth month, CancellationToken cancellationToken)
    {
        var (before, first, last) = (month.AddMonths(-1).FirstDay, month.FirstDay, month.LastDay);
        var rows = await (
            from p in db.Set<InspectionProblem>().AsNoTracking()
            join i in db.Set<Inspection>().AsNoTracking() on p.InspectionId equals i.Id
            where i.SiteId == site && i.VillageId != Guid.Empty && i.DoneOn >= before && i.DoneOn <= last && !i.Withdrawn && !p.Withdrawn && p.FindingId == Guid.Empty
            where !db.Set<NoticeItem>().Any(n => n.SourceId == p.Id && db.Set<VillageNotice>().Any(v => v.Id == n.NoticeId && v.Month < first && !v.Withdrawn))
            orderby i.DoneOn, p.Id
            select new { p.Id, p.Text, i.VillageId, i.Kind, i.DoneOn, Inspection = i.Id }).ToListAsync(cancellationToken);
        return rows.Select(r => (r.VillageId, new NoticeLine(
            NoticeSource.Inspection, r.Id, $"{r.Text}（{r.DoneOn:yyyy-MM-dd}{InspectionRules.Text(r.Kind)}发现）", $"/oversight/inspections/{r.Inspection}")));
    }

    // Who looks after the village today is its resident cadre, who helps with it the helper.
    private async Task<ILookup<Guid, Addressee>> AddresseesAsync(int site, CancellationToken cancellationToken)
    {
        var links = await mediator.Send(new GetVillageLinks([site], operation.Today), cancellationToken);
        var people = (await mediator.Send(new GetStaff([site]), cancellationToken)).ToDictionary(p => p.Id);
        return links.Where(l => people.ContainsKey(l.StaffId)).OrderByDescending(l => l.IsMain)
            .ToLookup(l => l.VillageId, l => new Addressee(l.StaffId, people[l.StaffId].Name, l.IsMain ? AddresseeRole.Cadre : AddresseeRole.Helper));
    }
}
