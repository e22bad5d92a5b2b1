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

/// <summary>
/// The roster of a class with what is known of everybody: attendance since joining, attempts, completion. Names of residents are seen: the look stands in the trail.
/// Refuses NOT_FOUND. Six statements.
/// </summary>
[Label("查看花名册")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Get, "school/sites/{siteId}/classes/{classId}/roster", "一个培训班的花名册：到课、成绩和结业情况")]
[Clauses("P3-SCHOOLMGMT-02", "P3-STUDENT-03", "P3-STUDENT-05")]
internal sealed record GetClassRoster(int SiteId, Guid ClassId) : IQuery<IReadOnlyList<LearnerRow>>, ISiteRequest;

/// <param name="Completion">Id of the decision; null: none.</param>
internal sealed record LearnerRow(
    Guid Id, string Number, string Name, bool UnderFourteen, string Guardian, DateOnly? ConsentOn, DateOnly JoinedOn, DateOnly? LeftOn, Attendance Attendance, IReadOnlyList<Attempt> Attempts,
    Guid? Completion, bool Revoked, Guid Version)
{
    public Attempt? Passed => SchoolRules.Passed(Attempts);

    /// <summary>68.5；72（补考 1）.</summary>
    public string MarksText => string.Join('；', Attempts.Select(a => $"{(a.Mark is { } mark ? $"{mark:0.#}" : SchoolRules.Of(a.Attendance))}{(a.Number > 1 ? $"（补考 {a.Number - 1}）" : "")}"));

    public string AttendanceText => Attendance.Sessions == 0 ? "" : $"{Attendance.Attended}/{Attendance.Sessions}";
}

internal sealed class GetClassesHandlers(SchoolDbContext db, SchoolDesk desk, IMediator mediator)
    : IRequestHandler<ListClasses, Page<ClassRow>>, IRequestHandler<GetClass, ClassDetail>, IRequestHandler<GetClassRoster, IReadOnlyList<LearnerRow>>
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
        var run = await db.Set<SchoolClass>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == request.Id, cancellationToken) ?? throw SchoolDesk.NotFound("这个培训班");
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

    public async Task<IReadOnlyList<LearnerRow>> Handle(GetClassRoster request, CancellationToken cancellationToken)
    {
        if (!await db.Set<SchoolClass>().AnyAsync(c => c.Id == request.ClassId && c.SiteId == request.SiteId, cancellationToken))
        {
            throw SchoolDesk.NotFound("这个培训班");
        }

        var learners = await desk.RosterAsync(request.ClassId, cancellationToken);
        var sessions = await db.Set<ClassSession>().AsNoTracking().Where(s => s.ClassId == request.ClassId).ToListAsync(cancellationToken);
        var roll = (await (from entry in db.Set<RollEntry>().AsNoTracking()
                           join session in db.Set<ClassSession>() on entry.SessionId equals session.Id
                           where session.ClassId == request.ClassId
                           select new { entry.LearnerId, entry.SessionId, entry.State }).ToListAsync(cancellationToken)).ToLookup(r => r.LearnerId);
        var attempts = await desk.AttemptsAsync(request.ClassId, cancellationToken);
        var decisions = await db.Set<CompletionDecision>().AsNoTracking().Where(d => d.ClassId == request.ClassId).ToDictionaryAsync(d => d.LearnerId, cancellationToken);
        return
        [
            .. learners.Select(l => new LearnerRow(
                l.Id, l.Number, l.Name, l.UnderFourteen, l.Guardian, l.ConsentOn, l.JoinedOn, l.LeftOn,
                SchoolRules.Count(l, sessions, roll[l.Id].ToDictionary(r => r.SessionId, r => r.State)), [.. attempts[l.Id]], decisions.GetValueOrDefault(l.Id)?.Id,
                decisions.GetValueOrDefault(l.Id)?.RevokedOn is not null, l.Version)),
        ];
    }
}
