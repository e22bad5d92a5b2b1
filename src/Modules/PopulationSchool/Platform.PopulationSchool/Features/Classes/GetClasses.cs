using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Classes;

/// <summary>Classes of the scope, the newest year first. Three statements. Nobody is named.</summary>
/// <param name="Text">Part of the name or the teacher.</param>
[Requires(SchoolPermissions.View)]
[Endpoint(Verb.Get, "school/classes", "培训班列表")]
[Clauses("P3-SCHOOLMGMT-02", "P3-TEACHER-01")]
internal sealed record ListClasses(PageRequest Page, int? SiteId = null, int? Year = null, LifeStage? Stage = null, ClassState? State = null, string? Text = null) : IQuery<Page<ClassRow>>;

internal sealed record ClassRow(
    Guid Id, int SiteId, string SiteName, int Year, LifeStage Stage, string Name, string Teacher, ClassState State, int Sessions, int Held, int Learners, int Exams, int Completed);

/// <summary>One class with its sessions and exams. Refuses NOT_FOUND. Four statements. Nobody is named: see <see cref="GetClassRoster"/>.</summary>
[Requires(SchoolPermissions.View)]
[Endpoint(Verb.Get, "school/classes/{id}", "一个培训班：课次和考试")]
[Clauses("P3-SCHOOLMGMT-01", "P3-SCHOOLMGMT-04")]
internal sealed record GetClass(Guid Id) : IQuery<ClassDetail>;

internal sealed record ClassDetail(
    Guid Id, int SiteId, string SiteName, int Year, LifeStage Stage, string Name, string Teacher, string Place, decimal PassMark, ClassState State, string CancelReason,
    IReadOnlyList<SessionRow> Sessions, IReadOnlyList<ExamRow> Exams, Guid Version)
{
    /// <summary>Held without names: heads only, no roster and no exam.</summary>
    public bool WithoutNames => LifeStages.WithoutNames(Stage);
}

/// <param name="Heads">Who came, by the roll or by counting.</param>
internal sealed record SessionRow(Guid Id, DateOnly Day, TimeOnly Start, string Topic, SessionState State, string LessonPlan, string PlanFiledBy, DateOnly? PlanFiledOn, int Heads, string CancelReason, Guid Version);

internal sealed record ExamRow(Guid Id, int Number, DateOnly HeldOn, decimal PassMark, string Paper, int Marks, int Passed);

internal sealed class GetClassesHandlers(SchoolDbContext db, IMediator mediator)
    : IRequestHandler<ListClasses, Page<ClassRow>>, IRequestHandler<GetClass, ClassDetail>
{
    public async Task<Page<ClassRow>> Handle(ListClasses request, CancellationToken cancellationToken)
    {
        var rows = db.Set<SchoolClass>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(c => c.SiteId == site) : rows;
        rows = request.Year is { } year ? rows.Where(c => c.Year == year) : rows;
        rows = request.Stage is { } stage ? rows.Where(c => c.Stage == stage) : rows;
        rows = request.State is { } state ? rows.Where(c => c.State == state) : rows;
        rows = request.Text?.Trim() is { Length: > 0 } text ? rows.Where(c => c.Name.Contains(text) || c.Teacher.Contains(text)) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(c => c.Year).ThenBy(c => c.SiteId).ThenByDescending(c => c.Id).Skip(request.Page.Skip).Take(request.Page.Take).Select(c => new
        {
            Class = c,
            Sessions = db.Set<ClassSession>().Count(s => s.ClassId == c.Id && s.State != SessionState.Cancelled),
            Held = db.Set<ClassSession>().Count(s => s.ClassId == c.Id && s.State == SessionState.Held),
            Learners = db.Set<Learner>().Count(l => l.ClassId == c.Id && l.LeftOn == null),
            Exams = db.Set<Exam>().Count(e => e.ClassId == c.Id),
            Completed = db.Set<CompletionDecision>().Count(d => d.ClassId == c.Id && d.RevokedOn == null),
        }).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(p => p.Class.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<ClassRow>(
            [
                .. page.Select(p => new ClassRow(
                    p.Class.Id, p.Class.SiteId, names.GetValueOrDefault(p.Class.SiteId, ""), p.Class.Year, p.Class.Stage, p.Class.Name, p.Class.Teacher, p.Class.State, p.Sessions, p.Held, p.Learners,
                    p.Exams, p.Completed)),
            ],
            total);
    }

    public async Task<ClassDetail> Handle(GetClass request, CancellationToken cancellationToken)
    {
        var run = await db.Set<SchoolClass>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == request.Id, cancellationToken) ?? throw Refusals.NotFound("这个培训班");
        var sessions = await db.Set<ClassSession>().AsNoTracking().Where(s => s.ClassId == run.Id).OrderBy(s => s.Day).ThenBy(s => s.Start).ThenBy(s => s.Id).Select(s => new
        {
            Session = s,
            Came = db.Set<RollEntry>().Count(r => r.SessionId == s.Id && r.State != RollState.Absent && r.State != RollState.Excused),
        }).ToListAsync(cancellationToken);
        var exams = await db.Set<Exam>().AsNoTracking().Where(e => e.ClassId == run.Id).OrderBy(e => e.Number).Select(e => new ExamRow(
            e.Id, e.Number, e.HeldOn, e.PassMark, e.Paper, db.Set<ExamMark>().Count(m => m.ExamId == e.Id), db.Set<ExamMark>().Count(m => m.ExamId == e.Id && m.Mark >= e.PassMark)))
            .ToListAsync(cancellationToken);
        var name = (await mediator.Send(new GetDivisions([run.SiteId]), cancellationToken)).Select(d => d.Name).FirstOrDefault() ?? "";
        return new ClassDetail(
            run.Id, run.SiteId, name, run.Year, run.Stage, run.Name, run.Teacher, run.Place, run.PassMark, run.State, run.CancelReason,
            [
                .. sessions.Select(s => new SessionRow(
                    s.Session.Id, s.Session.Day, s.Session.Start, s.Session.Topic, s.Session.State, s.Session.LessonPlan, s.Session.PlanFiledBy, s.Session.PlanFiledOn, s.Session.Heads + s.Came,
                    s.Session.CancelReason, s.Session.Version)),
            ],
            exams, run.Version);
    }
}
