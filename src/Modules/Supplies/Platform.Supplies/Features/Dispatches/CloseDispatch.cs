using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Dispatches;

/// <summary>
/// The sender takes goods back that were not received yet: they stand in the sender's book again from today. Refuses NOT_FOUND, CHANGED_MEANWHILE, WRONG_STATE and like
/// <see cref="LedgerWriter"/>.
/// </summary>
[Label("撤销调拨单")]
[Requires(SuppliesPermissions.Send)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/dispatches/{id}/cancellation", "收货前撤销一张调拨单，药具回到发出库房")]
[Clauses("P3-DISTRIBUTION-06")]
internal sealed record CancelDispatch(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class CancelDispatchValidator : AbstractValidator<CancelDispatch>
{
    public CancelDispatchValidator() => RuleFor(d => d.Reason).NotEmpty().WithMessage("请写明撤销原因。").MaximumLength(500).WithMessage("原因最多 500 字。");
}

/// <summary>
/// Either side says how the differences were settled. What did not arrive and was found at the sender's after all stands in the sender's book again from today. Refuses
/// NOT_FOUND, CHANGED_MEANWHILE, WRONG_STATE, NOTHING_MISSING, SENDER_ONLY and like <see cref="LedgerWriter"/>.
/// </summary>
/// <param name="TakeBack">The sender takes what did not arrive back into the book.</param>
[Label("结清调拨差异")]
[Requires(SuppliesPermissions.Receive)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/dispatches/{id}/settlement", "写明差异的处理结果，结清一张调拨单；短少的药具可由发货方收回入账")]
[Clauses("P3-STREETSUPPLY-05a", "P3-DISTRIBUTION-06")]
internal sealed record SettleDispatch(int SiteId, Guid Id, string Note, bool TakeBack = false, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class SettleDispatchValidator : AbstractValidator<SettleDispatch>
{
    public SettleDispatchValidator() => RuleFor(d => d.Note).NotEmpty().WithMessage("请写明差异的原因和处理结果。").MaximumLength(500).WithMessage("说明最多 500 字。");
}

internal sealed class CloseDispatchHandlers(SuppliesDbContext db, StoreDesk stores, DispatchDesk desk, LedgerWriter ledger, Operation operation)
    : IRequestHandler<CancelDispatch, Unit>, IRequestHandler<SettleDispatch, Unit>
{
    public async Task<Unit> Handle(CancelDispatch request, CancellationToken cancellationToken)
    {
        var dispatch = await desk.OfSenderAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (dispatch.State != DispatchState.Sent)
        {
            throw DispatchDesk.WrongState(dispatch, "不能撤销");
        }

        var store = await stores.OpenAsync(request.SiteId, dispatch.FromStoreId, cancellationToken);
        var lines = await desk.LinesAsync(dispatch.Id, cancellationToken);
        Close(dispatch, DispatchState.Cancelled, request.Reason);
        await ReopenAsync(dispatch, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        // Dated today and not back: a count in between found the shelf without these goods.
        await ledger.PostAsync(
            store,
            new PostingDraft(
                Keys.New(), PostingKind.Reversal, operation.Today, [.. lines.Select(l => new PostingLine(l.BatchId, l.Sent, l.Condition))], dispatch.Voucher, dispatch.ToName, request.Reason,
                ReversesId: dispatch.Id),
            cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(SettleDispatch request, CancellationToken cancellationToken)
    {
        var dispatch = await desk.OfEitherAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (dispatch.State != DispatchState.Received)
        {
            throw DispatchDesk.WrongState(dispatch, "没有待处理的差异");
        }

        Close(dispatch, DispatchState.Settled, request.Note);
        await db.SaveChangesAsync(cancellationToken);
        if (request.TakeBack)
        {
            await TakeBackAsync(request, dispatch, cancellationToken);
        }

        return Unit.Value;
    }

    // What was taken back may be sent again for the demand.
    private async Task ReopenAsync(Dispatch dispatch, CancellationToken cancellationToken)
    {
        if (dispatch.DemandId != Guid.Empty
            && await db.Set<Demand>().FirstOrDefaultAsync(d => d.Id == dispatch.DemandId && d.State == DemandState.Fulfilled, cancellationToken) is { } demand)
        {
            demand.State = DemandState.Approved;
        }
    }

    private async Task TakeBackAsync(SettleDispatch request, Dispatch dispatch, CancellationToken cancellationToken)
    {
        if (request.SiteId != dispatch.SiteId)
        {
            throw new RefusalException("SENDER_ONLY", "短少的药具只能由发货方收回入账。", RefusalKind.Refused, [new FieldError(nameof(request.TakeBack), "请由发货方办理")]);
        }

        List<DispatchLine> missing = [.. (await desk.LinesAsync(dispatch.Id, cancellationToken)).Where(l => l.Missing > 0)];
        if (missing.Count == 0)
        {
            throw new RefusalException("NOTHING_MISSING", "这张调拨单没有短少的药具。", RefusalKind.Refused, [new FieldError(nameof(request.TakeBack), "没有短少")]);
        }

        var store = await stores.OpenAsync(dispatch.SiteId, dispatch.FromStoreId, cancellationToken);
        await ledger.PostAsync(
            store,
            new PostingDraft(
                Keys.New(), PostingKind.Return, operation.Today, [.. missing.Select(l => new PostingLine(l.BatchId, l.Missing, l.Condition))], dispatch.Voucher, dispatch.ToName, request.Note),
            cancellationToken);
    }

    private void Close(Dispatch dispatch, DispatchState state, string note) =>
        (dispatch.State, dispatch.ClosedOn, dispatch.ClosedByName, dispatch.ClosingNote) = (state, operation.Today, operation.Actor.Name, note.Trim());
}
