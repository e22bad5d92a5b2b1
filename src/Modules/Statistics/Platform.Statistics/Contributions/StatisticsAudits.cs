using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Contributions;

/// <summary>Lists that wait too long, numbers that disagree with birth date or sex, reports whose rules do not hold. Nobody is named. Four statements.</summary>
internal sealed class StatisticsAudits(StatisticsDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi, until) = (notification.SiteIds[0], notification.SiteIds[^1], notification.Until);
        var (late, first) = (until.AddDays(-StatisticsCodes.SettleDays), new DateOnly(until.Year, until.Month, 1).AddMonths(-1));
        var lists = (await db.Set<Intake>().Where(i => i.SiteId >= lo && i.SiteId <= hi && i.State == IntakeState.Open && i.ReceivedOn <= until)
            .Select(i => new { i.SiteId, i.Id, i.Source, i.Month, i.ReceivedOn, Open = db.Set<IntakeRow>().Count(r => r.IntakeId == i.Id && r.State == RowState.Open) }).ToListAsync(cancellationToken)).ToLookup(i => i.SiteId);
        var people = await db.Set<Resident>().Where(r => r.SiteId >= lo && r.SiteId <= hi && r.To == OpenEnd.Never && r.NumberDisagrees)
            .GroupBy(r => r.SiteId).Select(g => new { g.Key, Wrong = g.Count() }).ToDictionaryAsync(g => g.Key, cancellationToken);
        var reports = (await db.Set<MonthlyReport>().Where(r => r.SiteId >= lo && r.SiteId <= hi && r.Month == first && !r.IsSummary)
            .Select(r => new { r.SiteId, r.Id, r.Revision, r.BrokenRules, r.State }).ToListAsync(cancellationToken)).ToLookup(r => r.SiteId);
        notification.Answer(notification.SiteIds.SelectMany(site =>
        {
            var newest = reports[site].MaxBy(r => r.Revision);
            var wrong = people.GetValueOrDefault(site)?.Wrong ?? 0;
            return new[]
            {
                new AuditContribution(
                    StatisticsCodes.ListsUnsettled, site, lists[site].Count(),
                    [
                        .. lists[site].Where(l => l.ReceivedOn <= late).Select(l => new FindingDraft(
                            l.Id.ToString("N"), FindingSeverity.Minor, $"{IntakeDesk.Of(l.Source)} {l.Month:yyyy-MM} 的名单没有办结",
                            $"{l.ReceivedOn:yyyy-MM-dd} 接收，已超过 {StatisticsCodes.SettleDays} 天，还有 {l.Open} 行没有核对。请核对后办结，并向来源单位回执。", StatisticsLinks.Intake(l.Id))),
                    ]),
                new AuditContribution(
                    StatisticsCodes.NumbersDisagree, site, wrong,
                    wrong == 0 ? [] : [new FindingDraft("ledger", FindingSeverity.Minor, $"台账上 {wrong} 人的身份证号与生日或性别不符", "请逐人核对，更正出生日期、性别或身份证号。", StatisticsLinks.Residents)]),
                new AuditContribution(
                    StatisticsCodes.RulesBroken, site, newest is null ? 0 : 1,
                    newest is { BrokenRules: > 0 }
                        ? [new FindingDraft(newest.Id.ToString("N"), FindingSeverity.Minor, $"{first:yyyy-MM} 月报有 {newest.BrokenRules} 处校验不符", "请查明原因：台账有误的，更正后重新编表或更正上报。", StatisticsLinks.Report(newest.Id))]
                        : []),
            };
        }));
    }
}

/// <summary>Where report and lists stand: an item for the meeting. Two statements.</summary>
internal sealed class StatisticsAgenda(StatisticsDbContext db) : INotificationHandler<MeetingConvening>
{
    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var (lo, hi, first) = (notification.SiteIds[0], notification.SiteIds[^1], YearMonth.Of(notification.Period).FirstDay);
        var reports = (await db.Set<MonthlyReport>().Where(r => r.SiteId >= lo && r.SiteId <= hi && r.Month == first && !r.IsSummary).Select(r => new { r.SiteId, r.Revision, r.State }).ToListAsync(cancellationToken))
            .ToLookup(r => r.SiteId);
        var open = await db.Set<IntakeRow>().Where(r => r.SiteId >= lo && r.SiteId <= hi && r.State == RowState.Open).GroupBy(r => r.SiteId).Select(g => new { g.Key, Rows = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Rows, cancellationToken);
        notification.Answer(notification.SiteIds.Where(s => reports[s].Any() || open.ContainsKey(s)).Select(s => new AgendaContribution(
            s, "人口统计月报和名单",
            $"{first:yyyy-MM} 月报{(reports[s].MaxBy(r => r.Revision) is { } report ? ReportDesk.Of(report.State) : "还没有编制")}；接收名单待核对 {open.GetValueOrDefault(s)} 行。", StatisticsLinks.Reports)));
    }
}

/// <summary>Lines of lists settled in time, and reports that were not sent back. Two statements.</summary>
internal sealed class StatisticsIndicators(StatisticsDbContext db) : INotificationHandler<AppraisalRequested>
{
    public async Task Handle(AppraisalRequested notification, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(notification.Period);
        var (lo, hi) = (notification.SiteIds[0], notification.SiteIds[^1]);
        var (since, till) = (month.FirstDay.AddDays(-StatisticsCodes.SettleDays), month.LastDay.AddDays(-StatisticsCodes.SettleDays));
        var rows = await (from row in db.Set<IntakeRow>()
                          join list in db.Set<Intake>() on row.IntakeId equals list.Id
                          where row.SiteId >= lo && row.SiteId <= hi && list.ReceivedOn >= since && list.ReceivedOn <= till
                          select new { row.SiteId, list.ReceivedOn, row.SettledOn }).GroupBy(r => new { r.SiteId, r.ReceivedOn, r.SettledOn }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var settled = rows.ToLookup(r => r.Key.SiteId, r => (r.Count, InTime: r.Key.SettledOn <= r.Key.ReceivedOn.AddDays(StatisticsCodes.SettleDays)));
        var first = month.FirstDay.AddMonths(-1);
        var reports = await db.Set<MonthlyReport>()
            .Where(r => r.SiteId >= lo && r.SiteId <= hi && r.Month == first && !r.IsSummary && r.Revision == 1 && (r.Returns > 0 || r.State == ReportState.Submitted || r.State == ReportState.Approved))
            .Select(r => new { r.SiteId, r.Returns }).ToDictionaryAsync(r => r.SiteId, r => r.Returns, cancellationToken);
        foreach (var site in notification.SiteIds)
        {
            notification.Answer(new IndicatorContribution(
                StatisticsCodes.ListsSettled, site, Guid.Empty, settled[site].Where(r => r.InTime).Sum(r => r.Count), settled[site].Sum(r => r.Count), StatisticsLinks.Intakes));
            notification.Answer(new IndicatorContribution(
                StatisticsCodes.ReportsSound, site, Guid.Empty, reports.TryGetValue(site, out var returns) && returns == 0 ? 1 : 0, reports.ContainsKey(site) ? 1 : 0, StatisticsLinks.Reports));
        }
    }
}
