using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Contributions;

/// <summary>Inquiries past their limit, and in the last month of a quarter villages whose register was not checked. Three statements.</summary>
internal sealed class MigrantAudits(MigrantsDbContext db, IMediator mediator) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi, until) = (notification.SiteIds[0], notification.SiteIds[^1], notification.Until);
        var first = new DateOnly(until.Year, until.Month, 1);

        // Those whose limit passed before this month and that still wait are found again: overdue work stays open.
        var open = (await db.Set<Inquiry>()
            .Where(q => q.OtherSiteId >= lo && q.OtherSiteId <= hi && q.Route != InquiryRoute.Outgoing && q.ReceivedOn <= until && (q.AnsweredOn == null || q.AnsweredOn >= first) && q.State != InquiryState.Withdrawn)
            .OrderBy(q => q.ReceivedOn).ThenBy(q => q.Id)
            .Select(q => new { q.OtherSiteId, q.Id, q.Number, q.LimitOn, q.AnsweredOn }).ToListAsync(cancellationToken)).ToLookup(q => q.OtherSiteId);
        var quarter = MigrantRules.QuarterOf(until);
        var isEnd = until == MigrantRules.EndOfQuarter(quarter);
        var villages = isEnd ? (await mediator.Send(new GetVillages(notification.SiteIds), cancellationToken)).ToLookup(v => v.SiteId) : Array.Empty<VillageRow>().ToLookup(v => v.SiteId);
        var done = isEnd
            ? (await db.Set<RegisterCheck>().Where(c => c.SiteId >= lo && c.SiteId <= hi && c.Quarter == quarter && c.CheckedOn <= until).Select(c => c.VillageId).ToListAsync(cancellationToken)).ToHashSet()
            : [];
        notification.Answer(notification.SiteIds.SelectMany(site => new[]
        {
            new AuditContribution(
                MigrantCodes.Overdue, site, open[site].Count(),
                [
                    .. open[site].Where(q => q.LimitOn <= until && (q.AnsweredOn ?? until.AddDays(1)) > q.LimitOn).Select(q => new FindingDraft(
                        q.Id.ToString("N"), q.AnsweredOn is null ? FindingSeverity.Major : FindingSeverity.Minor, $"查询 {q.Number} 超过一个月没有答复",
                        q.AnsweredOn is { } day ? $"最迟 {q.LimitOn:yyyy-MM-dd}，{day:yyyy-MM-dd} 才答复。" : $"最迟 {q.LimitOn:yyyy-MM-dd}。请尽快答复；查不到的也要答复，在备注说明。", MigrantLinks.Inquiry(q.Id))),
                ]),
            new AuditContribution(
                MigrantCodes.Unchecked, site, villages[site].Count(),
                [
                    .. villages[site].Where(v => !done.Contains(v.Id)).Select(v => new FindingDraft(
                        $"{v.Id:N}-{quarter:yyyyMMdd}", FindingSeverity.Minor, $"{v.Name}{MigrantRules.NameOfQuarter(quarter)}没有核对流动人口登记", "请补做核对，登记确认、离开和新登记的人数。", MigrantLinks.Checks, v.Id)),
                ]),
        }));
    }
}

