using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Counts;

/// <summary>Begins the count of a store. One is open at a time. The same key begins it once. Refuses NOT_FOUND, STORE_CLOSED, COUNT_OPEN and WRONG_QUARTER.</summary>
/// <param name="Quarter">Any day of the quarter it is for: this one (null) or the one before.</param>
[Label("发起药具盘点")]
[Requires(SuppliesPermissions.RecordCounts)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/stores/{storeId}/counts", "发起一个库房的盘点；每个库房同时只有一份")]
[Clauses("P3-STREETSUPPLY-10a", "P3-STORAGE-04")]
internal sealed record BeginCount(int SiteId, Guid StoreId, Guid Key, DateOnly? Quarter = null) : ICommand<Guid>, ISiteRequest, IIdempotent;

internal sealed class BeginCountValidator : AbstractValidator<BeginCount>
{
    public BeginCountValidator()
    {
        RuleFor(b => b.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(b => b.StoreId).NotEmpty().WithMessage("请选择库房。");
    }
}

internal sealed class BeginCountHandler(SuppliesDbContext db, StoreDesk desk, Operation operation) : IRequestHandler<BeginCount, Guid>
{
    public async Task<Guid> Handle(BeginCount request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        var current = CountRules.QuarterOf(operation.Today);
        var quarter = CountRules.QuarterOf(request.Quarter ?? operation.Today);
        if (quarter != current && quarter != current.AddMonths(-3))
        {
            throw new RefusalException("WRONG_QUARTER", "只能为本季度或上一季度盘点。", RefusalKind.Invalid, [new FieldError(nameof(request.Quarter), "请选择本季度或上一季度")]);
        }

        // Of two who begin at once, the second sees the first.
        await db.Set<Store>().Where(s => s.Id == store.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.MinDaysLeft, e => e.MinDaysLeft), cancellationToken);
        if (await db.Set<StockCount>().AnyAsync(c => c.Id == request.Key && c.StoreId == store.Id, cancellationToken))
        {
            operation.Note("重复请求，已发起");
            return request.Key;
        }

        if (await db.Set<StockCount>().AnyAsync(c => c.StoreId == store.Id && c.State == CountState.Draft, cancellationToken))
        {
            throw new RefusalException("COUNT_OPEN", $"“{store.Name}”还有一份没有签字的盘点表，请接着盘点，或先作废。", RefusalKind.Conflict, [new FieldError(nameof(request.StoreId), "正在盘点")]);
        }

        db.Add(new StockCount
        {
            Id = request.Key,
            SiteId = store.SiteId,
            StoreId = store.Id,
            Quarter = quarter,
            BegunBy = operation.Actor.AccountId,
            BegunByName = operation.Actor.Name,
            BegunAt = operation.Now,
        });
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{store.Name}，{CountRules.QuarterText(quarter)}");
        return request.Key;
    }
}
