using Platform.Infrastructure;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Demo;

/// <summary>The book of one store as it is written for the demo: movements in the order in which they happened, and counts that find what is there.</summary>
internal sealed class DemoBook(Store store, IReadOnlyList<Batch> batches, DateOnly today)
{
    private readonly Dictionary<(Guid Batch, StockCondition Condition), StockAccount> accounts = [];

    public Store Store { get; } = store;

    public List<Posting> Postings { get; } = [];

    public List<LedgerEntry> Entries { get; } = [];

    public List<StockCount> Counts { get; } = [];

    public List<StockCountLine> CountLines { get; } = [];

    public List<CountMark> Marks { get; } = [];

    public IEnumerable<StockAccount> Accounts => accounts.Values;

    /// <summary>Good batches of a product in the order of production, with what is there.</summary>
    public List<(Batch Batch, long Balance)> Held(Product product) =>
        [.. batches.Where(b => b.ProductId == product.Id).OrderBy(b => b.ProducedOn).Select(b => (b, accounts.GetValueOrDefault((b.Id, StockCondition.Good))?.Balance ?? 0)).Where(b => b.Item2 > 0)];

    /// <summary>The newest batch that was produced by then.</summary>
    public Batch Of(Product product, DateOnly day) => batches.Last(b => b.ProductId == product.Id && b.ProducedOn <= day);

    /// <summary>Writes a voucher, unless its day has not come. Answers its id, or an empty one.</summary>
    /// <param name="second">Where what comes in is put; <paramref name="outOf"/>: from where what leaves is taken.</param>
    public Guid Move(
        PostingKind kind, DateOnly on, string voucher, string counterparty, IReadOnlyList<(Batch Batch, long Quantity)> lines, string note = "", StockCondition second = StockCondition.Good,
        StockCondition outOf = StockCondition.Good)
    {
        if (on >= today || lines.Count == 0)
        {
            return Guid.Empty;
        }

        var posting = new Posting
        {
            Id = Keys.New(),
            SiteId = Store.SiteId,
            StoreId = Store.Id,
            Kind = kind,
            OccurredOn = on,
            EnteredAt = At(on, 10),
            EnteredByName = "药管员",
            Voucher = voucher,
            Counterparty = counterparty,
            Note = note,
        };
        Postings.Add(posting);
        foreach (var (batch, quantity) in lines)
        {
            Enter(Account(batch, quantity > 0 ? second : outOf), posting, quantity);
        }

        return posting.Id;
    }

    /// <summary>Everything is counted and signed; of one batch two units less may be there than the book says. Answers the count's id, or an empty one.</summary>
    public Guid Count(DateOnly quarter, DateOnly on, bool short2)
    {
        if (on >= today || accounts.Count == 0)
        {
            return Guid.Empty;
        }

        var count = new StockCount
        {
            SiteId = Store.SiteId,
            StoreId = Store.Id,
            Quarter = quarter,
            State = CountState.Signed,
            BegunByName = "药管员",
            BegunAt = At(on, 9),
            ClosedByName = "办公室主任",
            ClosedAt = At(on, 16),
            SignKey = Keys.New(),
        };
        Counts.Add(count);
        var held = accounts.Values.Where(a => a.Balance > 0).ToList();
        var lost = short2 ? held.Find(a => a is { Condition: StockCondition.Good, Balance: > 50 }) : null;
        foreach (var account in held)
        {
            var counted = account.Balance - (account == lost ? 2 : 0);
            CountLines.Add(new StockCountLine
            {
                SiteId = Store.SiteId,
                CountId = count.Id,
                AccountId = account.Id,
                Book = account.Balance,
                Sequence = account.LastSequence,
                Counted = counted,
                CountedAt = At(on, 14),
                CountedOn = on,
                CountedByName = "药管员",
                Cause = account == lost ? CountCause.Wastage : CountCause.None,
                Words = account == lost ? "外包装破损，清点时剔除" : "",
            });
            Marks.Add(new CountMark { SiteId = Store.SiteId, AccountId = account.Id, Day = on, Sequence = account.LastSequence, Counted = counted });
        }

        if (lost is not null)
        {
            Move(PostingKind.Count, on, $"{CountRules.QuarterText(quarter)}盘点", "", [(batches.First(b => b.Id == lost.BatchId), -2)]);
        }

        return count.Id;
    }

    public static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 5)), TimeSpan.FromHours(8));

    private StockAccount Account(Batch batch, StockCondition condition)
    {
        if (!accounts.TryGetValue((batch.Id, condition), out var account))
        {
            account = new StockAccount { SiteId = Store.SiteId, StoreId = Store.Id, ProductId = batch.ProductId, BatchId = batch.Id, Condition = condition };
            accounts.Add((batch.Id, condition), account);
        }

        return account;
    }

    private void Enter(StockAccount account, Posting posting, long quantity)
    {
        (account.Balance, account.LastSequence) = (account.Balance + quantity, account.LastSequence + 1);
        Entries.Add(new LedgerEntry
        {
            SiteId = Store.SiteId,
            AccountId = account.Id,
            PostingId = posting.Id,
            Sequence = account.LastSequence,
            OccurredOn = posting.OccurredOn,
            Quantity = quantity,
        });
    }
}
