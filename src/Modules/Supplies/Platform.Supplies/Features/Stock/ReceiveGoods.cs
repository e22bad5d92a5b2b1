using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stock;

/// <param name="Quantity">Base units.</param>
internal sealed record ReceiptLine(Guid ProductId, string BatchNumber, long Quantity, DateOnly? ProducedOn = null, DateOnly? ExpiresOn = null, string? ApprovalNumber = null);

/// <summary>
/// Goods that come from outside the platform's stores, or were there when the book was opened. Batches not known yet are made; of known ones the data stand. The same
/// key is posted once. Refuses NOT_FOUND, STORE_CLOSED, UNKNOWN_PRODUCT, BATCH_DIFFERS and like <see cref="LedgerWriter"/>.
/// </summary>
/// <param name="Opening">The balance when the book was opened; false: a receipt.</param>
[Label("药具入库")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/stores/{storeId}/receipts", "药具入库；同一请求号只记一次")]
[Clauses("P3-STREETSUPPLY-03", "P3-STREETSUPPLY-09b", "P3-DISTRIBUTION-06")]
internal sealed record ReceiveGoods(
    int SiteId, Guid StoreId, Guid Key, DateOnly? OccurredOn, IReadOnlyList<ReceiptLine> Lines, string? Voucher = null, string? Counterparty = null, string? Note = null, bool Opening = false)
    : ICommand<Guid>, ISiteRequest, IIdempotent;

internal sealed class ReceiveGoodsValidator : AbstractValidator<ReceiveGoods>
{
    public ReceiveGoodsValidator()
    {
        RuleFor(r => r.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(r => r.OccurredOn).NotNull().WithMessage("请填写入库日期。").GreaterThanOrEqualTo(new DateOnly(2000, 1, 1)).WithMessage("日期太早。");
        RuleFor(r => r.Voucher).MaximumLength(100).WithMessage("凭证号最多 100 字。");
        RuleFor(r => r.Counterparty).MaximumLength(100).WithMessage("来货单位最多 100 字。");
        RuleFor(r => r.Note).MaximumLength(500).WithMessage("备注最多 500 字。");
        RuleFor(r => r.Lines).NotEmpty().WithMessage("请至少填写一行药具。");
        RuleForEach(r => r.Lines).ChildRules(l =>
        {
            l.RuleFor(x => x.ProductId).NotEmpty().WithMessage("请选择品种。");
            l.RuleFor(x => x.BatchNumber).NotEmpty().WithMessage("请填写生产批号。").MaximumLength(40).WithMessage("批号最多 40 字。");
            l.RuleFor(x => x.Quantity).InclusiveBetween(1, LedgerRules.Most).WithMessage("数量须为正整数。");
            l.RuleFor(x => x.ExpiresOn).GreaterThan(x => x.ProducedOn).When(x => x.ProducedOn is not null && x.ExpiresOn is not null).WithMessage("有效期须晚于生产日期。");
            l.RuleFor(x => x.ApprovalNumber).MaximumLength(100).WithMessage("批准文号最多 100 字。");
        });
    }
}

internal sealed class ReceiveGoodsHandler(SuppliesDbContext db, StoreDesk desk, LedgerWriter ledger) : IRequestHandler<ReceiveGoods, Guid>
{
    public async Task<Guid> Handle(ReceiveGoods request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        var products = await desk.ProductsAsync(request.SiteId, request.Lines.Select(l => l.ProductId), cancellationToken);
        var batches = await BatchesAsync(request.Lines, products, cancellationToken);
        await ledger.PostAsync(
            store,
            new PostingDraft(
                request.Key, request.Opening ? PostingKind.Opening : PostingKind.Receipt, request.OccurredOn!.Value,
                [.. request.Lines.Select(l => new PostingLine(batches[(l.ProductId, l.BatchNumber.Trim())].Id, l.Quantity))], request.Voucher ?? "", request.Counterparty ?? "", request.Note ?? ""),
            cancellationToken);
        return request.Key;
    }

    // A batch number names one production run of the product: other dates under the same number are a mistake in the one or the other paper.
    private async Task<Dictionary<(Guid, string), Batch>> BatchesAsync(IReadOnlyList<ReceiptLine> lines, Dictionary<Guid, Product> products, CancellationToken cancellationToken)
    {
        var (ids, numbers) = (lines.Select(l => l.ProductId).Distinct().ToList(), lines.Select(l => l.BatchNumber.Trim()).Distinct().ToList());
        var known = (await db.Set<Batch>().Where(b => ids.Contains(b.ProductId) && numbers.Contains(b.Number)).ToListAsync(cancellationToken)).ToDictionary(b => (b.ProductId, b.Number));
        foreach (var line in lines)
        {
            var number = line.BatchNumber.Trim();
            if (!known.TryGetValue((line.ProductId, number), out var batch))
            {
                var product = products[line.ProductId];
                batch = new Batch
                {
                    ProductId = product.Id,
                    DivisionId = product.DivisionId,
                    Lo = product.Lo,
                    Hi = product.Hi,
                    Number = number,
                    ProducedOn = line.ProducedOn,
                    ExpiresOn = line.ExpiresOn,
                    ApprovalNumber = line.ApprovalNumber?.Trim() ?? "",
                };
                known.Add((product.Id, number), batch);
                db.Add(batch);
            }
            else if (Differs(line.ProducedOn, batch.ProducedOn) || Differs(line.ExpiresOn, batch.ExpiresOn))
            {
                throw new RefusalException(
                    "BATCH_DIFFERS",
                    $"批号 {number} 已登记：生产日期 {batch.ProducedOn?.ToString("yyyy-MM-dd") ?? "未知"}，有效期至 {batch.ExpiresOn?.ToString("yyyy-MM-dd") ?? "未知"}。请核对包装；登记有误的，请管理目录的单位更正批次。",
                    RefusalKind.Conflict, [new FieldError("BatchNumber", "与已登记的日期不符")]);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return known;
    }

    private static bool Differs(DateOnly? said, DateOnly? known) => said is not null && known is not null && said != known;
}
