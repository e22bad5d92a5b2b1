using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Batches;

/// <summary>Batches of the catalogues that count for the caller, those that expire first on top, with what the caller's stores hold of them.</summary>
/// <param name="Text">Beginning of the batch number or of the product's name.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/batches", "药具批次、有效期和库存")]
[Clauses("P3-STREETSUPPLY-09a", "P3-STREETSUPPLY-09b")]
internal sealed record ListBatches(PageRequest Page, string? Text = null, BatchState? State = null, bool? InStock = null) : IQuery<Page<BatchRow>>;

/// <param name="Quantity">Base units in the stores of the scope, quarantined ones included.</param>
internal sealed record BatchRow(
    Guid Id, string Product, string Unit, string Number, DateOnly? ProducedOn, DateOnly? ExpiresOn, string ApprovalNumber, BatchState State, int? DaysLeft, string HoldReason, long Quantity, Guid Version);

internal sealed class ListBatchesHandler(SuppliesDbContext db, Operation operation) : IRequestHandler<ListBatches, Page<BatchRow>>
{
    public async Task<Page<BatchRow>> Handle(ListBatches request, CancellationToken cancellationToken)
    {
        var (lo, hi, today) = (operation.Actor.Scope.Lo, operation.Actor.Scope.Hi, operation.Today);
        var rows = from batch in db.Set<Batch>().AsNoTracking()
                   join product in db.Set<Product>() on batch.ProductId equals product.Id
                   where (batch.Lo <= lo && batch.Hi >= hi) || (batch.Lo >= lo && batch.Hi <= hi)
                   select new { Batch = batch, Product = product };
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            rows = rows.Where(r => r.Batch.Number.StartsWith(text) || r.Product.Name.StartsWith(text));
        }

        rows = request.State switch
        {
            BatchState.Expired => rows.Where(r => r.Batch.ExpiresOn < today),
            BatchState.OnHold => rows.Where(r => r.Batch.HoldReason != "" && (r.Batch.ExpiresOn == null || r.Batch.ExpiresOn >= today)),
            BatchState.Available => rows.Where(r => r.Batch.HoldReason == "" && (r.Batch.ExpiresOn == null || r.Batch.ExpiresOn >= today)),
            _ => rows,
        };
        rows = request.InStock is { } held ? rows.Where(r => held == db.Set<StockAccount>().Any(a => a.BatchId == r.Batch.Id && a.Balance > 0)) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "-ExpiresOn" => rows.OrderByDescending(r => r.Batch.ExpiresOn),
            "Number" => rows.OrderBy(r => r.Batch.Number),
            "-Number" => rows.OrderByDescending(r => r.Batch.Number),
            _ => rows.OrderBy(r => r.Batch.ExpiresOn == null ? 1 : 0).ThenBy(r => r.Batch.ExpiresOn),
        };
        var page = await sorted.ThenBy(r => r.Batch.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(r => new { r.Batch, r.Product, Quantity = db.Set<StockAccount>().Where(a => a.BatchId == r.Batch.Id).Sum(a => a.Balance) }).ToListAsync(cancellationToken);
        return new Page<BatchRow>(
            [
                .. page.Select(r => new BatchRow(
                    r.Batch.Id, r.Product.Text, r.Product.Unit, r.Batch.Number, r.Batch.ProducedOn, r.Batch.ExpiresOn, r.Batch.ApprovalNumber, r.Batch.On(today), r.Batch.DaysLeft(today),
                    r.Batch.HoldReason, r.Quantity, r.Batch.Version)),
            ],
            total);
    }
}

/// <summary>Corrects what is known of a batch. Refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
[Label("更正药具批次")]
[Requires(SuppliesPermissions.Catalogue)]
[Endpoint(Verb.Put, "supplies/divisions/{siteId}/batches/{id}", "更正批次的生产日期、有效期和批准文号")]
[Clauses("P3-STREETSUPPLY-09b")]
internal sealed record CorrectBatch(int SiteId, Guid Id, DateOnly? ProducedOn, DateOnly? ExpiresOn, string? ApprovalNumber, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class CorrectBatchValidator : AbstractValidator<CorrectBatch>
{
    public CorrectBatchValidator()
    {
        RuleFor(b => b.ExpiresOn).GreaterThan(b => b.ProducedOn).When(b => b.ProducedOn is not null && b.ExpiresOn is not null).WithMessage("有效期须晚于生产日期。");
        RuleFor(b => b.ApprovalNumber).MaximumLength(100).WithMessage("批准文号最多 100 字。");
        RuleFor(b => b.Reason).NotEmpty().WithMessage("请填写更正原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
    }
}

/// <summary>Nothing of the batch may leave any store from now on; with no reason, it may again. Refuses NOT_FOUND.</summary>
/// <param name="HoldReason">Empty: the hold ends.</param>
[Label("停用或恢复药具批次")]
[Requires(SuppliesPermissions.Catalogue)]
[Endpoint(Verb.Put, "supplies/divisions/{siteId}/batches/{id}/hold", "停用一个批次（写明原因），或恢复使用（原因留空）")]
[Clauses("P3-DISTRIBUTION-05")]
internal sealed record HoldBatch(int SiteId, Guid Id, string? HoldReason) : ICommand, ISiteRequest;

internal sealed class HoldBatchValidator : AbstractValidator<HoldBatch>
{
    public HoldBatchValidator() => RuleFor(b => b.HoldReason).MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class BatchHandlers(SuppliesDbContext db, Operation operation) : IRequestHandler<CorrectBatch, Unit>, IRequestHandler<HoldBatch, Unit>
{
    public async Task<Unit> Handle(CorrectBatch request, CancellationToken cancellationToken)
    {
        var batch = await OpenAsync(request.SiteId, request.Id, cancellationToken);
        Refusals.CheckVersion(request.Version, batch.Version, "这个批次");

        (batch.ProducedOn, batch.ExpiresOn, batch.ApprovalNumber) = (request.ProducedOn, request.ExpiresOn, request.ApprovalNumber?.Trim() ?? "");
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(HoldBatch request, CancellationToken cancellationToken)
    {
        var batch = await OpenAsync(request.SiteId, request.Id, cancellationToken);
        batch.HoldReason = request.HoldReason?.Trim() ?? "";
        await db.SaveChangesAsync(cancellationToken);
        operation.Note(batch.HoldReason.Length > 0 ? $"批次 {batch.Number} 停用：{batch.HoldReason}" : $"批次 {batch.Number} 恢复使用");
        return Unit.Value;
    }

    // The division that keeps the catalogue answers for its batches.
    private async Task<Batch> OpenAsync(int division, Guid id, CancellationToken cancellationToken) =>
        await db.Set<Batch>().FirstOrDefaultAsync(b => b.Id == id && b.DivisionId == division, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这个批次，或它由上级管理。", RefusalKind.NotFound);
}
