using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Sessions;

/// <summary>Plans a lesson or changes one that was not opened. Refuses NOT_FOUND, CLASS_CANCELLED, WRONG_STATE, CHANGED_MEANWHILE.</summary>
/// <param name="Id">Null: a new lesson.</param>
[Label("安排课次")]
[Requires(SchoolPermissions.Edit)]
[Endpoint(Verb.Post, "school/sites/{siteId}/classes/{classId}/sessions", "安排或修改一次课")]
[Clauses("P3-TEACHER-01")]
internal sealed record SaveSession(int SiteId, Guid ClassId, Guid? Id, DateOnly? Day, TimeOnly? Start, string Topic, Guid? Version = null) : ICommand<Guid>, ISiteRequest;

internal sealed class SaveSessionValidator : AbstractValidator<SaveSession>
{
    public SaveSessionValidator()
    {
        RuleFor(s => s.Day).NotNull().WithMessage("请填写上课日期。");
        RuleFor(s => s.Start).NotNull().WithMessage("请填写开始时间。");
        RuleFor(s => s.Topic).NotEmpty().WithMessage("请填写课题。").MaximumLength(200).WithMessage("课题最多 200 字。");
    }
}

/// <summary>The lesson plan (教案) is filed before the lesson; afterwards it stays as it was. Refuses NOT_FOUND, WRONG_STATE, CHANGED_MEANWHILE.</summary>
[Label("归档教案")]
[Requires(SchoolPermissions.Edit)]
[Endpoint(Verb.Post, "school/sites/{siteId}/sessions/{id}/lesson-plan", "归档一次课的教案（备课笔记）")]
[Clauses("P3-SCHOOLMGMT-01")]
internal sealed record FileLessonPlan(int SiteId, Guid Id, string LessonPlan, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class FileLessonPlanValidator : AbstractValidator<FileLessonPlan>
{
    public FileLessonPlanValidator() =>
        RuleFor(s => s.LessonPlan).NotEmpty().WithMessage("请填写教案。").MinimumLength(20).WithMessage("教案至少 20 字：目的、内容和步骤。").MaximumLength(4000).WithMessage("教案最多 4000 字。");
}

/// <summary>The lesson begins. Refuses NOT_FOUND, WRONG_STATE, CHANGED_MEANWHILE, NO_LESSON_PLAN, TOO_EARLY (before its day).</summary>
[Label("开课")]
[Requires(SchoolPermissions.Edit)]
[Endpoint(Verb.Post, "school/sites/{siteId}/sessions/{id}/opening", "开课：须先归档教案")]
[Clauses("P3-SCHOOLMGMT-01")]
internal sealed record OpenSession(int SiteId, Guid Id, Guid? Version = null) : ICommand, ISiteRequest;

/// <summary>A lesson that does not take place. Refuses NOT_FOUND, WRONG_STATE, CHANGED_MEANWHILE.</summary>
[Label("取消课次")]
[Requires(SchoolPermissions.Edit)]
[Endpoint(Verb.Post, "school/sites/{siteId}/sessions/{id}/cancellation", "取消没有上的课，写明原因")]
[Clauses("P3-TEACHER-01")]
internal sealed record CancelSession(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class CancelSessionValidator : AbstractValidator<CancelSession>
{
    public CancelSessionValidator() => RuleFor(s => s.Reason).NotEmpty().WithMessage("请写明取消原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

/// <summary>A class without names: how many came. Refuses NOT_FOUND, WRONG_STATE, NAMED_CLASS, LOCKED.</summary>
[Label("登记到课人数")]
[Requires(SchoolPermissions.Edit)]
[Endpoint(Verb.Post, "school/sites/{siteId}/sessions/{id}/heads", "登记不记姓名的课到了多少人")]
[Clauses("P3-SCHOOLDUTY-08")]
internal sealed record CountHeads(int SiteId, Guid Id, int Heads, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class CountHeadsValidator : AbstractValidator<CountHeads>
{
    public CountHeadsValidator() => RuleFor(s => s.Heads).InclusiveBetween(1, 100_000).WithMessage("到课人数须为正整数。");
}

internal sealed class SessionHandlers(SchoolDbContext db, SchoolDesk desk, Operation operation) :
    IRequestHandler<SaveSession, Guid>, IRequestHandler<FileLessonPlan, Unit>, IRequestHandler<OpenSession, Unit>, IRequestHandler<CancelSession, Unit>, IRequestHandler<CountHeads, Unit>
{
    public async Task<Guid> Handle(SaveSession request, CancellationToken cancellationToken)
    {
        var run = await desk.ClassAsync(request.SiteId, request.ClassId, null, cancellationToken);
        ClassSession session;
        if (request.Id is { } id)
        {
            session = await PlannedAsync(request.SiteId, id, request.Version, "不能再改", cancellationToken);
            if (session.ClassId != run.Id)
            {
                throw Refusals.NotFound("这次课");
            }
        }
        else
        {
            session = new ClassSession { SiteId = run.SiteId, ClassId = run.Id };
            db.Add(session);
        }

        (session.Day, session.Start, session.Topic) = (request.Day!.Value, request.Start!.Value, request.Topic.Trim());
        await db.SaveChangesAsync(cancellationToken);
        return session.Id;
    }

    public async Task<Unit> Handle(FileLessonPlan request, CancellationToken cancellationToken)
    {
        var session = await PlannedAsync(request.SiteId, request.Id, request.Version, "教案不能再改", cancellationToken);
        (session.LessonPlan, session.PlanFiledBy, session.PlanFiledOn) = (request.LessonPlan.Trim(), operation.Actor.Name, operation.Today);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(OpenSession request, CancellationToken cancellationToken)
    {
        var session = await PlannedAsync(request.SiteId, request.Id, request.Version, "不能再开课", cancellationToken);
        await desk.ClassAsync(request.SiteId, session.ClassId, null, cancellationToken);
        if (session.LessonPlan.Length == 0)
        {
            throw new RefusalException("NO_LESSON_PLAN", "这次课还没有归档教案，不能开课。请先填写教案。", RefusalKind.Refused);
        }

        if (operation.Today < session.Day)
        {
            throw new RefusalException("TOO_EARLY", $"这次课安排在 {session.Day:yyyy-MM-dd}，还没有到。", RefusalKind.Refused);
        }

        (session.State, session.OpenedBy, session.OpenedAt) = (SessionState.Open, operation.Actor.Name, operation.Now);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(CancelSession request, CancellationToken cancellationToken)
    {
        var session = await PlannedAsync(request.SiteId, request.Id, request.Version, "不能取消", cancellationToken);
        (session.State, session.CancelReason) = (SessionState.Cancelled, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(CountHeads request, CancellationToken cancellationToken)
    {
        var session = await desk.SessionAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var run = await desk.ClassAsync(request.SiteId, session.ClassId, null, cancellationToken);
        if (!LifeStages.WithoutNames(run.Stage))
        {
            throw new RefusalException("NAMED_CLASS", "这个班有花名册，请点名。", RefusalKind.Refused);
        }

        RefuseRoll(session, operation.Today);
        (session.Heads, session.State) = (request.Heads, SessionState.Held);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    /// <summary>Refuses WRONG_STATE for a session that was not opened, LOCKED for one whose roll was called, after the lock date.</summary>
    public static void RefuseRoll(ClassSession session, DateOnly today)
    {
        if (session.State is not (SessionState.Open or SessionState.Held))
        {
            throw new RefusalException("WRONG_STATE", $"这次课{SchoolRules.Of(session.State)}，不能登记到课情况。请先开课。", RefusalKind.Conflict);
        }

        if (session.State == SessionState.Held && SchoolRules.IsLocked(session.Day, today))
        {
            throw new RefusalException("LOCKED", $"{session.Day:yyyy-MM-dd} 的课已超过 {SchoolRules.LockDays} 天，到课情况已锁定。", RefusalKind.Refused);
        }
    }

    private async Task<ClassSession> PlannedAsync(int siteId, Guid id, Guid? version, string otherwise, CancellationToken cancellationToken)
    {
        var session = await desk.SessionAsync(siteId, id, version, cancellationToken);
        return session.State == SessionState.Planned ? session : throw new RefusalException("WRONG_STATE", $"这次课{SchoolRules.Of(session.State)}，{otherwise}。", RefusalKind.Conflict);
    }
}
