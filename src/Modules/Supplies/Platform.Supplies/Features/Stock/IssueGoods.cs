using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stock;

/// <summary>Which batches would leave a store for a wanted quantity, what is passed over and why, and how much is missing.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/stores/{storeId}/picking", "试算出库批次：取哪些批、跳过哪些批及原因、还差多少")]
[Clauses("P3-STREETSUPPLY-09a", "P3-STORAGE-03", "P3-DISTRIBUTION-05")]
internal sealed record PreviewPicking(int SiteId, Guid StoreId, Guid ProductId, long Quantity) : IQuery<PickPlan>, ISiteRequest;

/// <summary>
/// Goods leave the store for good: to a workplace, a free point, a clinic. Not to a person: who takes supplies is nobody's list. Batches are picked in the store's
/// order, or named. The same key is posted once. Refuses INSUFFICIENT_STOCK with the shortfall, for a named batch EXPIRED, ON_HOLD and MIN_DAYS_LEFT, INSTITUTION_ONLY,
/// and like <see cref="LedgerWriter"/>.
/// </summary>
/// <param name="BatchId">Null: by the store's picking order.</param>
/// <param name="ToInstitution">To a medical institution: needed for products only these hand out.</param>
[Label("药具发放")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/stores/{storeId}/issues", "药具发放出库；同一请求号只记一次")]
[Clauses("P3-STREETSUPPLY-04", "P3-STREETSUPPLY-09a", "P3-DISTRIBUTION-05", "P3-DISTRIBUTION-06")]
internal sealed record IssueGoods(
    int SiteId, Guid StoreId, Guid Key, DateOnly? OccurredOn, Guid ProductId, long Quantity, string? Counterparty, string? Voucher = null, string? Note = null, Guid? BatchId = null,
    bool ToInstitution = false) : ICommand<PickPlan>, ISiteRequest, IIdempotent;

internal sealed class IssueGoodsValidator : AbstractValidator<IssueGoods>
{
    public IssueGoodsValidator()
    {
        RuleFor(i => i.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(i => i.OccurredOn).NotNull().WithMessage("请填写发放日期。").GreaterThanOrEqualTo(new DateOnly(2000, 1, 1)).WithMessage("日期太早。");
        RuleFor(i => i.ProductId).NotEmpty().WithMessage("请选择品种。");
        RuleFor(i => i.Quantity).InclusiveBetween(1, LedgerRules.Most).WithMessage("数量须为正整数。");
        RuleFor(i => i.Counterparty).NotEmpty().WithMessage("请填写领用单位。").MaximumLength(100).WithMessage("领用单位最多 100 字。");
        RuleFor(i => i.Voucher).MaximumLength(100).WithMessage("凭证号最多 100 字。");
        RuleFor(i => i.Note).MaximumLength(500).WithMessage("备注最多 500 字。");
    }
}

internal sealed class IssueGoodsHandlers(SuppliesDbContext db, StoreDesk desk, GoodsPicker picker, LedgerWriter ledger, Operation operation)
    : IRequestHandler<PreviewPicking, PickPlan>, IRequestHandler<IssueGoods, PickPlan>
{
    public async Task<PickPlan> Handle(PreviewPicking request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        return await picker.PlanAsync(store, request.ProductId, Math.Clamp(request.Quantity, 0, LedgerRules.Most), null, operation.Today, cancellationToken);
    }

    public async Task<PickPlan> Handle(IssueGoods request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        if (await PostedAsync(request.Key, cancellationToken) is { } before)
        {
            operation.Note("重复请求，已记过账");
            return before;
        }

        var product = (await desk.ProductsAsync(request.SiteId, [request.ProductId], cancellationToken)).Values.Single();
        if (product.InstitutionOnly && !request.ToInstitution)
        {
            throw new RefusalException("INSTITUTION_ONLY", $"“{product.Name}”只能发给医疗机构。", RefusalKind.Refused, [new FieldError(nameof(request.ToInstitution), "请确认领用单位是医疗机构")]);
        }

        var plan = await picker.PlanAsync(store, product.Id, request.Quantity, request.BatchId, request.OccurredOn!.Value, cancellationToken);
        if (plan.Missing > 0)
        {
            throw PickingRules.Short(product, request.Quantity, request.BatchId is not null, plan, nameof(request.Quantity), $"还差 {plan.Missing}");
        }

        await ledger.PostAsync(
            store,
            new PostingDraft(
                request.Key, PostingKind.Issue, request.OccurredOn.Value, [.. plan.Picks.Select(p => new PostingLine(p.BatchId, -p.Quantity))], request.Voucher ?? "", request.Counterparty!,
                request.Note ?? "", KeyIsNew: true),
            cancellationToken);
        return plan;
    }

    private async Task<PickPlan?> PostedAsync(Guid key, CancellationToken cancellationToken)
    {
        var lines = await (from entry in db.Set<LedgerEntry>()
                           join account in db.Set<StockAccount>() on entry.AccountId equals account.Id
                           join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                           where entry.PostingId == key && !entry.Compensates
                           select new Pick(batch.Id, batch.Number, -entry.Quantity)).ToListAsync(cancellationToken);
        return lines.Count == 0 ? null : new PickPlan(lines, [], 0);
    }
}