/// <summary>How the month went: inquiries, matches to look at, checks: an item for the meeting, the migrants' one too. Three statements.</summary>
internal sealed class MigrantAgenda(MigrantsDbContext db) : INotificationHandler<MeetingConvening>
{
    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var (lo, hi, end) = (notification.SiteIds[0], notification.SiteIds[^1], YearMonth.Of(notification.Period).LastDay);
        var next = end.AddMonths(1);
        var waiting = await db.Set<Inquiry>().Where(q => q.OtherSiteId >= lo && q.OtherSiteId <= hi && q.State == InquiryState.Sent && q.Route != InquiryRoute.Outgoing)
            .GroupBy(q => q.OtherSiteId).Select(g => new { g.Key, Count = g.Count(), Past = g.Sum(q => q.TargetOn < end ? 1 : 0), First = g.Min(q => q.TargetOn) }).ToDictionaryAsync(g => g.Key, cancellationToken);
        var left = (await db.Set<MigrantMatch>().Where(m => m.State == MatchState.Suggested && ((m.SiteId >= lo && m.SiteId <= hi) || (m.OtherSiteId >= lo && m.OtherSiteId <= hi)))
            .Select(m => new { m.SiteId, m.OtherSiteId }).ToListAsync(cancellationToken)).SelectMany(m => new[] { m.SiteId, m.OtherSiteId }).CountBy(s => s).ToDictionary();
        var quarter = MigrantRules.QuarterOf(next);
        var done = await db.Set<RegisterCheck>().Where(c => c.SiteId >= lo && c.SiteId <= hi && c.Quarter == quarter).GroupBy(c => c.SiteId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        foreach (var site in notification.SiteIds)
        {
            if (waiting.TryGetValue(site, out var w))
            {
                notification.Answer(new AgendaContribution(
                    site, $"跨区域查询：{w.Count} 件待答复", $"其中 {w.Past} 件超过目标日期，最早目标日期 {w.First:yyyy-MM-dd}。请落实承办人和答复日期。", MigrantLinks.Inquiries));
            }

            if (left.TryGetValue(site, out var matches))
            {
                notification.Answer(new AgendaContribution(site, $"流出流入匹配：{matches} 条待核实", "请与对方单位核对，写明是否同一人。", MigrantLinks.Matches));
            }

            if (next.Month % 3 == 0)
            {
                notification.Answer(new AgendaContribution(
                    site, $"{MigrantRules.NameOfQuarter(quarter)}流动人口登记核对", $"本季度已有 {done.GetValueOrDefault(site)} 个村（社区）核对，季末前请全部完成。", MigrantLinks.Checks));
            }
        }
    }
}

/// <summary>The office's work only: replies within the target, villages checked in the quarter that ends. Three statements.</summary>
internal sealed class MigrantIndicators(MigrantsDbContext db, IMediator mediator) : INotificationHandler<AppraisalRequested>
{
    public async Task Handle(AppraisalRequested notification, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(notification.Period);
        var (lo, hi, first, last) = (notification.SiteIds[0], notification.SiteIds[^1], month.FirstDay, month.LastDay);
        var replies = await db.Set<Inquiry>()
            .Where(q => q.OtherSiteId >= lo && q.OtherSiteId <= hi && q.Route != InquiryRoute.Outgoing && q.State != InquiryState.Withdrawn && q.TargetOn >= first && q.TargetOn <= last)
            .GroupBy(q => q.OtherSiteId).Select(g => new { g.Key, Count = g.Count(), InTime = g.Sum(q => q.AnsweredOn <= q.TargetOn ? 1 : 0) }).ToDictionaryAsync(g => g.Key, cancellationToken);
        var quarter = MigrantRules.QuarterOf(last);
        var isEnd = last == MigrantRules.EndOfQuarter(quarter);
        var villages = isEnd ? (await mediator.Send(new GetVillages(notification.SiteIds), cancellationToken)).CountBy(v => v.SiteId).ToDictionary() : [];
        var done = isEnd
            ? await db.Set<RegisterCheck>().Where(c => c.SiteId >= lo && c.SiteId <= hi && c.Quarter == quarter && c.CheckedOn <= last).GroupBy(c => c.SiteId).Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken)
            : [];
        foreach (var site in notification.SiteIds)
        {
            notification.Answer(new IndicatorContribution(MigrantCodes.RepliesInTime, site, Guid.Empty, replies.GetValueOrDefault(site)?.InTime ?? 0, replies.GetValueOrDefault(site)?.Count ?? 0, MigrantLinks.Inquiries));
            notification.Answer(new IndicatorContribution(MigrantCodes.CheckedOnTime, site, Guid.Empty, Math.Min(done.GetValueOrDefault(site), villages.GetValueOrDefault(site)), villages.GetValueOrDefault(site), MigrantLinks.Checks));
        }
    }
}
