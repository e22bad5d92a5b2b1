using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Inspections;

namespace Platform.Oversight.Features.Inspections;

/// <summary>One page of the inspections of the scope, the newest first. Five statements.</summary>
/// <param name="Month">Any day of the month in which they were done.</param>
/// <param name="Withdrawn">Null: all.</param>
[Requires(OversightPermissions.ViewFindings)]
[Endpoint(Verb.Get, "oversight/inspections", "查询现场检查")]
[Clauses("P3-WORKRULES-03a", "P3-WORKRULES-03b", "P4-MIGMANAGER-02b", "P4-PATCH-04")]
internal sealed record ListInspections(
    PageRequest Page, InspectionKind? Kind = null, Guid? VillageId = null, DateOnly? Month = null, Guid? InspectorStaffId = null, bool? Withdrawn = null, int? SiteId = null)
    : IQuery<Page<InspectionRow>>;

/// <param name="UnitName">The village, or the group.</param>
/// <param name="Problems">How many were found; <paramref name="OpenFindings"/> of them are findings not closed yet.</param>
internal sealed record InspectionRow(
    Guid Id, int SiteId, string SiteName, InspectionKind Kind, Guid VillageId, string UnitName, DateOnly Period, string PeriodName, DateOnly DoneOn, Guid InspectorStaffId, string InspectorName,
    string Companions, string FormName, decimal Points, decimal MaxPoints, decimal? Percent, int Problems, int OpenFindings, string Lessons, string RecordedBy, DateOnly RecordedOn, int Edition,
    bool Withdrawn, string Reason, Guid Version)
{
    public string KindText => InspectionRules.Text(Kind);

    public string ScoreText => Percent is null ? "不计分" : $"{Points:0.##} / {MaxPoints:0.##}";

    public string StateText => Withdrawn ? "已撤回" : Edition > 1 ? $"有效（更正 {Edition - 1} 次）" : "有效";
}

/// <summary>One inspection with its lines and problems.</summary>
[Requires(OversightPermissions.ViewFindings)]
[Endpoint(Verb.Get, "oversight/inspections/{id}", "查看一次现场检查")]
internal sealed record GetInspection(Guid Id) : IQuery<InspectionDetail>;

internal sealed record InspectionDetail(InspectionRow Row, IReadOnlyList<InspectionLineRow> Lines, IReadOnlyList<InspectionProblemRow> Problems);

internal sealed record InspectionLineRow(string Text, decimal MaxPoints, string Guidance, decimal? Points, string Remark);

/// <param name="FindingState">Empty: no finding was made of it.</param>
internal sealed record InspectionProblemRow(Guid Id, string Text, Guid FindingId, string FindingState, string OwnerName, DateOnly? DueOn, bool Withdrawn);

/// <summary>What somebody needs to fill in a form: the form in force on a day, for a visit with what the village's notice says, villages and people.</summary>
/// <param name="Period">Any day of the period it counts for; null: the day's own.</param>
[Requires(OversightPermissions.Inspect)]
[Endpoint(Verb.Get, "oversight/inspection-sheets", "查询某日适用的检查表")]
internal sealed record GetInspectionSheet(int SiteId, InspectionKind Kind, DateOnly Day, Guid? VillageId = null, DateOnly? Period = null) : IQuery<InspectionSheet>, ISiteRequest;

internal sealed record InspectionSheet(string SiteName, Guid FormId, string FormName, IReadOnlyList<FormItem> Items, IReadOnlyList<VillageRow> Villages, IReadOnlyList<StaffRow> Staff);

/// <summary>The villages of a site with what the quarter's inspection gave, beside the quarter before. Four statements.</summary>
/// <param name="Day">Any day of the quarter; null: the current one.</param>
[Requires(OversightPermissions.ViewFindings)]
[Endpoint(Verb.Get, "oversight/inspections/quarter", "查询各村季度检查考核情况")]
[Clauses("P3-WORKRULES-03b")]
internal sealed record GetInspectionQuarter(int SiteId, DateOnly? Day = null) : IQuery<InspectionQuarter>, ISiteRequest;

