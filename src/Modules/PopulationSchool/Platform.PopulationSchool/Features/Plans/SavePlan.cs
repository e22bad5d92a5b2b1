using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Plans;

/// <param name="HeadCount">People of that stage in the township.</param>
/// <param name="Sessions">Planned lessons; <paramref name="Learners"/> attendances planned.</param>
internal sealed record PlannedStage(LifeStage Stage, int HeadCount, int Sessions, int Learners, string? Topics);

/// <summary>
/// Makes the year's plan or changes it while it is not approved; stages that are left out go. Refuses WRONG_YEAR (not this year or the next), NOT_FOUND, PLAN_APPROVED,
/// PLAN_EXISTS, CHANGED_MEANWHILE.
/// </summary>
/// <param name="Id">Null: a new plan.</param>
[Label("编制教学计划")]
[Requires(SchoolPermissions.Edit)]
[Endpoint(Verb.Post, "school/sites/{siteId}/plans", "编制或修改年度教学计划：各时期的摸底人数、次数、人次和内容")]
[Clauses("P3-SCHOOLDUTY-06a", "P2-OFFICE-04")]
internal sealed record SavePlan(int SiteId, Guid? Id, int Year, IReadOnlyList<PlannedStage> Stages, string? Note = null, Guid? Version = null) : ICommand<Guid>, ISiteRequest;

internal sealed class SavePlanValidator : AbstractValidator<SavePlan>
{
    public SavePlanValidator()
    {
        RuleFor(p => p.Note).MaximumLength(500).WithMessage("说明最多 500 字。");
        RuleFor(p => p.Stages).NotEmpty().WithMessage("请至少填写一个时期。")
            .Must(s => s is null || s.DistinctBy(x => x.Stage).Count() == s.Count).WithMessage("同一时期只填一行。");
        RuleForEach(p => p.Stages).ChildRules(s =>
        {
            s.RuleFor(x => x.Stage).IsInEnum().WithMessage("请选择时期。");
            s.RuleFor(x => x.HeadCount).InclusiveBetween(0, 10_000_000).WithMessage("摸底人数须为 0 或正整数。");
            s.RuleFor(x => x.Sessions).InclusiveBetween(0, 1000).WithMessage("计划次数须在 0 至 1000 之间。");
            s.RuleFor(x => x.Learners).InclusiveBetween(0, 10_000_000).WithMessage("计划人次须为 0 或正整数。");
            s.RuleFor(x => x.Topics).MaximumLength(500).WithMessage("讲授内容最多 500 字。");
        });
    }
}

/// <summary>
/// Party committee and government have approved the plan: with it the duty of the year is proven. Refuses NOT_FOUND, PLAN_APPROVED, CHANGED_MEANWHILE, OWN_PLAN (whoever
/// prepared it does not enter the approval), IN_FUTURE.
/// </summary>
[Label("登记教学计划批准")]
[Requires(SchoolPermissions.ApprovePlans)]
[Endpoint(Verb.Post, "school/sites/{siteId}/plans/{id}/approval", "登记党委、政府对教学计划的批准日期和文号")]
[Clauses("P2-OFFICE-04", "P3-SCHOOLDUTY-06a")]
internal sealed record ApprovePlan(
    int SiteId, Guid Id, DateOnly? PartyOn, string PartyReference, DateOnly? GovernmentOn, string GovernmentReference, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => TeachingPlan.RefOf(Id);
}

internal sealed class ApprovePlanValidator : AbstractValidator<ApprovePlan>
{
    public ApprovePlanValidator()
    {
        RuleFor(p => p.PartyOn).NotNull().WithMessage("请填写党委批准日期。");
        RuleFor(p => p.GovernmentOn).NotNull().WithMessage("请填写政府批准日期。");
        RuleFor(p => p.PartyReference).NotEmpty().WithMessage("请填写党委批准的文号或会议。").MaximumLength(100).WithMessage("文号最多 100 字。");
        RuleFor(p => p.GovernmentReference).NotEmpty().WithMessage("请填写政府批准的文号或会议。").MaximumLength(100).WithMessage("文号最多 100 字。");
    }
}

/// <summary>An approved plan is opened again for a change; its proof of the duty goes until it is approved anew. Refuses NOT_FOUND, PLAN_DRAFT, CHANGED_MEANWHILE.</summary>
[Label("重新编制教学计划")]
[Requires(SchoolPermissions.ApprovePlans)]
[Endpoint(Verb.Post, "school/sites/{siteId}/plans/{id}/reopening", "撤回教学计划的批准，重新编制，写明原因")]
[Clauses("P3-SCHOOLDUTY-06a")]
internal sealed record ReopenPlan(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => TeachingPlan.RefOf(Id);
}

