using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Reports;

/// <summary>Reports of the scope, the newest month first. Three statements.</summary>
/// <param name="SiteId">Only this township's or county's own.</param>
/// <param name="Ref">Reference of one report, as the duty's proof names it.</param>
/// <param name="Summaries">True: only counties' reports; false: only townships'; null: both.</param>
[Requires(StatisticsPermissions.View)]
[Endpoint(Verb.Get, "statistics/reports", "统计月报列表：月份、状态、上报和批准日期")]
[Clauses("P4-RESSTAT-06", "P4-DIRECTOR-04b")]
internal sealed record ListMonthlyReports(PageRequest Page, int? SiteId = null, YearMonth? Month = null, ReportState? State = null, bool? Summaries = null, string? Ref = null) : IQuery<Page<ReportRow>>;

internal sealed record ReportRow(
    Guid Id, int SiteId, string SiteName, DateOnly Month, int Revision, bool IsSummary, ReportState State, int BrokenRules, string PreparedByName, string ReviewedByName, DateOnly? SubmittedOn,
    DateOnly? ApprovedOn, int Returns);

/// <summary>How far the townships of a division have come with a month's reports. Five statements.</summary>
[Requires(StatisticsPermissions.View)]
[Endpoint(Verb.Get, "statistics/divisions/{siteId}/progress", "一个月各乡镇月报的进度和尚未编表的乡镇")]
[Clauses("P4-RESSTAT-06")]
internal sealed record GetReportProgress(int SiteId, YearMonth Month) : IQuery<ReportProgress>, ISiteRequest;

/// <param name="Missing">Names of townships without a report, at most 50.</param>
internal sealed record ReportProgress(int Sites, int Draft, int Submitted, int Returned, int Approved, IReadOnlyList<string> Missing);

/// <summary>One report with all figures: by village, or by township in a county's. Refuses NOT_FOUND. Seven statements.</summary>
[Requires(StatisticsPermissions.View)]
[Endpoint(Verb.Get, "statistics/reports/{id}", "一份统计月报：各村（乡镇）各指标的数字、校验和签名")]
[Clauses("P4-RESSTAT-06", "P4-RESSTAT-04")]
internal sealed record GetMonthlyReport(Guid Id) : IQuery<ReportDetail>;

internal sealed record ReportDetail(
    Guid Id, int SiteId, string SiteName, DateOnly Month, int Revision, bool IsSummary, string FormName, int YearStartMonth, ReportState State, DateTimeOffset BuiltAt, string Analysis, string Explanation,
    string PreparedByName, DateOnly? PreparedOn, string ReviewedByName, DateOnly? ReviewedOn, DateOnly? SealedOn, DateOnly? SubmittedOn, string ReturnReason, int Returns, DateOnly? ApprovedOn,
    string ApprovedByName, string RevisionReason, IReadOnlyList<ReportUnit> Units, IReadOnlyList<ItemFigures> Items, IReadOnlyList<BrokenRule> Broken, Guid? NewerId, Guid Version)
{
    public bool IsEditable => State is ReportState.Draft or ReportState.Returned;
}

/// <param name="UnitId">Village; empty in a county's report.</param>
/// <param name="SiteId">Township; 0 in a township's report.</param>
internal sealed record ReportUnit(Guid UnitId, int SiteId, string Name)
{
    public const string Total = "合计";
}

/// <param name="Values">In the order of the units; null: cannot be worked out.</param>
internal sealed record ItemFigures(string Code, string Name, string Unit, ItemSource Source, IReadOnlyList<decimal?> Values)
{
    public static string Text(decimal? value) => value is { } number ? number.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) : "—";
}

/// <param name="Unit">Name of the village, of the township, or 合计.</param>
internal sealed record BrokenRule(string Code, string Name, string Unit);

