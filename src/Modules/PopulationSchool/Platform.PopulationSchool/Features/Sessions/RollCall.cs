using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Sessions;

/// <summary>A learner asks for leave before the lesson begins. Refuses NOT_FOUND, WRONG_STATE, NOT_ON_ROSTER, TOO_LATE (once it has begun). The same leave again is taken once.</summary>
[Label("学员请假")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Post, "school/sites/{siteId}/sessions/{id}/leave", "登记学员课前请假")]
[Clauses("P3-STUDENT-03")]
internal sealed record AskLearnerLeave(int SiteId, Guid Id, Guid LearnerId, string? Note = null) : ICommand, ISiteRequest, IIdempotent;

internal sealed class AskLearnerLeaveValidator : AbstractValidator<AskLearnerLeave>
{
    public AskLearnerLeaveValidator() => RuleFor(l => l.Note).MaximumLength(200).WithMessage("说明最多 200 字。");
}

internal sealed record CalledLearner(Guid LearnerId, RollState State, string? Note = null);

/// <summary>
/// Calls the roll of a session, or corrects it until the lock date: everybody on the roster that day, each once (ROLL_INCOMPLETE, NOT_ON_ROSTER). "Excused" only for those who asked
/// before (NO_LEAVE). Refuses NOT_FOUND, WRONG_STATE, LOCKED.
/// </summary>
[Label("点名")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Post, "school/sites/{siteId}/sessions/{id}/roll", "点名：花名册上每人的到课情况；锁定日期前可以更正")]
[Clauses("P3-SCHOOLMGMT-02", "P3-STUDENT-03")]
internal sealed record CallRoll(int SiteId, Guid Id, IReadOnlyList<CalledLearner> Learners) : ICommand, ISiteRequest;

internal sealed class CallRollValidator : AbstractValidator<CallRoll>
{
    public CallRollValidator()
    {
        RuleFor(r => r.Learners).NotEmpty().WithMessage("花名册上没有人。");
        RuleForEach(r => r.Learners).ChildRules(l =>
        {
            l.RuleFor(x => x.State).IsInEnum().WithMessage("请选择到课情况。");
            l.RuleFor(x => x.Note).MaximumLength(200).WithMessage("说明最多 200 字。");
        });
    }
}

/// <summary>
/// Who is on the roster on the day of a session, with what was entered. Names of residents are seen: the look stands in the trail. Refuses NOT_FOUND. Four statements.
/// </summary>
[Label("查看点名表")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Post, "school/sites/{siteId}/sessions/{id}/roll-sheet", "打开一次课的点名表；留下查看记录")]
[Clauses("P3-SCHOOLMGMT-02")]
internal sealed record GetRoll(int SiteId, Guid Id) : ICommand<RollSheet>, ISiteRequest, IIdempotent;

internal sealed record RollSheet(
    Guid Id, int SiteId, Guid ClassId, string ClassName, LifeStage Stage, DateOnly Day, TimeOnly Start, string Topic, SessionState State, bool HasPlan, bool Locked, int Heads, IReadOnlyList<RollRow> Learners,
    Guid Version);

/// <param name="State">Null: not called yet.</param>
internal sealed record RollRow(Guid LearnerId, string Number, string Name, RollState? State, bool LeaveAsked, string Note);

