using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Classes;

/// <summary>
/// Opens a class run or changes it. Only in a year whose plan is approved and has the stage (PLAN_MISSING). The stage of a class with learners does not change
/// (STAGE_FIXED). Refuses NOT_FOUND, CLASS_CANCELLED and CHANGED_MEANWHILE.
/// </summary>
/// <param name="Id">Null: a new class.</param>
/// <param name="PassMark">0 to 100; counts for exams set from now on.</param>
[Label("设置培训班")]
[Requires(SchoolPermissions.Edit)]
[Endpoint(Verb.Post, "school/sites/{siteId}/classes", "开设或修改培训班")]
[Clauses("P3-TEACHER-01", "P3-SCHOOLDUTY-06a")]
internal sealed record SaveClass(
    int SiteId, Guid? Id, int Year, LifeStage Stage, string Name, string Teacher, string? Place, decimal PassMark = SchoolRules.PassMark, Guid? Version = null) : ICommand<Guid>, ISiteRequest;

internal sealed class SaveClassValidator : AbstractValidator<SaveClass>
{
    public SaveClassValidator()
    {
        RuleFor(c => c.Stage).IsInEnum().WithMessage("请选择时期。");
        RuleFor(c => c.Name).NotEmpty().WithMessage("请填写班名。").MaximumLength(100).WithMessage("班名最多 100 字。");
        RuleFor(c => c.Teacher).NotEmpty().WithMessage("请填写教师。").MaximumLength(50).WithMessage("教师最多 50 字。");
        RuleFor(c => c.Place).MaximumLength(100).WithMessage("地点最多 100 字。");
        RuleFor(c => c.PassMark).InclusiveBetween(0, SchoolRules.FullMark).WithMessage("合格分数须在 0 至 100 之间。").PrecisionScale(5, 1, true).WithMessage("合格分数最多一位小数。");
    }
}

/// <summary>A class that does not take place, with its lessons still to come; what was held stays. Refuses NOT_FOUND, CLASS_CANCELLED, CHANGED_MEANWHILE and CLASS_COMPLETED (somebody has a certificate of it).</summary>
[Label("取消培训班")]
[Requires(SchoolPermissions.Edit)]
[Endpoint(Verb.Post, "school/sites/{siteId}/classes/{id}/cancellation", "取消培训班，写明原因")]
[Clauses("P3-TEACHER-01")]
internal sealed record CancelClass(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class CancelClassValidator : AbstractValidator<CancelClass>
{
    public CancelClassValidator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明取消原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class SaveClassHandlers(SchoolDbContext db, SchoolDesk desk) : IRequestHandler<SaveClass, Guid>, IRequestHandler<CancelClass, Unit>
{
    public async Task<Guid> Handle(SaveClass request, CancellationToken cancellationToken)
    {
        if (!await (from plan in db.Set<TeachingPlan>()
                    join line in db.Set<TeachingPlanLine>() on plan.Id equals line.PlanId
                    where plan.SiteId == request.SiteId && plan.Year == request.Year && plan.State == PlanState.Approved && line.Stage == request.Stage
                    select plan.Id).AnyAsync(cancellationToken))
        {
            throw new RefusalException(
                "PLAN_MISSING", $"{request.Year} 年的教学计划还没有批准，或没有安排{LifeStages.Of(request.Stage)}。", RefusalKind.Refused, [new FieldError(nameof(request.Stage), "计划中没有")]);
        }

        SchoolClass run;
        if (request.Id is { } id)
        {
            run = await desk.ClassAsync(request.SiteId, id, request.Version, cancellationToken);
            if (run.Stage != request.Stage || run.Year != request.Year)
            {
                throw new RefusalException("STAGE_FIXED", "培训班的年度和时期不能再改。请另开一个班。", RefusalKind.Refused, [new FieldError(nameof(request.Stage), "不能再改")]);
            }

            run.Name = request.Name.Trim();
        }
        else
        {
            run = new SchoolClass { SiteId = request.SiteId, Year = request.Year, Stage = request.Stage, Name = request.Name.Trim() };
            db.Add(run);
        }

        (run.Teacher, run.Place, run.PassMark) = (request.Teacher.Trim(), request.Place?.Trim() ?? "", request.PassMark);
        await db.SaveChangesAsync(cancellationToken);
        return run.Id;
    }

    public async Task<Unit> Handle(CancelClass request, CancellationToken cancellationToken)
    {
        var run = await desk.ClassAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (await db.Set<CompletionDecision>().AnyAsync(c => c.ClassId == run.Id && c.RevokedOn == null, cancellationToken))
        {
            throw new RefusalException("CLASS_COMPLETED", $"“{run.Name}”已有人结业，不能取消。", RefusalKind.Conflict);
        }

        (run.State, run.CancelReason) = (ClassState.Cancelled, request.Reason.Trim());
        foreach (var session in await db.Set<ClassSession>().Where(s => s.ClassId == run.Id && s.State == SessionState.Planned).ToListAsync(cancellationToken))
        {
            (session.State, session.CancelReason) = (SessionState.Cancelled, request.Reason.Trim());
        }

        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
