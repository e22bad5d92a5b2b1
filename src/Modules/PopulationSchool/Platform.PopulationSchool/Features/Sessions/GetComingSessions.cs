using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Ui;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Sessions;

/// <summary>Lessons of the caller's own office that are to be prepared, opened or closed: those of the next days and those left over, the earliest first, at most 8. One statement.</summary>
[Requires(SchoolPermissions.Edit)]
[Endpoint(Verb.Get, "school/coming-sessions", "近日要上的课和还没有上完的课")]
[Clauses("P3-TEACHER-01", "P3-SCHOOLMGMT-01")]
internal sealed record GetComingSessions : IQuery<IReadOnlyList<ComingSession>>;

internal sealed record ComingSession(Guid Id, string Class, DateOnly Day, TimeOnly Start, string Topic, SessionState State, bool HasPlan);

internal sealed class GetComingSessionsHandler(SchoolDbContext db, Operation operation) : IRequestHandler<GetComingSessions, IReadOnlyList<ComingSession>>
{
    private const int Ahead = 3;
    private const int Behind = 30;
    private const int Most = 8;

    public async Task<IReadOnlyList<ComingSession>> Handle(GetComingSessions request, CancellationToken cancellationToken)
    {
        var (office, today) = (operation.Actor.Scope.DivisionId, operation.Today);
        var (first, last) = (today.AddDays(-Behind), today.AddDays(Ahead));
        return await (from s in db.Set<ClassSession>()
                      join c in db.Set<SchoolClass>() on s.ClassId equals c.Id
                      where s.SiteId == office && s.Day >= first && s.Day <= last && (s.State == SessionState.Planned || s.State == SessionState.Open)
                      orderby s.Day, s.Start, s.Id
                      select new ComingSession(s.Id, c.Name, s.Day, s.Start, s.Topic, s.State, s.LessonPlan != "")).Take(Most).ToListAsync(cancellationToken);
    }
}

/// <summary>Puts them on the home page.</summary>
internal sealed class SchoolNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct) =>
        state.Can(SchoolPermissions.Edit)
            ? [.. (await mediator.Send(new GetComingSessions(), ct)).Select(s => new NextThing("人口学校", $"上课：{s.Topic}", $"{s.Class}，{s.Start:HH:mm}；{Todo(s)}", s.Day, SchoolLinks.Roll(s.Id)))]
            : [];

    private static string Todo(ComingSession s) => s.State == SessionState.Open ? "已开课，请点名" : s.HasPlan ? "教案已归档，到时开课" : "还没有归档教案，不能开课";
}
