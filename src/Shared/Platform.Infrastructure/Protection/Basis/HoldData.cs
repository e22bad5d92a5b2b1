using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Basis;

/// <summary>Keeps withdrawn data from being erased because it is evidence of a case, a petition or a running benefit; or lets it go again.</summary>
/// <param name="Hold">False: the hold ends.</param>
[SignedIn]
[Endpoint(Verb.Post, "protected-fields/{field}/{recordId}/hold", "因案件、信访或在享待遇暂缓清除已撤回的内容，或解除暂缓")]
internal sealed record HoldData(string Field, Guid RecordId, int SiteId, bool Hold, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest, IIdempotent
{
    string IRecordRequest.RecordRef => $"{Field?.Split('.')[0]}:{RecordId}";
}

internal sealed class HoldDataValidator : AbstractValidator<HoldData>
{
    public HoldDataValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明原因，2 至 200 个字");
}

internal sealed class HoldDataHandler(BasisDesk desk, CoreDbContext db, Operation operation) : IRequestHandler<HoldData, Unit>
{
    public async Task<Unit> Handle(HoldData request, CancellationToken cancellationToken)
    {
        var (field, record, _) = await desk.OpenAsync(request.Field, request.RecordId, request.SiteId, cancellationToken);
        if (await desk.NewestAsync(field, record.Id, cancellationToken) is not { State: BasisState.Withdrawn } basis)
        {
            throw new RefusalException("NOTHING_TO_HOLD", $"{field.Name}没有等待清除的内容。", RefusalKind.Conflict);
        }

        basis.HoldReason = request.Hold ? request.Reason.Trim() : "";
        await db.SaveChangesAsync(cancellationToken);
        operation.Note(request.Hold ? $"暂缓清除{field.Name}" : $"解除暂缓清除{field.Name}");
        return Unit.Value;
    }
}
