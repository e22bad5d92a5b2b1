using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Basis;

/// <summary>Erases one protected value that is wrong or no longer needed, at once and for good. Refused while withdrawn data is on hold.</summary>
[SignedIn]
[Endpoint(Verb.Post, "protected-fields/{field}/{recordId}/erasure", "清除一项不再需要的受保护内容，须写明原因")]
internal sealed record EraseField(string Field, Guid RecordId, int SiteId, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest, IIdempotent
{
    string IRecordRequest.RecordRef => $"{Field?.Split('.')[0]}:{RecordId}";
}

internal sealed class EraseFieldValidator : AbstractValidator<EraseField>
{
    public EraseFieldValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明原因，2 至 200 个字");
}

internal sealed class EraseFieldHandler(BasisDesk desk, CoreDbContext core, Operation operation) : IRequestHandler<EraseField, Unit>
{
    public async Task<Unit> Handle(EraseField request, CancellationToken cancellationToken)
    {
        var (field, record, db) = await desk.OpenAsync(request.Field, request.RecordId, request.SiteId, cancellationToken);
        var basis = await desk.NewestAsync(field, record.Id, cancellationToken);
        if (basis is { State: BasisState.Withdrawn, HoldReason.Length: > 0 })
        {
            throw new RefusalException("DATA_ON_HOLD", $"{field.Name}暂缓清除（{basis.HoldReason}）。请先解除暂缓。", RefusalKind.Refused);
        }

        if (basis is not null && basis.State != BasisState.Erased)
        {
            (basis.State, basis.ErasedOn) = (BasisState.Erased, operation.Today);
        }

        field.Set(record, default, default);
        await db.SaveChangesAsync(cancellationToken);
        await core.SaveChangesAsync(cancellationToken);
        operation.Note($"清除{field.Name}");
        return Unit.Value;
    }
}
