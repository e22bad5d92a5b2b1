using FluentValidation;
using MediatR;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Studies;

/// <summary>Withdraws a study record entered by mistake, with a reason. It stays visible as void and proves nothing any more.</summary>
[Requires(OversightPermissions.RecordStudy)]
[Endpoint(Verb.Post, "oversight/studies/withdraw", "作废村级学习活动记录")]
internal sealed record WithdrawStudy(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"study:{Id}";
}

internal sealed class WithdrawStudyValidator : AbstractValidator<WithdrawStudy>
{
    public WithdrawStudyValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明作废原因").MaximumLength(500).WithMessage("原因不超过500字");
}

internal sealed class WithdrawStudyHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<WithdrawStudy, Unit>
{
    public async Task<Unit> Handle(WithdrawStudy request, CancellationToken cancellationToken)
    {
        var row = await StudyLoader.LoadAsync(db, request.SiteId, request.Id, request.Version, cancellationToken);
        (row.Withdrawn, row.Reason) = (true, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutyWithdrawn(row.EvidenceRef, request.Reason), cancellationToken);
        operation.Note("作废：" + request.Reason);
        return Unit.Value;
    }
}
