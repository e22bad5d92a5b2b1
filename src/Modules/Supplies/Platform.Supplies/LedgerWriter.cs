using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <param name="Quantity">Base units; negative: out.</param>
internal sealed record PostingLine(Guid BatchId, long Quantity, StockCondition Condition = StockCondition.Good);

/// <param name="Key">Of the request: the same key is posted once.</param>
/// <param name="KeyIsNew">Whoever asks has looked: nothing was posted with it yet.</param>
internal sealed record PostingDraft(
    Guid Key, PostingKind Kind, DateOnly OccurredOn, IReadOnlyList<PostingLine> Lines, string Voucher = "", string Counterparty = "", string Note = "", Guid ReversesId = default, bool KeyIsNew = false);

/// <summary>
/// The one way into the book. Inside a command: the accounts concerned are locked first, so that of two who take from the same batch the second sees what the first
/// has left. Nine statements at most, whatever the number of lines.
/// </summary>
internal sealed class LedgerWriter(SuppliesDbContext db, StoreDesk stores, Operation operation)
{
    /// <summary>Refuses IN_FUTURE, NO_LINES, UNKNOWN_BATCH, ALREADY_REVERSED and what <see cref="LedgerRules"/> refuses. Answers false when the key was posted before.</summary>
    public async Task<bool> PostAsync(Store store, PostingDraft draft, CancellationToken cancellationToken)
    {
        if (!draft.KeyIsNew && await db.Set<Posting>().AnyAsync(p => p.Id == draft.Key, cancellationToken))
        {
            operation.Note("重复请求，已记过账");
            return false;
        }

        if (draft.OccurredOn > operation.Today)
        {
            throw new RefusalException("IN_FUTURE", "发生日期不能晚于今天。", RefusalKind.Invalid, [new FieldError("OccurredOn", "晚于今天")]);
        }

        var lines = Merge(draft.Lines);
        var batches = await BatchesAsync(lines, cancellationToken);
        var accounts = await LockedAsync(store, lines, batches, cancellationToken);
        await RefuseReversedAsync(draft.ReversesId, cancellationToken);
        var ids = accounts.Values.Select(a => a.Id).ToList();
        var backdated = draft.OccurredOn < operation.Today;
        var later = backdated ? await LaterAsync(ids, draft.OccurredOn, cancellationToken) : Enumerable.Empty<(Guid, DateOnly, long)>().ToLookup(l => l.Item1, l => (l.Item2, l.Item3));
        var counts = backdated ? await CountsAsync(ids, draft.OccurredOn, cancellationToken) : [];
        var entries = new List<LedgerEntry>();
        foreach (var line in lines)
        {
            var account = accounts[(line.BatchId, line.Condition)];
            var entered = LedgerRules.Enter(
                account.Balance, draft.OccurredOn, line.Quantity, [.. later[account.Id]], counts.TryGetValue(account.Id, out var on) ? on : null, batches[line.BatchId].Text);
            entries.AddRange(entered.Select((e, i) => new LedgerEntry
            {
                SiteId = store.SiteId,
                AccountId = account.Id,
                PostingId = draft.Key,
                Sequence = account.LastSequence - Reserved + i + 1,
                OccurredOn = e.Day,
                Quantity = e.Quantity,
                Compensates = e.Compensates,
            }));
        }

        db.Add(new Posting
        {
            Id = draft.Key,
            SiteId = store.SiteId,
            StoreId = store.Id,
            Kind = draft.Kind,
            OccurredOn = draft.OccurredOn,
            EnteredAt = operation.Now,
            EnteredBy = operation.Actor.AccountId,
            EnteredByName = operation.Actor.Name,
            Voucher = draft.Voucher.Trim(),
            Counterparty = draft.Counterparty.Trim(),
            Note = draft.Note.Trim(),
            ReversesId = draft.ReversesId,
        });
        await SaveAsync(draft.Key, ids, entries, cancellationToken);
        operation.Note($"{Words.Of(draft.Kind)} {draft.OccurredOn:yyyy-MM-dd}，{lines.Count} 个批次，合计 {lines.Sum(l => l.Quantity)}");
        return true;
    }

    /// <summary>Sequence numbers an account keeps for one posting: the line and what compensates it.</summary>
    private const int Reserved = 2;

    private const int Few = 20;

    // Others wait for the lock meanwhile: few lines go with their voucher in one statement, many in bulk.
    private async Task SaveAsync(Guid key, List<Guid> accounts, List<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count <= Few)
        {
            db.AddRange(entries);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (entries.Count > Few)
        {
            await Bulk.InsertAsync(db, entries, cancellationToken);
        }

        if (accounts is [var only])
        {
            var moved = entries.Sum(e => e.Quantity);
            await db.Set<StockAccount>().Where(a => a.Id == only).ExecuteUpdateAsync(s => s.SetProperty(a => a.Balance, a => a.Balance + moved), cancellationToken);
            return;
        }

        await db.Set<StockAccount>().Where(a => EF.Parameter(accounts).Contains(a.Id)).ExecuteUpdateAsync(
            s => s.SetProperty(a => a.Balance, a => a.Balance + db.Set<LedgerEntry>().Where(e => e.AccountId == a.Id && e.PostingId == key).Sum(e => e.Quantity)), cancellationToken);
    }