internal sealed record InspectionQuarter(string SiteName, DateOnly Period, string PeriodName, IReadOnlyList<QuarterRow> Rows);

/// <param name="InspectionId">Of the last one in the quarter; empty: not inspected yet.</param>
/// <param name="GuidanceMonths">In how many months of the quarter a guidance visit was made.</param>
internal sealed record QuarterRow(
    Guid VillageId, string VillageName, Guid InspectionId, DateOnly? DoneOn, string InspectorName, string ScoreText, decimal? Percent, int Problems, decimal? Before, int GuidanceMonths)
{
    public string StateText => InspectionId == Guid.Empty ? "未检查" : "已检查";

    public decimal? Change => Percent - Before;
}

internal sealed class InspectionQueries(OversightDbContext db, FormBook forms, IMediator mediator, Operation operation) :
    IRequestHandler<ListInspections, Page<InspectionRow>>, IRequestHandler<GetInspection, InspectionDetail>, IRequestHandler<GetInspectionSheet, InspectionSheet>,
    IRequestHandler<GetInspectionQuarter, InspectionQuarter>
{
    public async Task<Page<InspectionRow>> Handle(ListInspections request, CancellationToken cancellationToken)
    {
        var query = db.Set<Inspection>().AsNoTracking()
            .Where(i => (request.SiteId == null || i.SiteId == request.SiteId) && (request.Kind == null || i.Kind == request.Kind) && (request.VillageId == null || i.VillageId == request.VillageId))
            .Where(i => (request.InspectorStaffId == null || i.InspectorStaffId == request.InspectorStaffId) && (request.Withdrawn == null || i.Withdrawn == request.Withdrawn));
        if (request.Month is { } day)
        {
            var month = YearMonth.Of(day);
            var (first, last) = (month.FirstDay, month.LastDay);
            query = query.Where(i => i.DoneOn >= first && i.DoneOn <= last);
        }

        var total = await query.CountAsync(cancellationToken);
        query = request.Page.Sort switch
        {
            "DoneOn" => query.OrderBy(i => i.DoneOn).ThenBy(i => i.Id),
            "Percent" => query.OrderBy(i => i.Percent).ThenBy(i => i.Id),
            "-Percent" => query.OrderByDescending(i => i.Percent).ThenBy(i => i.Id),
            _ => query.OrderByDescending(i => i.DoneOn).ThenBy(i => i.Id),
        };
        var rows = await query.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        return new Page<InspectionRow>(await RowsAsync(rows, cancellationToken), total);
    }

    public async Task<InspectionDetail> Handle(GetInspection request, CancellationToken cancellationToken)
    {
        var row = await db.Set<Inspection>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == request.Id, cancellationToken) ?? throw InspectionRefusals.NotFound();
        var lines = await db.Set<InspectionLine>().AsNoTracking().Where(l => l.InspectionId == row.Id).OrderBy(l => l.Position).ToListAsync(cancellationToken);
        var problems = await db.Set<InspectionProblem>().AsNoTracking().Where(p => p.InspectionId == row.Id).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        var ids = problems.Select(p => p.FindingId).ToList();
        var findings = await db.Set<Finding>().AsNoTracking().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellationToken);
        return new InspectionDetail(
            (await RowsAsync([row], cancellationToken))[0], [.. lines.Select(l => new InspectionLineRow(l.Text, l.MaxPoints, l.Guidance, l.Points, l.Remark))],
            [
                .. problems.Select(p => findings.TryGetValue(p.FindingId, out var f)
                    ? new InspectionProblemRow(p.Id, p.Text, f.Id, Findings.FindingTexts.Of(f.State, f.Returned), f.OwnerName, f.DueOn, p.Withdrawn)
                    : new InspectionProblemRow(p.Id, p.Text, Guid.Empty, "", "", null, p.Withdrawn)),
            ]);
    }

    public async Task<InspectionSheet> Handle(GetInspectionSheet request, CancellationToken cancellationToken)
    {
        var sheet = await forms.ReadAsync(request.Kind, request.SiteId, request.Day, request.VillageId ?? Guid.Empty, request.Period ?? request.Day, cancellationToken);
        var site = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault();
        return new InspectionSheet(
            site?.Name ?? "", sheet.FormId, sheet.Name, sheet.Items, await mediator.Send(new GetVillages([request.SiteId]), cancellationToken),
            await mediator.Send(new GetStaff([request.SiteId]), cancellationToken));
    }

    public async Task<InspectionQuarter> Handle(GetInspectionQuarter request, CancellationToken cancellationToken)
    {
        var period = InspectionRules.PeriodOf(InspectionKind.VillageInspection, request.Day ?? operation.Today);
        var (before, last) = (period.AddMonths(-3), period.AddMonths(3));
        var villages = await mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
        var done = await db.Set<Inspection>().AsNoTracking()
            .Where(i => i.SiteId == request.SiteId && !i.Withdrawn && i.Period >= before && i.Period < last && (i.Kind == InspectionKind.VillageInspection || i.Kind == InspectionKind.Guidance))
            .ToListAsync(cancellationToken);
        var problems = await ProblemsAsync([.. done.Where(i => i.Period == period && i.Kind == InspectionKind.VillageInspection)], cancellationToken);
        var site = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault();
        var inspected = done.Where(i => i.Kind == InspectionKind.VillageInspection).ToLookup(i => (i.VillageId, i.Period));
        var guided = done.Where(i => i.Kind == InspectionKind.Guidance && i.Period >= period).ToLookup(i => i.VillageId, i => i.Period);
        return new InspectionQuarter(site?.Name ?? "", period, DueDates.NameOf(InspectionRules.CadenceOf(InspectionKind.VillageInspection), period),
        [
            .. villages.Select(v =>
            {
                var (now, then) = (inspected[(v.Id, period)].MaxBy(i => (i.DoneOn, i.Id)), inspected[(v.Id, before)].MaxBy(i => (i.DoneOn, i.Id)));
                return new QuarterRow(
                    v.Id, v.Name, now?.Id ?? Guid.Empty, now?.DoneOn, now?.InspectorName ?? "", now is null ? "" : $"{now.Points:0.##} / {now.MaxPoints:0.##}", now?.Percent,
                    now is null ? 0 : problems[now.Id].Count(), then?.Percent, guided[v.Id].Distinct().Count());
            }),
        ]);
    }

    private async Task<ILookup<Guid, bool>> ProblemsAsync(IReadOnlyList<Inspection> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(i => i.Id).ToList();
        var problems = await db.Set<InspectionProblem>().AsNoTracking().Where(p => ids.Contains(p.InspectionId) && !p.Withdrawn)
            .Select(p => new { p.InspectionId, Open = db.Set<Finding>().Any(f => f.Id == p.FindingId && f.State != FindingState.Closed) }).ToListAsync(cancellationToken);
        return problems.ToLookup(p => p.InspectionId, p => p.Open);
    }

    private async Task<IReadOnlyList<InspectionRow>> RowsAsync(IReadOnlyList<Inspection> rows, CancellationToken cancellationToken)
    {
        var sites = rows.Select(i => i.SiteId).Distinct().Order().ToList();
        var names = (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var villages = (await mediator.Send(new GetVillages(sites, IncludeClosed: true), cancellationToken)).ToDictionary(v => v.Id, v => v.Name);
        var problems = await ProblemsAsync(rows, cancellationToken);
        return
        [
            .. rows.Select(i => new InspectionRow(
                i.Id, i.SiteId, names.GetValueOrDefault(i.SiteId, ""), i.Kind, i.VillageId, i.GroupName.Length > 0 ? i.GroupName : villages.GetValueOrDefault(i.VillageId, ""), i.Period,
                DueDates.NameOf(InspectionRules.CadenceOf(i.Kind), i.Period), i.DoneOn, i.InspectorStaffId, i.InspectorName, i.Companions, i.FormName, i.Points, i.MaxPoints, i.Percent,
                problems[i.Id].Count(), problems[i.Id].Count(open => open), i.Lessons, i.RecordedBy, i.RecordedOn, i.Edition, i.Withdrawn, i.Reason, i.Version)),
        ];
    }
}
