using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Counts;

/// <summary>
/// The director signs: the differences go into the book, dated the day each page was counted, what was counted stays known there, and the township's duty is
/// fulfilled. The same key signs once. Refuses NOT_FOUND, COUNT_SIGNED, COUNT_VOID, COUNT_INCOMPLETE, COUNT_CAUSE_MISSING, and like <see cref="LedgerWriter"/>. A fixed
/// number of statements for each day of counting.
/// </summary>
[Label("签字确认药具盘点")]
[Requires(SuppliesPermissions.SignCounts)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/counts/{id}/signature", "签字确认盘点表：差异记账，盘点数作为以后的依据")]
[Clauses("P3-STREETSUPPLY-10a", "P3-STORAGE-04")]
internal sealed record SignCount(int SiteId, Guid Id, Guid Key) : ICommand<Unit>, ISiteRequest, IRecordRequest, IIdempotent
{
    string IRecordRequest.RecordRef => StockCount.RefOf(Id);
}

internal sealed class SignCountValidator : AbstractValidator<SignCount>
{
    public SignCountValidator() => RuleFor(s => s.Key).NotEmpty().WithMessage("缺少请求号。");
}

/// <summary>A sheet begun by mistake, or that cannot be finished, is put away; nothing went into the book. Refuses NOT_FOUND, COUNT_SIGNED and COUNT_VOID.</summary>
[Label("作废药具盘点表")]
[Requires(SuppliesPermissions.RecordCounts)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/counts/{id}/voiding", "作废一份没有签字的盘点表")]
[Clauses("P3-STREETSUPPLY-10a")]
internal sealed record VoidCount(int SiteId, Guid Id, string Reason) : ICommand<Unit>, ISiteRequest, IReasonedRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => StockCount.RefOf(Id);
}

internal sealed class VoidCountValidator : AbstractValidator<VoidCount>
{
    public VoidCountValidator() => RuleFor(v => v.Reason).NotEmpty().WithMessage("请写明作废原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class SignCountHandlers(SuppliesDbContext db, StoreDesk desk, CountDesk counts, LedgerWriter ledger, IMediator mediator, Operation operation)
    : IRequestHandler<SignCount, Unit>, IRequestHandler<VoidCount, Unit>
{
    /// <summary>Names in one refusal.</summary>
    private const int Named = 5;

    public async Task<Unit> Handle(SignCount request, CancellationToken cancellationToken)
    {
        var count = await counts.LockAsync(request.SiteId, request.Id, cancellationToken);
        if (count.SignKey == request.Key)
        {
            operation.Note("重复请求，已签字");
            return Unit.Value;
        }

        CountDesk.RefuseClosed(count);
        var store = await desk.OpenAsync(request.SiteId, count.StoreId, cancellationToken);
        var accounts = (await counts.LockAccountsAsync(db.Set<StockAccount>().Where(a => a.StoreId == store.Id), cancellationToken)).ToDictionary(a => a.Id);
        var lines = await counts.Lines(count).ToListAsync(cancellationToken);
        await RefuseUnfinishedAsync(accounts, lines, cancellationToken);
        await PostAsync(count, store, accounts, lines, cancellationToken);

        (count.State, count.SignKey) = (CountState.Signed, request.Key);
        (count.ClosedBy, count.ClosedByName, count.ClosedAt) = (operation.Actor.AccountId, operation.Actor.Name, operation.Now);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{store.Name} {CountRules.QuarterText(count.Quarter)}，{lines.Count} 行，{lines.Count(l => l.Difference != 0)} 行有差异");
        if (store.Level == StoreLevel.Township)
        {
            var last = lines.Count == 0 ? operation.Today : lines.Max(l => l.Line.CountedOn);
            await mediator.Publish(
                new DutiesFulfilled([new DutyFulfilled(CountCodes.StockCount, count.SiteId, Guid.Empty, count.Quarter, StockCount.RefOf(count.Id), last, operation.Today)]), cancellationToken);
        }

        return Unit.Value;
    }

    public async Task<Unit> Handle(VoidCount request, CancellationToken cancellationToken)
    {
        var count = await counts.LockAsync(request.SiteId, request.Id, cancellationToken);
        CountDesk.RefuseClosed(count);
        (count.State, count.VoidReason) = (CountState.Void, request.Reason.Trim());
        (count.ClosedBy, count.ClosedByName, count.ClosedAt) = (operation.Actor.AccountId, operation.Actor.Name, operation.Now);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private async Task RefuseUnfinishedAsync(Dictionary<Guid, StockAccount> accounts, List<LateLine> lines, CancellationToken cancellationToken)
    {
        var counted = lines.Select(l => l.Line.AccountId).ToHashSet();
        if (accounts.Values.Where(a => a.Balance != 0 && !counted.Contains(a.Id)).ToList() is { Count: > 0 } missing)
        {
            throw new RefusalException("COUNT_INCOMPLETE", $"还有 {missing.Count} 张有库存的卡没有盘点：{await NamesAsync(missing, cancellationToken)}。", RefusalKind.Refused);
        }

        if (lines.Where(l => l.Difference != 0 && l.Line.Cause == CountCause.None).ToList() is { Count: > 0 } without)
        {
            throw new RefusalException(
                "COUNT_CAUSE_MISSING", $"有 {without.Count} 行差异没有写明原因：{await NamesAsync([.. without.Select(l => accounts[l.Line.AccountId])], cancellationToken)}。", RefusalKind.Refused);
        }
    }

    private async Task PostAsync(StockCount count, Store store, Dictionary<Guid, StockAccount> accounts, List<LateLine> lines, CancellationToken cancellationToken)
    {
        await counts.SettleAsync(count, cancellationToken);
        foreach (var day in lines.Where(l => l.Difference != 0).GroupBy(l => l.Line.CountedOn).OrderBy(g => g.Key))
        {
            List<PostingLine> posted = [.. day.Select(l => (accounts[l.Line.AccountId], l.Difference)).Select(l => new PostingLine(l.Item1.BatchId, l.Difference, l.Item1.Condition))];
            await ledger.PostAsync(store, new PostingDraft(Keys.New(), PostingKind.Count, day.Key, posted, $"{CountRules.QuarterText(count.Quarter)}盘点"), cancellationToken);
        }

        await Bulk.InsertAsync(
            db,
            lines.Select(l => new CountMark { SiteId = count.SiteId, AccountId = l.Line.AccountId, Day = l.Line.CountedOn, Sequence = l.Line.Sequence, Counted = l.Line.Counted }),
            cancellationToken);
    }

    private async Task<string> NamesAsync(List<StockAccount> accounts, CancellationToken cancellationToken)
    {
        var names = await desk.BatchNamesAsync([.. accounts.Take(Named).Select(a => a.BatchId)], cancellationToken);
        var texts = accounts.Take(Named).Select(a => $"{names[a.BatchId].Text}{(a.Condition == StockCondition.Quarantine ? "（隔离）" : "")}");
        return string.Join('、', texts) + (accounts.Count > Named ? " 等" : "");
    }
}