    private static List<PostingLine> Merge(IReadOnlyList<PostingLine> lines)
    {
        if (lines.Count == 0)
        {
            throw new RefusalException("NO_LINES", "请至少填写一行。", RefusalKind.Invalid, [new FieldError("Lines", "没有明细")]);
        }

        try
        {
            return [.. lines.GroupBy(l => (l.BatchId, l.Condition)).Select(g => new PostingLine(g.Key.BatchId, g.Aggregate(0L, (sum, l) => checked(sum + l.Quantity)), g.Key.Condition)).Where(l => l.Quantity != 0).OrderBy(l => l.BatchId).ThenBy(l => l.Condition)];
        }
        catch (OverflowException)
        {
            throw new RefusalException("NUMBER_TOO_LARGE", $"数量合计超过 {LedgerRules.Most}。请核对数量。", RefusalKind.Invalid, [new FieldError("Quantity", "数量超出范围")]);
        }
    }

    // Under the lock: of two who take the same voucher back, the second comes too late.
    private async Task RefuseReversedAsync(Guid postingId, CancellationToken cancellationToken)
    {
        if (postingId != Guid.Empty && await db.Set<Posting>().AnyAsync(p => p.ReversesId == postingId, cancellationToken))
        {
            throw new RefusalException("ALREADY_REVERSED", "这张凭证已经冲正过。", RefusalKind.Conflict);
        }
    }

    private async Task<Dictionary<Guid, BatchName>> BatchesAsync(List<PostingLine> lines, CancellationToken cancellationToken)
    {
        var ids = lines.Select(l => l.BatchId).Distinct().ToList();
        var known = await stores.BatchNamesAsync(ids, cancellationToken);
        return known.Count == ids.Count ? known : throw new RefusalException("UNKNOWN_BATCH", "没有找到其中的批次，请重新选择。", RefusalKind.NotFound, [new FieldError("BatchId", "请选择批次")]);
    }

    // All are locked in one statement, and read as they are after it. Pages of the book that are not there yet are opened.
    private async Task<Dictionary<(Guid, StockCondition), StockAccount>> LockedAsync(
        Store store, List<PostingLine> lines, IReadOnlyDictionary<Guid, BatchName> batches, CancellationToken cancellationToken)
    {
        var good = lines.Where(l => l.Condition == StockCondition.Good).Select(l => l.BatchId).ToList();
        var quarantined = lines.Where(l => l.Condition == StockCondition.Quarantine).Select(l => l.BatchId).ToList();
        var concerned = db.Set<StockAccount>().Where(a => a.StoreId == store.Id
            && ((a.Condition == StockCondition.Good && EF.Parameter(good).Contains(a.BatchId)) || (a.Condition == StockCondition.Quarantine && EF.Parameter(quarantined).Contains(a.BatchId))));
        var locked = await concerned.ExecuteUpdateAsync(s => s.SetProperty(a => a.LastSequence, a => a.LastSequence + Reserved), cancellationToken);
        var accounts = (await concerned.AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(a => (a.BatchId, a.Condition));
        if (locked < lines.Count)
        {
            var fresh = lines.Where(l => !accounts.ContainsKey((l.BatchId, l.Condition))).Select(l => new StockAccount
            {
                SiteId = store.SiteId,
                StoreId = store.Id,
                BatchId = l.BatchId,
                ProductId = batches[l.BatchId].ProductId,
                Condition = l.Condition,
                LastSequence = Reserved,
            }).ToList();
            await Bulk.InsertAsync(db, fresh, cancellationToken);
            fresh.ForEach(a => accounts.Add((a.BatchId, a.Condition), a));
        }

        return accounts;
    }

    // By page of the book, whose store was opened as the site's own: the index answers without the rows.
    private async Task<ILookup<Guid, (DateOnly Day, long Sum)>> LaterAsync(List<Guid> accounts, DateOnly day, CancellationToken cancellationToken)
    {
        var book = db.Set<LedgerEntry>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).Where(e => e.OccurredOn > day);
        if (accounts is [var only])
        {
            return (await book.Where(e => e.AccountId == only).GroupBy(e => e.OccurredOn).Select(g => new { Day = g.Key, Sum = g.Sum(e => e.Quantity) })
                .OrderBy(g => g.Day).ToListAsync(cancellationToken)).ToLookup(_ => only, g => (g.Day, g.Sum));
        }

        return (await book.Where(e => EF.Parameter(accounts).Contains(e.AccountId))
            .GroupBy(e => new { e.AccountId, e.OccurredOn }).Select(g => new { g.Key.AccountId, g.Key.OccurredOn, Sum = g.Sum(e => e.Quantity) })
            .ToListAsync(cancellationToken)).OrderBy(g => g.OccurredOn).ToLookup(g => g.AccountId, g => (g.OccurredOn, g.Sum));
    }

    private Task<Dictionary<Guid, DateOnly>> CountsAsync(List<Guid> accounts, DateOnly day, CancellationToken cancellationToken) =>
        db.Set<CountMark>().Where(c => EF.Parameter(accounts).Contains(c.AccountId) && c.Day > day)
            .GroupBy(c => c.AccountId).Select(g => new { g.Key, Day = g.Min(c => c.Day) }).ToDictionaryAsync(g => g.Key, g => g.Day, cancellationToken);
}
