using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Scraps;

/// <summary>
/// The level above approves or refuses; never the applicant himself. An approval may be taken back as long as nothing was disposed of: the goods stay in quarantine and
/// may be applied for again. Refuses NOT_FOUND, CHANGED_MEANWHILE, WRONG_STATE, OWN_APPLICATION and REASON_REQUIRED.
/// </summary>
/// <param name="SiteId">Of the level that decides.</param>
/// <param name="Note">Needed where it is refused.</param>
[Label("审批药具报废申请")]
[Requires(SuppliesPermissions.ApproveScrap)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/scraps/{id}/decision", "批准或不批准一份报废申请；不批准须写明理由")]
[Clauses("P3-STREETSUPPLY-10b")]
internal sealed record DecideScrap(int SiteId, Guid Id, bool Approve, string? Note = null, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class DecideScrapValidator : AbstractValidator<DecideScrap>
{
    public DecideScrapValidator() => RuleFor(s => s.Note).MaximumLength(500).WithMessage("意见最多 500 字。");
}

/// <summary>The applicant's office takes an application back before it is decided. Refuses NOT_FOUND, CHANGED_MEANWHILE and WRONG_STATE.</summary>
[Label("撤回药具报废申请")]
[Requires(SuppliesPermissions.ApplyScrap)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/scraps/{id}/withdrawal", "审批前撤回一份报废申请")]
[Clauses("P3-STREETSUPPLY-10b")]
internal sealed record WithdrawScrap(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class WithdrawScrapValidator : AbstractValidator<WithdrawScrap>
{
    public WithdrawScrapValidator() => RuleFor(s => s.Reason).NotEmpty().WithMessage("请写明撤回原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class DecideScrapHandlers(SuppliesDbContext db, ScrapDesk desk, Operation operation) : IRequestHandler<DecideScrap, Unit>, IRequestHandler<WithdrawScrap, Unit>
{
    public async Task<Unit> Handle(DecideScrap request, CancellationToken cancellationToken)
    {
        var application = await desk.OfDeciderAsync(request.SiteId, request.Id, cancellationToken);
        application.RefuseOwn(operation.Actor.AccountId, operation.Actor.StaffId);
        Refusals.CheckVersion(request.Version, application.Version, "这份报废申请");
        if (application.State != ScrapState.Applied && (request.Approve || application.State != ScrapState.Approved))
        {
            throw ScrapDesk.WrongState(application, "不能再审批");
        }

        var note = request.Note?.Trim() ?? "";
        if (!request.Approve && note.Length == 0)
        {
            throw new RefusalException("REASON_REQUIRED", "不批准的，请写明理由。", RefusalKind.Invalid, [new FieldError(nameof(request.Note), "请写明理由")]);
        }

        application.State = request.Approve ? ScrapState.Approved : ScrapState.Refused;
        (application.DecidedOn, application.DecidedAt) = (operation.Today, operation.Now);
        (application.DecidedBy, application.DecidedByName, application.DecisionNote) = (operation.Actor.AccountId, operation.Actor.Name, note);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{application.Number}，{ScrapRules.Of(application.State)}");
        return Unit.Value;
    }

    public async Task<Unit> Handle(WithdrawScrap request, CancellationToken cancellationToken)
    {
        var application = await desk.OfApplicantAsync(request.SiteId, request.Id, cancellationToken);
        Refusals.CheckVersion(request.Version, application.Version, "这份报废申请");
        if (application.State != ScrapState.Applied)
        {
            throw ScrapDesk.WrongState(application, "不能再撤回");
        }

        application.State = ScrapState.Withdrawn;
        (application.WithdrawnAt, application.WithdrawnByName, application.WithdrawalReason) = (operation.Now, operation.Actor.Name, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
