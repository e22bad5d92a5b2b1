using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Cases;

/// <summary>
/// Legal review before the decision, by somebody who did not investigate. A case that does not pass goes back, and a new notice is needed. Refuses NOTICE_MISSING, WINDOW_OPEN,
/// HEARING_NOT_HELD, REVIEWER_IS_INVESTIGATOR (in the trail).
/// </summary>
[Label("登记法制审核")]
[Requires(EnforcementPermissions.Direct)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/review", "登记法制审核意见；不通过的退回补充调查，重新告知")]
[Clauses("P3-ENFRESP-03")]
internal sealed record ReviewCase(int SiteId, Guid Id, Guid? ReviewerId, bool Passed, string Text, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class ReviewCaseValidator : AbstractValidator<ReviewCase>
{
    public ReviewCaseValidator()
    {
        RuleFor(r => r.ReviewerId).NotNull().WithMessage("请选择审核人。");
        RuleFor(r => r.Text).NotEmpty().WithMessage("请填写审核意见。").MaximumLength(2000).WithMessage("审核意见最多 2000 字。");
    }
}

/// <param name="Against">Which papers of the file it was checked against, for example 询问笔录 1、2，证据 1.</param>
internal sealed record TickedCondition(DecisionCondition Condition, string Against);

/// <summary>
/// Decides, with the six conditions ticked against records. Refuses NOTICE_MISSING, NO_POWER, MIN_TWO_OFFICERS, NO_INQUIRY_RECORD, NO_EVIDENCE, HELD_EVIDENCE_OPEN, WINDOW_OPEN,
/// HEARING_NOT_HELD, REVIEW_MISSING, CONDITIONS_MISSING, DECIDER_IS_INVESTIGATOR (in the trail), HEAVIER_THAN_NOTICED, and the register's codes when the basis holds no longer.
/// </summary>
[Label("作出处理决定")]
[Requires(EnforcementPermissions.Direct)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/decision", "作出决定：六个条件逐项对照材料核对")]
[Clauses("P3-ENFRESP-03", "P3-ENFPROC-01")]
internal sealed record DecideCase(int SiteId, Guid Id, CaseResult Result, string Number, string Text, IReadOnlyList<TickedCondition> Conditions, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class DecideCaseValidator : AbstractValidator<DecideCase>
{
    public DecideCaseValidator()
    {
        RuleFor(r => r.Result).IsInEnum().WithMessage("请选择决定。");
        RuleFor(r => r.Number).NotEmpty().WithMessage("请填写决定书文号。").MaximumLength(100).WithMessage("文号最多 100 字。");
        RuleFor(r => r.Text).NotEmpty().WithMessage("请填写决定书正文。").MaximumLength(4000).WithMessage("正文最多 4000 字。");
        RuleFor(r => r.Conditions).NotNull().WithMessage("请核对六个条件。").Must(c => c is null || c.DistinctBy(x => x.Condition).Count() == c.Count).WithMessage("同一条件只核对一次。");
        RuleForEach(r => r.Conditions).ChildRules(c =>
        {
            c.RuleFor(x => x.Condition).IsInEnum().WithMessage("没有这个条件。");
            c.RuleFor(x => x.Against).NotEmpty().WithMessage("请写明对照的材料。").MaximumLength(200).WithMessage("对照的材料最多 200 字。");
        });
    }
}

internal sealed class DecideCaseHandlers(EnforcementDbContext db, CaseDesk desk, Operation operation) : IRequestHandler<ReviewCase, Unit>, IRequestHandler<DecideCase, Unit>
{
    public async Task<Unit> Handle(ReviewCase request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var reviewer = await desk.PersonAsync(row.SiteId, request.ReviewerId!.Value, cancellationToken);
        if (reviewer.Id == row.PartyStaffId)
        {
            throw CaseProcedure.Refuse(new StepBlock("ACCUSED_IS_HANDLER", "被调查的人员不得办理本案。请另行指定审核人。", InTrail: true));
        }

        CaseProcedure.Review(row, await desk.MaterialAsync(row, operation.Today, cancellationToken), reviewer.Id, reviewer.Name, request.Passed, request.Text.Trim());
        await db.SaveChangesAsync(cancellationToken);
        if (!request.Passed)
        {
            await desk.SettleAsync(row, cancellationToken, CaseDesk.Hearing, withdrawn: true);
        }

        return Unit.Value;
    }

    public async Task<Unit> Handle(DecideCase request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var material = await desk.MaterialAsync(row, operation.Today, cancellationToken) with { Ticked = [.. request.Conditions.Select(c => c.Condition)] };
        CaseProcedure.Require(CaseStep.Decide, row, material);
        await desk.BasisAsync(row, row.Basis, cancellationToken);
        var power = await desk.PowerAsync(row.SiteId, row.Kind, operation.Today, cancellationToken);
        CaseProcedure.Decide(row, material, operation.Actor.StaffId, operation.Actor.Name, request.Result, request.Number.Trim(), request.Text.Trim(), power!.BasisTitle);
        db.RemoveRange(await db.Set<CaseCondition>().Where(c => c.CaseId == row.Id).ToListAsync(cancellationToken));
        db.AddRange(request.Conditions.Select(c => new CaseCondition { SiteId = row.SiteId, CaseId = row.Id, Condition = c.Condition, Against = c.Against.Trim(), TickedBy = operation.Actor.Name }));
        await db.SaveChangesAsync(cancellationToken);
        await desk.SettleAsync(row, cancellationToken, CaseDesk.Decision);
        await desk.TrackAsync(row, operation.Today, cancellationToken, (CaseDesk.Service, "送达决定书"));
        return Unit.Value;
    }
}
