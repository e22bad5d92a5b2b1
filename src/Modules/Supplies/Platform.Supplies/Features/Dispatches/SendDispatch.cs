using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Demands;

namespace Platform.Supplies.Features.Dispatches;

/// <summary>
/// Goods leave a store for another one: down to a store it supplies, back up, or across to a neighbour. They leave the sender's book at once and are on the way until
/// the receiver has looked at them. With a demand, no more is sent than was approved and is left of it. The same key is sent once. Refuses NOT_APPROVED, EXCEEDS_APPROVAL, NOT_FOUND, STORE_CLOSED, WRONG_ROUTE, UNKNOWN_PRODUCT, INSTITUTION_ONLY, RETURN_ONLY,
/// CHECKLIST_INCOMPLETE, RESERVED_FOR_SCRAP, like <see cref="DispatchPicker"/> and like <see cref="LedgerWriter"/>.
/// </summary>
/// <param name="SiteId">Of the store that sends.</param>
/// <param name="Checks">The checks that were made, see <see cref="Checklist"/>.</param>
/// <param name="Voucher">Number of the paper; null: one is made.</param>
/// <param name="DemandId">The approved demand it is sent for; null: a small issue beside the plan, a return or a transfer.</param>
[Label("发出药具")]
[Requires(SuppliesPermissions.Send)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/stores/{storeId}/dispatches", "发出药具：下拨、退回上级或相邻调剂；同一请求号只记一次")]
[Clauses("P3-DISTRIBUTION-04a", "P3-DISTRIBUTION-04b", "P3-DISTRIBUTION-05", "P3-STREETSUPPLY-04", "P3-STREETSUPPLY-09a", "P3-STREETSUPPLY-09b")]
internal sealed record SendDispatch(
    int SiteId, Guid StoreId, Guid Key, Guid ToStoreId, DateOnly? SentOn, IReadOnlyList<SendLine> Lines, IReadOnlyList<CheckItem> Checks, string? Voucher = null, string? Note = null,
    Guid? DemandId = null) : ICommand<Guid>, ISiteRequest, IIdempotent;

internal sealed class SendDispatchValidator : AbstractValidator<SendDispatch>
{
    public SendDispatchValidator()
    {
        RuleFor(d => d.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(d => d.ToStoreId).NotEmpty().WithMessage("请选择收货库房。");
        RuleFor(d => d.SentOn).NotNull().WithMessage("请填写发出日期。").GreaterThanOrEqualTo(new DateOnly(2000, 1, 1)).WithMessage("日期太早。");
        RuleFor(d => d.Voucher).MaximumLength(100).WithMessage("单号最多 100 字。");
        RuleFor(d => d.Note).MaximumLength(500).WithMessage("备注最多 500 字。");
        RuleFor(d => d.Lines).NotEmpty().WithMessage("请至少填写一行药具。");
        RuleForEach(d => d.Lines).ChildRules(l =>
        {
            l.RuleFor(x => x.ProductId).NotEmpty().WithMessage("请选择品种。");
            l.RuleFor(x => x.Quantity).InclusiveBetween(1, LedgerRules.Most).WithMessage("数量须为正整数。");
            l.RuleFor(x => x.BatchId).NotEmpty().When(x => x.Quarantined).WithMessage("隔离的药具请指明批次。");
        });
    }
}

internal sealed class SendDispatchHandler(SuppliesDbContext db, StoreDesk desk, StoreTree tree, DispatchPicker picker, DemandDesk demands, ScrapDesk scraps, LedgerWriter ledger, Operation operation)
    : IRequestHandler<SendDispatch, Guid>
{
    public async Task<Guid> Handle(SendDispatch request, CancellationToken cancellationToken)
    {
        var from = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        if (await db.Set<Dispatch>().AnyAsync(d => d.Id == request.Key, cancellationToken))
        {
            operation.Note("重复请求，已发出");
            return request.Key;
        }

        var to = (await tree.AroundAsync(from, cancellationToken)).FirstOrDefault(s => s.Id == request.ToStoreId)
            ?? throw new RefusalException(
                "WRONG_ROUTE", $"“{from.Name}”不能直接发到这个库房：只能发给由本库供应的下级库房、退回上级库房，或调给同一上级供应的库房。", RefusalKind.Refused,
                [new FieldError(nameof(request.ToStoreId), "请选择上级、下级或相邻的库房")]);
        var kind = DispatchRules.Route(from, to);
        var products = await desk.ProductsAsync(request.SiteId, request.Lines.Select(l => l.ProductId), cancellationToken);
        Check(request, to, kind, products.Values);
        if (request.DemandId is { } demandId)
        {
            await AllowAsync(request, demandId, products, cancellationToken);
        }

        var checks = Checklist.Complete(request.Checks, sound: request.Lines.Any(l => !l.Quarantined));
        await scraps.RefuseReservedAsync(from.Id, [.. request.Lines.Where(l => l.Quarantined).Select(l => (l.BatchId!.Value, l.Quantity))], cancellationToken);
        var picked = await picker.PickAsync(from, products, request.Lines, kind, request.SentOn!.Value, cancellationToken);
        var dispatch = Make(request, from, to, kind, checks);
        db.Add(dispatch);
        db.AddRange(picked.Select(p => new DispatchLine
        {
            SiteId = from.SiteId,
            OtherSiteId = to.SiteId,
            DispatchId = dispatch.Id,
            ProductId = p.ProductId,
            BatchId = p.BatchId,
            Condition = p.Condition,
            Sent = p.Quantity,
        }));
        await ledger.PostAsync(
            from,
            new PostingDraft(
                dispatch.Id, PostingKind.DispatchOut, dispatch.SentOn, [.. picked.Select(p => new PostingLine(p.BatchId, -p.Quantity, p.Condition))], dispatch.Voucher, to.Name, dispatch.Note),
            cancellationToken);
        return dispatch.Id;
    }

    private static void Check(SendDispatch request, Store to, DispatchKind kind, IEnumerable<Product> products)
    {
        if (kind != DispatchKind.Return && request.Lines.Any(l => l.Quarantined))
        {
            throw new RefusalException("RETURN_ONLY", "隔离的药具只能退回上级库房。", RefusalKind.Refused, [new FieldError(nameof(request.Lines), "隔离的药具只能退回上级")]);
        }

        // Communities and free points are no medical institutions; these are issued to by name.
        if (to.Level is StoreLevel.Community or StoreLevel.Point && products.FirstOrDefault(p => p.InstitutionOnly) is { } coil)
        {
            throw new RefusalException("INSTITUTION_ONLY", $"“{coil.Name}”只能发给医疗机构，不能拨到“{to.Name}”。", RefusalKind.Refused, [new FieldError(nameof(request.ToStoreId), "不是医疗机构")]);
        }
    }

    // A demand that two send for at once is changed by both: the second is told to look again.
    private async Task AllowAsync(SendDispatch request, Guid demandId, Dictionary<Guid, Product> products, CancellationToken cancellationToken)
    {
        var demand = await demands.OfSupplierAsync(request.SiteId, demandId, null, cancellationToken);
        if (demand.State != DemandState.Approved || demand.SupplierId != request.StoreId || demand.StoreId != request.ToStoreId)
        {
            throw new RefusalException(
                "NOT_APPROVED",
                demand.State != DemandState.Approved ? $"需求单 {demand.Voucher} {DemandRules.Of(demand.State)}，不能按它发出药具。" : $"需求单 {demand.Voucher} 是“{demand.StoreName}”向“{demand.SupplierName}”申报的，与这次发出的库房不符。",
                RefusalKind.Refused, [new FieldError(nameof(request.DemandId), "请选择已批准的需求单")]);
        }

        var approved = (await demands.LinesAsync(demand.Id, cancellationToken)).ToDictionary(l => l.ProductId, l => l.Approved);
        var sent = await demands.SentAsync(demand.Id, cancellationToken);
        var wanted = request.Lines.GroupBy(l => l.ProductId).ToDictionary(g => g.Key, g => g.Sum(l => Math.Min(l.Quantity, LedgerRules.Most)));
        foreach (var (product, quantity) in wanted)
        {
            DemandRules.RefuseExcess(products[product].Text, products[product].Unit, approved.GetValueOrDefault(product), sent.GetValueOrDefault(product), quantity);
        }

        demand.LastDispatchId = request.Key;
        demand.State = approved.All(a => sent.GetValueOrDefault(a.Key) + wanted.GetValueOrDefault(a.Key) >= a.Value) ? DemandState.Fulfilled : DemandState.Approved;
    }

    private Dispatch Make(SendDispatch request, Store from, Store to, DispatchKind kind, int checks) => new()
    {
        Id = request.Key,
        SiteId = from.SiteId,
        OtherSiteId = to.SiteId,
        FromStoreId = from.Id,
        FromName = from.Name,
        ToStoreId = to.Id,
        ToName = to.Name,
        Kind = kind,
        DemandId = request.DemandId ?? Guid.Empty,
        State = DispatchState.Sent,
        Voucher = request.Voucher?.Trim() is { Length: > 0 } voucher ? voucher : $"调{request.SentOn:yyyyMMdd}-{request.Key.ToString("N")[^6..].ToUpperInvariant()}",
        Note = request.Note?.Trim() ?? "",
        SentOn = request.SentOn!.Value,
        SentAt = operation.Now,
        SentBy = operation.Actor.AccountId,
        SentByName = operation.Actor.Name,
        SenderChecks = checks,
    };
}