internal sealed class GetReportsHandlers(StatisticsDbContext db, FormReader forms, LedgerDesk ledger, ReportDesk desk)
    : IRequestHandler<ListMonthlyReports, Page<ReportRow>>, IRequestHandler<GetReportProgress, ReportProgress>, IRequestHandler<GetMonthlyReport, ReportDetail>
{
    private const int MostNamed = 50;

    public async Task<Page<ReportRow>> Handle(ListMonthlyReports request, CancellationToken cancellationToken)
    {
        var reports = db.Set<MonthlyReport>().AsNoTracking();
        reports = request.SiteId is { } site ? reports.Where(r => r.SiteId == site) : reports;
        reports = request.State is { } state ? reports.Where(r => r.State == state) : reports;
        reports = request.Summaries is { } summaries ? reports.Where(r => r.IsSummary == summaries) : reports;
        if (request.Ref is { Length: > 0 } reference)
        {
            var id = Guid.TryParse(reference.Split(':')[^1], out var found) ? found : Guid.Empty;
            reports = reports.Where(r => r.Id == id);
        }

        if (request.Month is { } month)
        {
            var first = month.FirstDay;
            reports = reports.Where(r => r.Month == first);
        }

        var total = await reports.CountAsync(cancellationToken);
        var page = await reports.OrderByDescending(r => r.Month).ThenByDescending(r => r.IsSummary).ThenBy(r => r.SiteId).ThenByDescending(r => r.Revision).Skip(request.Page.Skip).Take(request.Page.Take)
            .ToListAsync(cancellationToken);
        var names = await ledger.SiteNamesAsync([.. page.Select(r => r.SiteId).Distinct()], cancellationToken);
        return new Page<ReportRow>(
            [
                .. page.Select(r => new ReportRow(
                    r.Id, r.SiteId, names.GetValueOrDefault(r.SiteId, ""), r.Month, r.Revision, r.IsSummary, r.State, r.BrokenRules, r.PreparedByName, r.ReviewedByName, r.SubmittedOn, r.ApprovedOn,
                    r.Returns)),
            ],
            total);
    }

    public async Task<ReportProgress> Handle(GetReportProgress request, CancellationToken cancellationToken)
    {
        var sites = await desk.SitesAsync(request.SiteId, cancellationToken);
        var first = request.Month.FirstDay;
        var wanted = sites.ToHashSet();
        var newest = (await db.Set<MonthlyReport>().AsNoTracking().Where(r => r.Month == first && !r.IsSummary).Select(r => new { r.SiteId, r.Revision, r.State }).ToListAsync(cancellationToken))
            .Where(r => wanted.Contains(r.SiteId)).GroupBy(r => r.SiteId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Revision)!.State);
        var names = await ledger.SiteNamesAsync([.. sites.Where(s => !newest.ContainsKey(s)).Take(MostNamed)], cancellationToken);
        int In(ReportState state) => newest.Values.Count(s => s == state);
        return new ReportProgress(sites.Count, In(ReportState.Draft), In(ReportState.Submitted), In(ReportState.Returned), In(ReportState.Approved), [.. names.OrderBy(n => n.Key).Select(n => n.Value)]);
    }

    public async Task<ReportDetail> Handle(GetMonthlyReport request, CancellationToken cancellationToken)
    {
        var report = await db.Set<MonthlyReport>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.Id, cancellationToken) ?? throw Refusals.NotFound("这份月报");
        var content = await forms.OpenAsync(report.FormId, cancellationToken);
        var figures = await db.Set<ReportFigure>().AsNoTracking().Where(f => f.ReportId == report.Id).ToListAsync(cancellationToken);
        var byUnit = figures.GroupBy(f => (f.UnitId, f.UnitSite)).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<string, decimal?>)g.ToDictionary(f => f.Code, f => f.Value));
        var siteNames = await ledger.SiteNamesAsync([report.SiteId, .. byUnit.Keys.Select(k => k.UnitSite).Where(s => s != 0)], cancellationToken);
        var villages = report.IsSummary ? new Dictionary<Guid, string>() : await ledger.VillageNamesAsync([report.SiteId], cancellationToken);
        var order = villages.Keys.Select((v, i) => (v, i)).ToDictionary(x => x.v, x => x.i);
        List<ReportUnit> units =
        [
            .. byUnit.Keys.OrderBy(k => k is { UnitSite: 0 } && k.UnitId == Guid.Empty ? 0 : 1).ThenBy(k => k.UnitSite).ThenBy(k => order.GetValueOrDefault(k.UnitId, int.MaxValue))
                .Select(k => new ReportUnit(k.UnitId, k.UnitSite, k.UnitSite != 0 ? siteNames.GetValueOrDefault(k.UnitSite, "") : k.UnitId == Guid.Empty ? ReportUnit.Total : villages.GetValueOrDefault(k.UnitId, "（未知村）"))),
        ];
        var broken = ReportBuilder.Broken(content, units.Select(u => new UnitFigures(u.UnitId, u.SiteId, byUnit[(u.UnitId, u.SiteId)])));
        var newer = await db.Set<MonthlyReport>().Where(r => r.SiteId == report.SiteId && r.Month == report.Month && r.Revision > report.Revision).OrderByDescending(r => r.Revision).Select(r => (Guid?)r.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return new ReportDetail(
            report.Id, report.SiteId, siteNames.GetValueOrDefault(report.SiteId, ""), report.Month, report.Revision, report.IsSummary, content.Form.Name, content.Form.YearStartMonth, report.State, report.BuiltAt,
            report.Analysis, report.Explanation, report.PreparedByName, report.PreparedOn, report.ReviewedByName, report.ReviewedOn, report.SealedOn, report.SubmittedOn, report.ReturnReason, report.Returns,
            report.ApprovedOn, report.ApprovedByName, report.RevisionReason, units,
            [.. content.Items.Select(i => new ItemFigures(i.Code, i.Name, i.Unit, i.Source, [.. units.Select(u => byUnit[(u.UnitId, u.SiteId)].GetValueOrDefault(i.Code))]))],
            [.. broken.Select(b => new BrokenRule(b.Rule.Code, b.Rule.Name, units.First(u => u.UnitId == b.Unit.UnitId && u.SiteId == b.Unit.UnitSite).Name))], newer, report.Version);
    }
}
