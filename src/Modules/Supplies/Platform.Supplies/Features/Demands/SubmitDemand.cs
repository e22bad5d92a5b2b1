using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Demands;

/// <param name="Quantity">Base units.</param>
internal sealed record DemandedProduct(Guid ProductId, long Quantity);

/// <summary>
/// A store asks the one that supplies it: one regular demand a period, further ones as supplementary with a reason. What the need was computed from is kept with it. The
/// same key is handed in once. Refuses NOT_FOUND, STORE_CLOSED, NO_SUPPLIER, WRONG_PERIOD, DEMAND_EXISTS, REASON_REQUIRED, UNKNOWN_PRODUCT, INSTITUTION_ONLY.
/// </summary>
/// <param name="SiteId">Of the store that asks.</param>
/// <param name="Period">First day of the quarter or month.</param>
[Label("申报药具需求")]
[Requires(SuppliesPermissions.Demand)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/stores/{storeId}/demands", "向上级库房申报药具需求：乡镇按季度，村（社区）按月；同一请求号只记一次")]
[Clauses("P3-DISTRIBUTION-01", "P3-DISTRIBUTION-03", "P3-STREETSUPPLY-12")]
internal sealed record SubmitDemand(
    int SiteId, Guid StoreId, Guid Key, DateOnly? Period, IReadOnlyList<DemandedProduct> Lines, bool Supplementary = false, string? Note = null) : ICommand<Guid>, ISiteRequest, IIdempotent;

internal sealed class SubmitDemandValidator : AbstractValidator<SubmitDemand>
{
    public SubmitDemandValidator()
    {
        RuleFor(d => d.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(d => d.Period).NotNull().WithMessage("请选择供应期。");
        RuleFor(d => d.Note).MaximumLength(500).WithMessage("说明最多 500 字。");
        RuleFor(d => d.Lines).NotEmpty().WithMessage("请至少填写一个品种的数量。")
            .Must(l => l is null || l.DistinctBy(x => x.ProductId).Count() == l.Count).WithMessage("同一品种只填一行。");
        RuleForEach(d => d.Lines).ChildRules(l => l.RuleFor(x => x.Quantity).InclusiveBetween(1, LedgerRules.Most).WithMessage("数量须为正整数。"));
    }
}

internal sealed class SubmitDemandHandler(SuppliesDbContext db, StoreDesk desk, StoreTree tree, DemandCalculator calculator, Operation operation) : IRequestHandler<SubmitDemand, Guid>
{
    public async Task<Guid> Handle(SubmitDemand request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        if (await db.Set<Demand>().AnyAsync(d => d.Id == request.Key, cancellationToken))
        {
            operation.Note("重复请求，已申报");
            return request.Key;
        }

        var supplier = await tree.SupplierAsync(store, cancellationToken);
        var period = request.Period!.Value;
        DemandRules.RefusePeriod(store, period, operation.Today);
        await RefuseSecondAsync(request, store, period, cancellationToken);
        var products = await desk.ProductsAsync(request.SiteId, request.Lines.Select(l => l.ProductId), cancellationToken);
        var needed = (await calculator.ProductsAsync(store, period, cancellationToken)).ToDictionary(p => p.ProductId);
        if (products.Values.FirstOrDefault(p => !needed.ContainsKey(p.Id)) is { } never)
        {
            throw never.InstitutionOnly
                ? new RefusalException("INSTITUTION_ONLY", $"“{never.Text}”只能发给医疗机构，“{store.Name}”不能申报。", RefusalKind.Refused, [new FieldError(nameof(request.Lines), "不是医疗机构")])
                : new RefusalException("UNKNOWN_PRODUCT", $"“{never.Text}”已停用，不能申报。", RefusalKind.Invalid, [new FieldError(nameof(request.Lines), "品种已停用")]);
        }

        var demand = Make(request, store, supplier, period);
        db.Add(demand);
        db.AddRange(request.Lines.Select(l => new DemandLine
        {
            SiteId = demand.SiteId,
            OtherSiteId = demand.OtherSiteId,
            DemandId = demand.Id,
            ProductId = l.ProductId,
            Available = needed[l.ProductId].Available,
            Issued = needed[l.ProductId].Issued,
            Computed = needed[l.ProductId].Need,
            Requested = l.Quantity,
        }));
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{store.Name} {DemandRules.Text(period, demand.Months)}，{request.Lines.Count} 个品种");
        return demand.Id;
    }

    private async Task RefuseSecondAsync(SubmitDemand request, Store store, DateOnly period, CancellationToken cancellationToken)
    {
        if (request.Supplementary)
        {
            if (string.IsNullOrWhiteSpace(request.Note))
            {
                throw new RefusalException("REASON_REQUIRED", "追加申报请写明原因。", RefusalKind.Invalid, [new FieldError(nameof(request.Note), "请写明追加的原因")]);
            }

            return;
        }

        if (await db.Set<Demand>().AnyAsync(
            d => d.StoreId == store.Id && d.Period == period && !d.Supplementary && d.State != DemandState.Refused && d.State != DemandState.Withdrawn, cancellationToken))
        {
            throw new RefusalException(
                "DEMAND_EXISTS", $"“{store.Name}”{DemandRules.Text(period, DemandRules.Months(store.Level))}的需求已经申报。还需要的，请勾选追加并写明原因。", RefusalKind.Conflict,
                [new FieldError(nameof(request.Period), "这一期已经申报")]);
        }
    }

    private Demand Make(SubmitDemand request, Store store, Store supplier, DateOnly period) => new()
    {
        Id = request.Key,
        SiteId = store.SiteId,
        OtherSiteId = supplier.SiteId,
        StoreId = store.Id,
        StoreName = store.Name,
        SupplierId = supplier.Id,
        SupplierName = supplier.Name,
        Period = period,
        Months = DemandRules.Months(store.Level),
        Supplementary = request.Supplementary,
        Voucher = $"需{period:yyyyMM}-{request.Key.ToString("N")[^6..].ToUpperInvariant()}",
        Note = request.Note?.Trim() ?? "",
        State = DemandState.Submitted,
        SubmittedAt = operation.Now,
        SubmittedBy = operation.Actor.AccountId,
        SubmittedByName = operation.Actor.Name,
    };
}
