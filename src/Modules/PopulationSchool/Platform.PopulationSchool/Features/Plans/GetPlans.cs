using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Plans;

/// <summary>Plans of the scope, the newest year first, with what was planned and held. Four statements.</summary>
[Requires(SchoolPermissions.View)]
[Endpoint(Verb.Get, "school/plans", "年度教学计划：摸底人数、计划和已开课次数")]
[Clauses("P3-SCHOOLDUTY-06a", "P3-TEACHER-01")]
internal sealed record ListPlans(PageRequest Page, int? SiteId = null, int? Year = null, PlanState? State = null, Guid? Id = null) : IQuery<Page<PlanRow>>;

/// <param name="Held">Lessons held in the year.</param>
internal sealed record PlanRow(Guid Id, int SiteId, string SiteName, int Year, PlanState State, string PreparedBy, DateOnly PreparedOn, int HeadCount, int Sessions, int Held, DateOnly? ApprovedOn);

/// <summary>One plan with its stages and how many lessons of each were held. Refuses NOT_FOUND. Four statements.</summary>
[Requires(SchoolPermissions.View)]
[Endpoint(Verb.Get, "school/plans/{id}", "一份年度教学计划及各时期进度")]
[Clauses("P3-SCHOOLDUTY-06a", "P3-SCHOOLDUTY-08", "P3-TEACHER-01")]
internal sealed record GetPlan(Guid Id) : IQuery<PlanDetail>;

internal sealed record PlanDetail(
    Guid Id, int SiteId, string SiteName, int Year, PlanState State, string Note, string PreparedBy, DateOnly PreparedOn, DateOnly? PartyOn, string PartyReference, DateOnly? GovernmentOn,
    string GovernmentReference, string ApprovedBy, IReadOnlyList<PlanStageRow> Stages, Guid Version);

/// <param name="Held">Lessons of the stage held in the year, with <paramref name="Attended"/> attendances.</param>
internal sealed record PlanStageRow(LifeStage Stage, int HeadCount, int Sessions, int Learners, string Topics, int Held, int Attended);

internal sealed class GetPlansHandlers(SchoolDbContext db, IMediator mediator) : IRequestHandler<ListPlans, Page<PlanRow>>, IRequestHandler<GetPlan, PlanDetail>
{
    public async Task<Page<PlanRow>> Handle(ListPlans request, CancellationToken cancellationToken)
    {
        var rows = db.Set<TeachingPlan>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(p => p.SiteId == site) : rows;
        rows = request.Year is { } year ? rows.Where(p => p.Year == year) : rows;
        rows = request.State is { } state ? rows.Where(p => p.State == state) : rows;
        rows = request.Id is { } id ? rows.Where(p => p.Id == id) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(p => p.Year).ThenBy(p => p.SiteId).Skip(request.Page.Skip).Take(request.Page.Take).Select(p => new
        {
            Plan = p,
            HeadCount = db.Set<TeachingPlanLine>().Where(l => l.PlanId == p.Id).Sum(l => l.HeadCount),
            Sessions = db.Set<TeachingPlanLine>().Where(l => l.PlanId == p.Id).Sum(l => l.Sessions),
            Held = (from session in db.Set<ClassSession>()
                    join run in db.Set<SchoolClass>() on session.ClassId equals run.Id
                    where run.SiteId == p.SiteId && run.Year == p.Year && session.State == SessionState.Held
                    select session.Id).Count(),
        }).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(p => p.Plan.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<PlanRow>(
            [
                .. page.Select(p => new PlanRow(
                    p.Plan.Id, p.Plan.SiteId, names.GetValueOrDefault(p.Plan.SiteId, ""), p.Plan.Year, p.Plan.State, p.Plan.PreparedByName, p.Plan.PreparedOn, p.HeadCount, p.Sessions, p.Held,
                    p.Plan.State == PlanState.Approved ? Later(p.Plan.PartyOn, p.Plan.GovernmentOn) : null)),
            ],
            total);
    }

    public async Task<PlanDetail> Handle(GetPlan request, CancellationToken cancellationToken)
    {
        var plan = await db.Set<TeachingPlan>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Id, cancellationToken) ?? throw Refusals.NotFound("这份教学计划");
        var lines = await db.Set<TeachingPlanLine>().AsNoTracking().Where(l => l.PlanId == plan.Id).ToListAsync(cancellationToken);
        var held = (await (from session in db.Set<ClassSession>()
                           join run in db.Set<SchoolClass>() on session.ClassId equals run.Id
                           where run.SiteId == plan.SiteId && run.Year == plan.Year && session.State == SessionState.Held
                           select new
                           {
                               run.Stage,
                               Attended = session.Heads + db.Set<RollEntry>().Count(r => r.SessionId == session.Id && r.State != RollState.Absent && r.State != RollState.Excused),
                           }).ToListAsync(cancellationToken)).ToLookup(h => h.Stage, h => h.Attended);
        var name = (await mediator.Send(new GetDivisions([plan.SiteId]), cancellationToken)).Select(d => d.Name).FirstOrDefault() ?? "";
        return new PlanDetail(
            plan.Id, plan.SiteId, name, plan.Year, plan.State, plan.Note, plan.PreparedByName, plan.PreparedOn, plan.PartyOn, plan.PartyReference, plan.GovernmentOn, plan.GovernmentReference,
            plan.ApprovedByName,
            [.. lines.OrderBy(l => l.Stage).Select(l => new PlanStageRow(l.Stage, l.HeadCount, l.Sessions, l.Learners, l.Topics, held[l.Stage].Count(), held[l.Stage].Sum()))], plan.Version);
    }

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is { } a && other is { } b ? (a > b ? a : b) : one ?? other;
}
