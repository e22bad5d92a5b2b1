using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Dispatches;

/// <param name="LineId">Id of the <see cref="DispatchLine"/>.</param>
/// <param name="Rejected">Arrived and found wanting: quarantined.</param>
/// <param name="Missing">Did not arrive: in no book until it is settled.</param>
/// <param name="Reason">Needed where something is rejected or missing.</param>
internal sealed record ReceivedLine(Guid LineId, long Accepted, long Rejected = 0, long Missing = 0, string? Reason = null);

/// <summary>
/// The receiver repeats the checks and says line by line what was accepted; a dispatch without differences is settled with it. Goods that come down from the county prove
/// that the quarter's goods were collected. The same key is received once. Refuses NOT_FOUND, CHANGED_MEANWHILE, WRONG_STATE, BEFORE_SENT, CHECKLIST_INCOMPLETE,
/// QUANTITY_MISMATCH (also where a line is left out), REASON_REQUIRED and like <see cref="LedgerWriter"/>.
/// </summary>
/// <param name="SiteId">Of the store that receives.</param>
[Label("验收药具")]
[Requires(SuppliesPermissions.Receive)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/dispatches/{id}/receipt", "验收一张调拨单：逐行填写验收、拒收和短少数量；同一请求号只记一次")]
[Clauses("P3-STREETSUPPLY-03", "P3-STREETSUPPLY-09a", "P3-STREETSUPPLY-09b", "P3-STREETSUPPLY-12", "P3-DISTRIBUTION-06")]
internal sealed record ReceiveDispatch(
    int SiteId, Guid Id, Guid Key, DateOnly? ReceivedOn, IReadOnlyList<ReceivedLine> Lines, IReadOnlyList<CheckItem> Checks, Guid? Version = null) : ICommand<Unit>, ISiteRequest, IIdempotent;

internal sealed class ReceiveDispatchValidator : AbstractValidator<ReceiveDispatch>
{
    public ReceiveDispatchValidator()
    {
        RuleFor(d => d.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(d => d.ReceivedOn).NotNull().WithMessage("请填写收货日期。");
        RuleForEach(d => d.Lines).ChildRules(l => l.RuleFor(x => x.Reason).MaximumLength(200).WithMessage("原因最多 200 字。"));
    }
}

internal sealed class ReceiveDispatchHandler(SuppliesDbContext db, StoreDesk stores, DispatchDesk desk, LedgerWriter ledger, IMediator mediator, Operation operation)
    : IRequestHandler<ReceiveDispatch, Unit>
{
    public async Task<Unit> Handle(ReceiveDispatch request, CancellationToken cancellationToken)
    {
        var dispatch = await desk.OfReceiverAsync(request.SiteId, request.Id, cancellationToken);
        if (dispatch.ReceiptId == request.Key)
        {
            operation.Note("重复请求，已验收");
            return Unit.Value;
        }

        if (dispatch.State != DispatchState.Sent)
        {
            throw DispatchDesk.WrongState(dispatch, "不能再验收");
        }

        DispatchDesk.RefuseStale(dispatch, request.Version);
        RefuseDay(request.ReceivedOn!.Value, dispatch.SentOn);
        var store = await stores.OpenAsync(request.SiteId, dispatch.ToStoreId, cancellationToken);
        var lines = await desk.LinesAsync(dispatch.Id, cancellationToken);
        await EnterAsync(request, lines, cancellationToken);
        var checks = Checklist.Complete(request.Checks, sound: lines.Exists(l => l is { Condition: StockCondition.Good, Accepted: > 0 }));
        var differs = lines.Exists(l => l.Accepted != l.Sent);
        (dispatch.ReceivedOn, dispatch.ReceivedAt, dispatch.ReceivedBy, dispatch.ReceivedByName) = (request.ReceivedOn, operation.Now, operation.Actor.AccountId, operation.Actor.Name);
        (dispatch.ReceiverChecks, dispatch.ReceiptId, dispatch.State) = (checks, request.Key, differs ? DispatchState.Received : DispatchState.Settled);
        if (!differs)
        {
            (dispatch.ClosedOn, dispatch.ClosedByName) = (request.ReceivedOn, operation.Actor.Name);
        }

        // Of two who receive at the same time the second stops here, before it reaches the book.
        await db.SaveChangesAsync(cancellationToken);
        List<PostingLine> arrived =
        [
            .. lines.Where(l => l.Accepted > 0).Select(l => new PostingLine(l.BatchId, l.Accepted, l.Condition)),
            .. lines.Where(l => l.Rejected > 0).Select(l => new PostingLine(l.BatchId, l.Rejected, StockCondition.Quarantine)),
        ];
        if (arrived.Count > 0)
        {
            await ledger.PostAsync(
                store, new PostingDraft(request.Key, PostingKind.DispatchIn, request.ReceivedOn!.Value, arrived, dispatch.Voucher, dispatch.FromName, Reasons(lines)), cancellationToken);
        }

        await ProveAsync(dispatch, store, lines, cancellationToken);
        return Unit.Value;
    }

    private void RefuseDay(DateOnly day, DateOnly sent)
    {
        if (day < sent)
        {
            throw new RefusalException("BEFORE_SENT", $"药具 {sent:yyyy-MM-dd} 才发出，收货日期不能更早。", RefusalKind.Invalid, [new FieldError(nameof(ReceiveDispatch.ReceivedOn), "早于发出日期")]);
        }

        if (day > operation.Today)
        {
            throw new RefusalException("IN_FUTURE", "收货日期不能晚于今天。", RefusalKind.Invalid, [new FieldError(nameof(ReceiveDispatch.ReceivedOn), "晚于今天")]);
        }
    }

    private async Task EnterAsync(ReceiveDispatch request, List<DispatchLine> lines, CancellationToken cancellationToken)
    {
        var said = request.Lines.GroupBy(l => l.LineId).ToDictionary(g => g.Key, g => g.First());
        if (said.Count != request.Lines.Count || said.Count != lines.Count || lines.Exists(l => !said.ContainsKey(l.Id)))
        {
            throw new RefusalException("QUANTITY_MISMATCH", $"这张单有 {lines.Count} 行药具，每一行都要填写验收结果。", RefusalKind.Invalid, [new FieldError(nameof(request.Lines), "行数不符")]);
        }

        var names = await stores.BatchNamesAsync([.. lines.Select(l => l.BatchId)], cancellationToken);
        foreach (var line in lines)
        {
            var (accepted, rejected, missing, reason) = (said[line.Id].Accepted, said[line.Id].Rejected, said[line.Id].Missing, said[line.Id].Reason);
            DispatchRules.Check(names[line.BatchId].Text, line.Sent, accepted, rejected, missing, reason);
            (line.Accepted, line.Rejected, line.Missing, line.Reason) = (accepted, rejected, missing, accepted == line.Sent ? "" : reason!.Trim());
        }
    }

    private static string Reasons(List<DispatchLine> lines)
    {
        var all = string.Join('；', lines.Where(l => l.Reason.Length > 0).Select(l => l.Reason).Distinct());
        return all.Length > 500 ? all[..500] : all;
    }

    // P3-DISTRIBUTION-04a, P3-STREETSUPPLY-12: the township collects from the county once a quarter.
    private async Task ProveAsync(Dispatch dispatch, Store store, List<DispatchLine> lines, CancellationToken cancellationToken)
    {
        if (dispatch.Kind == DispatchKind.Down && store.Level == StoreLevel.Township && lines.Exists(l => l is { Condition: StockCondition.Good, Accepted: > 0 }))
        {
            var day = dispatch.ReceivedOn!.Value;
            await mediator.Publish(
                new DutiesFulfilled([new DutyFulfilled(SuppliesCodes.CollectQuarterly, store.SiteId, Guid.Empty, new DateOnly(day.Year, day.Month, 1), dispatch.Id.ToString(), day, operation.Today)]),
                cancellationToken);
        }
    }
}
