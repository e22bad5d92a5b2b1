using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stock;

/// <summary>
/// Sets faulty goods apart, or takes them back among the good ones once they proved sound: from then on they leave the store no more, or again. The same key is posted
/// once. Refuses INSUFFICIENT_STOCK, RESERVED_FOR_SCRAP and like <see cref="LedgerWriter"/>.
/// </summary>
/// <param name="Release">Back among the good ones.</param>
/// <param name="Note">Why: what was seen on the pack or the goods.</param>
[Label("药具隔离")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/stores/{storeId}/quarantine", "把有质量问题的药具转入隔离，或确认合格后转回")]
[Clauses("P3-STREETSUPPLY-09a", "P3-DISTRIBUTION-05", "P3-STORAGE-05")]
internal sealed record QuarantineGoods(int SiteId, Guid StoreId, Guid Key, DateOnly? OccurredOn, Guid BatchId, long Quantity, string Note, bool Release = false) : ICommand<Guid>, ISiteRequest, IIdempotent;

internal sealed class QuarantineGoodsValidator : AbstractValidator<QuarantineGoods>
{
    public QuarantineGoodsValidator()
    {
        RuleFor(q => q.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(q => q.OccurredOn).NotNull().WithMessage("请填写日期。").GreaterThanOrEqualTo(new DateOnly(2000, 1, 1)).WithMessage("日期太早。");
        RuleFor(q => q.BatchId).NotEmpty().WithMessage("请选择批次。");
        RuleFor(q => q.Quantity).InclusiveBetween(1, LedgerRules.Most).WithMessage("数量须为正整数。");
        RuleFor(q => q.Note).NotEmpty().WithMessage("请写明质量问题或转回的依据。").MaximumLength(500).WithMessage("说明最多 500 字。");
    }
}

internal sealed class QuarantineGoodsHandler(StoreDesk desk, ScrapDesk scraps, LedgerWriter ledger) : IRequestHandler<QuarantineGoods, Guid>
{
    public async Task<Guid> Handle(QuarantineGoods request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        if (request.Release)
        {
            await scraps.RefuseReservedAsync(store.Id, [(request.BatchId, request.Quantity)], cancellationToken);
        }

        var into = request.Release ? -request.Quantity : request.Quantity;
        await ledger.PostAsync(
            store,
            new PostingDraft(
                request.Key, PostingKind.Quarantine, request.OccurredOn!.Value,
                [new PostingLine(request.BatchId, -into), new PostingLine(request.BatchId, into, StockCondition.Quarantine)], Note: request.Note),
            cancellationToken);
        return request.Key;
    }
}
