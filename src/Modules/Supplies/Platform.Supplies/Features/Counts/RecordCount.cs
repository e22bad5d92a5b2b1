using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Counts;

/// <summary>What was found of one page of the book.</summary>
/// <param name="AccountId">The page; null: <paramref name="BatchId"/> names a batch the store's book may not know yet.</param>
/// <param name="Counted">Base units.</param>
internal sealed record CountEntry(
    Guid? AccountId, long Counted, CountCause Cause = CountCause.None, string? Words = null, Guid? BatchId = null, StockCondition Condition = StockCondition.Good);

/// <summary>
/// Saves lines of a count; the sheet stays open and can be resumed. Each is set against the balance of this moment, read under the lock of the book. A page counted
/// again replaces its line. The same key is taken once. Refuses NOT_FOUND, COUNT_SIGNED, COUNT_VOID, UNKNOWN_LINE, UNKNOWN_BATCH, LINE_TWICE. Nine statements.
/// </summary>
[Label("登记药具盘点数")]
[Requires(SuppliesPermissions.RecordCounts)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/counts/{id}/lines", "登记盘点数，一行或多行；差异按登记时的账面数计算")]
[Clauses("P3-STREETSUPPLY-10a", "P3-STORAGE-04")]
internal sealed record RecordCount(int SiteId, Guid Id, Guid Key, IReadOnlyList<CountEntry> Lines) : ICommand<CountSaved>, ISiteRequest, IIdempotent;

/// <param name="Differences">Lines of the request that are not as the book says.</param>
/// <param name="WithoutCause">Of those, lines that still need a cause.</param>
internal sealed record CountSaved(int Lines, int Differences, int WithoutCause);

internal sealed class RecordCountValidator : AbstractValidator<RecordCount>
{
    public RecordCountValidator()
    {
        RuleFor(r => r.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(r => r.Lines).NotEmpty().WithMessage("请至少填写一行实盘数。").Must(l => l.Count <= CountRules.MostLines).WithMessage($"一次最多登记 {CountRules.MostLines} 行。");
        RuleForEach(r => r.Lines).ChildRules(l =>
        {
            l.RuleFor(x => x.AccountId).NotEmpty().When(x => x.BatchId is null).WithMessage("请选择库存卡或批次。");
            l.RuleFor(x => x.Counted).InclusiveBetween(0, LedgerRules.Most).WithMessage($"实盘数须在 0 至 {LedgerRules.Most} 之间。");
            l.RuleFor(x => x.Cause).IsInEnum().WithMessage("请选择原因。");
            l.RuleFor(x => x.Words).NotEmpty().When(x => x.Cause == CountCause.Other).WithMessage("原因选“其他”的，请写明情况。").MaximumLength(200).WithMessage("说明最多 200 字。");
        });
    }
}

internal sealed class RecordCountHandler(SuppliesDbContext db, CountDesk counts, Operation operation) : IRequestHandler<RecordCount, CountSaved>
{
    public async Task<CountSaved> Handle(RecordCount request, CancellationToken cancellationToken)
    {
        var count = await counts.LockAsync(request.SiteId, request.Id, cancellationToken);
        if (await db.Set<StockCountSave>().AnyAsync(s => s.Id == request.Key, cancellationToken))
        {
            operation.Note("重复请求，已登记过");
            return new CountSaved(0, 0, 0);
        }

        CountDesk.RefuseClosed(count);
        var named = await NamedAsync(count, request.Lines, cancellationToken);
        var ids = named.Select(n => n.AccountId).ToList();
        if (ids.Distinct().Count() < ids.Count)
        {
            throw new RefusalException("LINE_TWICE", "同一张库存卡填了两行，请合并成一行。", RefusalKind.Invalid, [new FieldError("Lines", "有重复的行")]);
        }

        var accounts = (await counts.LockAccountsAsync(db.Set<StockAccount>().Where(a => a.StoreId == count.StoreId && ids.Contains(a.Id)), cancellationToken)).ToDictionary(a => a.Id);
        if (accounts.Count < ids.Count)
        {
            throw new RefusalException("UNKNOWN_LINE", "这个库房没有其中的库存卡，请刷新后重试。", RefusalKind.NotFound, [new FieldError("Lines", "没有这张库存卡")]);
        }

        List<StockCountLine> lines = [.. named.Select(n => new StockCountLine
        {
            SiteId = count.SiteId,
            CountId = count.Id,
            AccountId = n.AccountId,
            Book = accounts[n.AccountId].Balance,
            Sequence = accounts[n.AccountId].LastSequence,
            Counted = n.Entry.Counted,
            CountedAt = operation.Now,
            CountedOn = operation.Today,
            CountedByName = operation.Actor.Name,
            Cause = n.Entry.Counted == accounts[n.AccountId].Balance ? CountCause.None : n.Entry.Cause,
            Words = n.Entry.Counted == accounts[n.AccountId].Balance ? "" : n.Entry.Words?.Trim() ?? "",
        })];
        await db.Set<StockCountLine>().Where(l => l.CountId == count.Id && ids.Contains(l.AccountId)).ExecuteDeleteAsync(cancellationToken);
        await Bulk.InsertAsync(db, lines, cancellationToken);
        db.Add(new StockCountSave { Id = request.Key, SiteId = count.SiteId, CountId = count.Id, At = operation.Now, Lines = lines.Count });
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"登记 {lines.Count} 行");
        var different = lines.Where(l => l.Counted != l.Book).ToList();
        return new CountSaved(lines.Count, different.Count, different.Count(l => l.Cause == CountCause.None));
    }

    // Goods of a batch the store's book has no page for are found too: the page is opened, with nothing on it.
    private async Task<List<(Guid AccountId, CountEntry Entry)>> NamedAsync(StockCount count, IReadOnlyList<CountEntry> entries, CancellationToken cancellationToken)
    {
        var wanted = entries.Where(e => e.AccountId is null).Select(e => e.BatchId!.Value).Distinct().ToList();
        if (wanted.Count == 0)
        {
            return [.. entries.Select(e => (e.AccountId!.Value, e))];
        }

        var (site, store) = (count.SiteId, count.StoreId);
        var batches = await db.Set<Batch>().Where(b => wanted.Contains(b.Id) && b.Lo <= site && b.Hi >= site).Select(b => new { b.Id, b.ProductId }).ToDictionaryAsync(b => b.Id, b => b.ProductId, cancellationToken);
        if (batches.Count < wanted.Count)
        {
            throw new RefusalException("UNKNOWN_BATCH", "没有找到其中的批次，请重新选择。", RefusalKind.NotFound, [new FieldError("BatchId", "请选择批次")]);
        }

        await db.Set<Store>().Where(s => s.Id == store).ExecuteUpdateAsync(s => s.SetProperty(e => e.MinDaysLeft, e => e.MinDaysLeft), cancellationToken);
        var known = (await db.Set<StockAccount>().AsNoTracking().Where(a => a.StoreId == store && wanted.Contains(a.BatchId)).ToListAsync(cancellationToken)).ToDictionary(a => (a.BatchId, a.Condition), a => a.Id);
        var fresh = entries.Where(e => e.AccountId is null).Select(e => (Batch: e.BatchId!.Value, e.Condition)).Distinct().Where(k => !known.ContainsKey(k))
            .Select(k => new StockAccount { SiteId = site, StoreId = store, BatchId = k.Batch, ProductId = batches[k.Batch], Condition = k.Condition }).ToList();
        fresh.ForEach(a => known.Add((a.BatchId, a.Condition), a.Id));
        await Bulk.InsertAsync(db, fresh, cancellationToken);
        return [.. entries.Select(e => (e.AccountId ?? known[(e.BatchId!.Value, e.Condition)], e))];
    }
}
