using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Classes;

/// <summary>
/// The roster of a class with what is known of everybody: attendance since joining, attempts, completion. Names of residents are seen: the look stands in the trail.
/// Refuses NOT_FOUND. Six statements.
/// </summary>
[Label("查看花名册")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Post, "school/sites/{siteId}/classes/{classId}/roster", "打开一个培训班的花名册：到课、成绩和结业情况；留下查看记录")]
[Clauses("P3-SCHOOLMGMT-02", "P3-STUDENT-03", "P3-STUDENT-05")]
internal sealed record GetClassRoster(int SiteId, Guid ClassId) : ICommand<IReadOnlyList<LearnerRow>>, ISiteRequest, IIdempotent;

/// <param name="Completion">Id of the newest decision; null: none.</param>
internal sealed record LearnerRow(
    Guid Id, string Number, string Name, bool UnderFourteen, string Guardian, DateOnly? ConsentOn, DateOnly JoinedOn, DateOnly? LeftOn, Attendance Attendance, IReadOnlyList<Attempt> Attempts,
    Guid? Completion, bool Revoked, Guid Version)
{
    public Attempt? Passed => SchoolRules.Passed(Attempts);

    /// <summary>68.5；72（补考 1）.</summary>
    public string MarksText => string.Join('；', Attempts.Select(a => $"{(a.Mark is { } mark ? $"{mark:0.#}" : SchoolRules.Of(a.Attendance))}{(a.Number > 1 ? $"（补考 {a.Number - 1}）" : "")}"));

    public string AttendanceText => Attendance.Sessions == 0 ? "" : $"{Attendance.Attended}/{Attendance.Sessions}";
}

/// <summary>Reads a roster for the page, for decisions and for prints. Five statements.</summary>
internal sealed class RosterReader(SchoolDbContext db, SchoolDesk desk)
{
    public async Task<IReadOnlyList<LearnerRow>> ReadAsync(Guid classId, CancellationToken cancellationToken)
    {
        var learners = await desk.RosterAsync(classId, cancellationToken);
        var sessions = await db.Set<ClassSession>().AsNoTracking().Where(s => s.ClassId == classId).ToListAsync(cancellationToken);
        var roll = (await (from entry in db.Set<RollEntry>().AsNoTracking()
                           join session in db.Set<ClassSession>() on entry.SessionId equals session.Id
                           where session.ClassId == classId
                           select new { entry.LearnerId, entry.SessionId, entry.State }).ToListAsync(cancellationToken)).ToLookup(r => r.LearnerId);
        var attempts = await desk.AttemptsAsync(classId, cancellationToken);
        var all = await db.Set<CompletionDecision>().AsNoTracking().Where(d => d.ClassId == classId).OrderBy(d => d.Number).ToListAsync(cancellationToken);
        var decisions = all.GroupBy(d => d.LearnerId).ToDictionary(g => g.Key, g => g.Last());
        return
        [
            .. learners.Select(l => new LearnerRow(
                l.Id, l.Number, l.Name, l.UnderFourteen, l.Guardian, l.ConsentOn, l.JoinedOn, l.LeftOn,
                SchoolRules.Count(l, sessions, roll[l.Id].ToDictionary(r => r.SessionId, r => r.State)), [.. attempts[l.Id]], decisions.GetValueOrDefault(l.Id)?.Id,
                decisions.GetValueOrDefault(l.Id)?.RevokedOn is not null, l.Version)),
        ];
    }
}

internal sealed class GetClassRosterHandler(SchoolDbContext db, RosterReader rosters) : IRequestHandler<GetClassRoster, IReadOnlyList<LearnerRow>>
{
    public async Task<IReadOnlyList<LearnerRow>> Handle(GetClassRoster request, CancellationToken cancellationToken) =>
        await db.Set<SchoolClass>().AnyAsync(c => c.Id == request.ClassId && c.SiteId == request.SiteId, cancellationToken)
            ? await rosters.ReadAsync(request.ClassId, cancellationToken)
            : throw Refusals.NotFound("这个培训班");
}