internal sealed class RollCallHandlers(SchoolDbContext db, SchoolDesk desk, Operation operation)
    : IRequestHandler<AskLearnerLeave, Unit>, IRequestHandler<CallRoll, Unit>, IRequestHandler<GetRoll, RollSheet>
{
    public async Task<Unit> Handle(AskLearnerLeave request, CancellationToken cancellationToken)
    {
        var session = await desk.SessionAsync(request.SiteId, request.Id, null, cancellationToken);
        if (session.State != SessionState.Planned)
        {
            throw new RefusalException("WRONG_STATE", $"这次课{SchoolRules.Of(session.State)}，请假须在开课前。", RefusalKind.Conflict);
        }

        if (operation.Now >= ChinaTime.StartOf(session.Day).Add(session.Start.ToTimeSpan()))
        {
            throw new RefusalException("TOO_LATE", $"上课时间 {session.Day:yyyy-MM-dd} {session.Start:HH\\:mm} 已过，请假须在课前。", RefusalKind.Refused);
        }

        var learner = await desk.LearnerAsync(request.SiteId, request.LearnerId, null, cancellationToken);
        if (learner.ClassId != session.ClassId || !learner.Attends(session.Day))
        {
            throw NotOnRoster(learner.Number);
        }

        if (!await db.Set<RollEntry>().AnyAsync(r => r.SessionId == session.Id && r.LearnerId == learner.Id, cancellationToken))
        {
            db.Add(new RollEntry
            {
                SiteId = session.SiteId,
                SessionId = session.Id,
                LearnerId = learner.Id,
                State = RollState.Excused,
                LeaveAsked = true,
                Note = request.Note?.Trim() ?? "",
                EnteredByName = operation.Actor.Name,
            });
            await db.SaveChangesAsync(cancellationToken);
        }

        return Unit.Value;
    }

    public async Task<Unit> Handle(CallRoll request, CancellationToken cancellationToken)
    {
        var session = await desk.SessionAsync(request.SiteId, request.Id, null, cancellationToken);
        SessionHandlers.RefuseRoll(session, operation.Today);
        var roster = (await desk.RosterAsync(session.ClassId, cancellationToken)).Where(l => l.Attends(session.Day)).ToDictionary(l => l.Id);
        if (request.Learners.FirstOrDefault(l => !roster.ContainsKey(l.LearnerId)) is not null || request.Learners.DistinctBy(l => l.LearnerId).Count() != request.Learners.Count)
        {
            throw NotOnRoster("");
        }

        if (request.Learners.Count != roster.Count)
        {
            throw new RefusalException("ROLL_INCOMPLETE", $"花名册上有 {roster.Count} 人，还有 {roster.Count - request.Learners.Count} 人没有点到。", RefusalKind.Invalid, [new FieldError(nameof(request.Learners), "没有点完")]);
        }

        var entries = await db.Set<RollEntry>().Where(r => r.SessionId == session.Id).ToDictionaryAsync(r => r.LearnerId, cancellationToken);
        foreach (var called in request.Learners)
        {
            if (called.State == RollState.Excused && !(entries.TryGetValue(called.LearnerId, out var asked) && asked.LeaveAsked))
            {
                throw new RefusalException(
                    "NO_LEAVE", $"学号 {roster[called.LearnerId].Number} 课前没有请假，不能记请假。", RefusalKind.Refused, [new FieldError(nameof(request.Learners), "课前没有请假")]);
            }

            if (!entries.TryGetValue(called.LearnerId, out var entry))
            {
                entry = new RollEntry { SiteId = session.SiteId, SessionId = session.Id, LearnerId = called.LearnerId };
                db.Add(entry);
            }

            (entry.State, entry.Note, entry.EnteredByName) = (called.State, called.Note?.Trim() ?? "", operation.Actor.Name);
        }

        session.State = SessionState.Held;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"到课 {request.Learners.Count(l => l.State is RollState.Present or RollState.Late or RollState.LeftEarly)} 人，共 {roster.Count} 人");
        return Unit.Value;
    }

    public async Task<RollSheet> Handle(GetRoll request, CancellationToken cancellationToken)
    {
        var session = await db.Set<ClassSession>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.Id && s.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound("这次课");
        var run = await db.Set<SchoolClass>().AsNoTracking().FirstAsync(c => c.Id == session.ClassId, cancellationToken);
        var roster = (await desk.RosterAsync(session.ClassId, cancellationToken)).Where(l => l.Attends(session.Day));
        var entries = await db.Set<RollEntry>().AsNoTracking().Where(r => r.SessionId == session.Id).ToDictionaryAsync(r => r.LearnerId, cancellationToken);
        return new RollSheet(
            session.Id, session.SiteId, run.Id, run.Name, run.Stage, session.Day, session.Start, session.Topic, session.State, session.LessonPlan.Length > 0, session.State == SessionState.Held && SchoolRules.IsLocked(session.Day, operation.Today),
            session.Heads,
            [.. roster.Select(l => new RollRow(l.Id, l.Number, l.Name, entries.GetValueOrDefault(l.Id)?.State, entries.GetValueOrDefault(l.Id)?.LeaveAsked == true, entries.GetValueOrDefault(l.Id)?.Note ?? ""))],
            session.Version);
    }

    private static RefusalException NotOnRoster(string number) => new(
        "NOT_ON_ROSTER", number.Length > 0 ? $"学号 {number} 当天不在花名册上。" : "其中有人当天不在花名册上，或重复。请刷新后再试。", RefusalKind.Refused);
}
