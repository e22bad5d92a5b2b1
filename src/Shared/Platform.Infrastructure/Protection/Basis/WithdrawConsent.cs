using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Basis;

/// <summary>
/// The person takes the consent back; no reason is asked for. The value is hidden and cannot be searched at once, and erased when the period of the
/// rule <c>withdrawn-consent</c> is over. Where a statutory duty is the basis there is nothing to withdraw (rights.md 7).
/// </summary>
[SignedIn]
[Endpoint(Verb.Post, "protected-fields/{field}/{recordId}/withdrawal", "撤回同意：立即隐藏，到期清除")]
internal sealed record WithdrawConsent(string Field, Guid RecordId, int SiteId) : ICommand, ISiteRequest, IRecordRequest, IIdempotent
{
    string IRecordRequest.RecordRef => $"{Field?.Split('.')[0]}:{RecordId}";
}

internal sealed class WithdrawConsentHandler(BasisDesk desk, CoreDbContext core, Operation operation) : IRequestHandler<WithdrawConsent, Unit>
{
    public async Task<Unit> Handle(WithdrawConsent request, CancellationToken cancellationToken)
    {
        var (field, record, db) = await desk.OpenAsync(request.Field, request.RecordId, request.SiteId, cancellationToken);
        var basis = await desk.NewestAsync(field, record.Id, cancellationToken);
        if (basis is null)
        {
            throw new RefusalException("BASIS_IS_DUTY", $"登记{field.Name}的依据不是同意，而是：{field.Article}。依法定职责处理的信息不能撤回；有错请更正，不再需要请清除。", RefusalKind.Refused);
        }

        if (basis.State != BasisState.Given)
        {
            return Unit.Value;
        }

        (basis.State, basis.WithdrawnOn) = (BasisState.Withdrawn, operation.Today);
        field.Set(record, field.Get(record).Withdraw(), default);
        await db.SaveChangesAsync(cancellationToken);
        await core.SaveChangesAsync(cancellationToken);
        operation.Note($"撤回对{field.Name}的同意，内容已隐藏");
        return Unit.Value;
    }
}