internal sealed class ReopenPlanValidator : AbstractValidator<ReopenPlan>
{
    public ReopenPlanValidator() => RuleFor(p => p.Reason).NotEmpty().WithMessage("请写明原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class PlanHandlers(SchoolDbContext db, IMediator mediator, Operation operation)
    : IRequestHandler<SavePlan, Guid>, IRequestHandler<ApprovePlan, Unit>, IRequestHandler<ReopenPlan, Unit>
{
    public async Task<Guid> Handle(SavePlan request, CancellationToken cancellationToken)
    {
        var plan = request.Id is { } id ? await DraftAsync(request.SiteId, id, request.Version, cancellationToken) : await NewAsync(request, cancellationToken);
        plan.Note = request.Note?.Trim() ?? "";
        db.RemoveRange(await db.Set<TeachingPlanLine>().Where(l => l.PlanId == plan.Id).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        db.AddRange(request.Stages.Select(s => new TeachingPlanLine
        {
            SiteId = plan.SiteId,
            PlanId = plan.Id,
            Stage = s.Stage,
            HeadCount = s.HeadCount,
            Sessions = s.Sessions,
            Learners = s.Learners,
            Topics = s.Topics?.Trim() ?? "",
        }));
        await db.SaveChangesAsync(cancellationToken);
        return plan.Id;
    }

    public async Task<Unit> Handle(ApprovePlan request, CancellationToken cancellationToken)
    {
        var plan = await DraftAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (plan.PreparedBy == operation.Actor.AccountId)
        {
            throw new RefusalException("OWN_PLAN", "教学计划是您本人编制的，批准情况须由其他人登记。", RefusalKind.Refused) { InTrail = true };
        }

        var (party, government) = (request.PartyOn!.Value, request.GovernmentOn!.Value);
        if (party > operation.Today || government > operation.Today)
        {
            throw new RefusalException("IN_FUTURE", "批准日期不能晚于今天。", RefusalKind.Invalid, [new FieldError(nameof(request.PartyOn), "晚于今天")]);
        }

        (plan.PartyOn, plan.PartyReference, plan.GovernmentOn, plan.GovernmentReference) = (party, request.PartyReference.Trim(), government, request.GovernmentReference.Trim());
        (plan.State, plan.ApprovedByName) = (PlanState.Approved, operation.Actor.Name);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(
            new DutiesFulfilled(
            [
                new DutyFulfilled(
                    SchoolCodes.PlanYearly, plan.SiteId, Guid.Empty, new DateOnly(plan.Year, 1, 1), TeachingPlan.RefOf(plan.Id), party > government ? party : government, operation.Today),
            ]),
            cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(ReopenPlan request, CancellationToken cancellationToken)
    {
        var plan = await FindAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (plan.State != PlanState.Approved)
        {
            throw new RefusalException("PLAN_DRAFT", "这份计划还在编制，不用撤回批准。", RefusalKind.Conflict);
        }

        plan.State = PlanState.Draft;
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutyWithdrawn(TeachingPlan.RefOf(plan.Id), request.Reason), cancellationToken);
        return Unit.Value;
    }

    private async Task<TeachingPlan> NewAsync(SavePlan request, CancellationToken cancellationToken)
    {
        if (request.Year != operation.Today.Year && request.Year != operation.Today.Year + 1)
        {
            throw new RefusalException(
                "WRONG_YEAR", $"只能编制 {operation.Today.Year} 年或 {operation.Today.Year + 1} 年的计划。", RefusalKind.Invalid, [new FieldError(nameof(request.Year), "请选择年度")]);
        }

        if (await db.Set<TeachingPlan>().AnyAsync(p => p.SiteId == request.SiteId && p.Year == request.Year, cancellationToken))
        {
            throw new RefusalException("PLAN_EXISTS", $"{request.Year} 年的教学计划已有一份，请打开修改。", RefusalKind.Conflict, [new FieldError(nameof(request.Year), "已有计划")]);
        }

        var plan = new TeachingPlan
        {
            SiteId = request.SiteId,
            Year = request.Year,
            PreparedBy = operation.Actor.AccountId,
            PreparedByName = operation.Actor.Name,
            PreparedOn = operation.Today,
        };
        db.Add(plan);
        return plan;
    }

    private async Task<TeachingPlan> DraftAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var plan = await FindAsync(siteId, id, version, cancellationToken);
        return plan.State == PlanState.Draft
            ? plan
            : throw new RefusalException("PLAN_APPROVED", $"{plan.Year} 年的教学计划已批准。要修改的，请先撤回批准。", RefusalKind.Conflict);
    }

    private async Task<TeachingPlan> FindAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var plan = await db.Set<TeachingPlan>().FirstOrDefaultAsync(p => p.Id == id && p.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这份教学计划");
        Refusals.CheckVersion(version, plan.Version);
        return plan;
    }
}
