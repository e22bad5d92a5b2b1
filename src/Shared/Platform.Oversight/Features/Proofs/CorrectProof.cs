using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Proofs;

/// <summary>Corrects a proof filed by hand, with a reason: the old edition is withdrawn and the corrected one counts. Duty and village stay.</summary>
[Label("更正履职凭证")]
[Requires(OversightPermissions.FileProof)]
[Endpoint(Verb.Put, "oversight/proofs", "更正履职凭证")]
internal sealed record CorrectProof(int SiteId, Guid Id, Guid Version, DateOnly? DoneOn, string? Note, DateOnly? Period, decimal Quantity, string Reason)
    : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"{ManualProof.Prefix}{Id}";
}

internal sealed class CorrectProofValidator : AbstractValidator<CorrectProof>
{
    public CorrectProofValidator(Platform.Infrastructure.Time.ChinaTime time)
    {
        RuleFor(r => r.DoneOn).NotNull().WithMessage("请填写完成日期").Must(d => d is null || d <= time.Today).WithMessage("完成日期不能晚于今天");
        RuleFor(r => r.Note).MaximumLength(1000).WithMessage("说明不超过1000字");
        RuleFor(r => r.Quantity).InclusiveBetween(0.01m, 10000).WithMessage("数量请填 0.01 至 10000");
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明更正原因，2 至 200 个字");
    }
}

internal sealed class CorrectProofHandler(OversightDbContext db, DutyCatalog catalog, IMediator mediator, Operation operation) : IRequestHandler<CorrectProof, Unit>
{
    public async Task<Unit> Handle(CorrectProof request, CancellationToken cancellationToken)
    {
        var row = await ProofLoader.LoadAsync(db, request.SiteId, request.Id, request.Version, cancellationToken);
        var duty = catalog.Find(row.DutyCode) ?? throw ProofRules.UnknownDuty();
        await mediator.Publish(new DutyWithdrawn(row.EvidenceRef, request.Reason), cancellationToken);
        (row.DoneOn, row.Note, row.Quantity) = (request.DoneOn!.Value, request.Note?.Trim() ?? "", request.Quantity);
        (row.Period, row.Reason, row.Edition) = (ProofRules.PeriodOf(duty, row.DoneOn, request.Period ?? row.Period), request.Reason.Trim(), row.Edition + 1);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutiesFulfilled([ProofRules.Fact(row, operation.Today)]), cancellationToken);
        return Unit.Value;
    }
}

/// <summary>Withdraws a proof filed by mistake, with a reason. It stays readable and proves nothing any more.</summary>
[Label("撤回履职凭证")]
[Requires(OversightPermissions.FileProof)]
[Endpoint(Verb.Post, "oversight/proofs/withdraw", "撤回履职凭证")]
internal sealed record RetractProof(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"{ManualProof.Prefix}{Id}";
}

internal sealed class RetractProofValidator : AbstractValidator<RetractProof>
{
    public RetractProofValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明撤回原因，2 至 200 个字");
}

internal sealed class RetractProofHandler(OversightDbContext db, IMediator mediator) : IRequestHandler<RetractProof, Unit>
{
    public async Task<Unit> Handle(RetractProof request, CancellationToken cancellationToken)
    {
        var row = await ProofLoader.LoadAsync(db, request.SiteId, request.Id, request.Version, cancellationToken);
        (row.Withdrawn, row.Reason) = (true, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutyWithdrawn(row.EvidenceRef, request.Reason), cancellationToken);
        return Unit.Value;
    }
}

internal static class ProofLoader
{
    public static async Task<ManualProof> LoadAsync(OversightDbContext db, int siteId, Guid id, Guid version, CancellationToken cancellationToken)
    {
        var row = await db.Set<ManualProof>().FirstOrDefaultAsync(p => p.Id == id && p.SiteId == siteId && !p.Withdrawn, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这份凭证，或它已经撤回。", RefusalKind.NotFound);
        Refusals.CheckVersion(version, row.Version, "这份凭证");
        return row;
    }
}
