using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Demo;

/// <summary>Two years of one township's store: what was there, what came each quarter, what was issued each month in the order of production; some damp goods set apart.</summary>
internal sealed class DemoBook(
    Store store, int index, IReadOnlyList<(DemoCatalogue.Item Item, Product Product)> products, IReadOnlyList<Batch> batches, YearMonth first, Operation operation)
{
    private static readonly string[] Receivers = ["镇卫生院", "村级免费发放点", "镇机关免费发放点", "工业园区免费发放点"];

    private readonly Dictionary<(Guid Batch, StockCondition Condition), StockAccount> accounts = [];

    public List<Posting> Postings { get; } = [];

    public List<LedgerEntry> Entries { get; } = [];

    public IEnumerable<StockAccount> Accounts => accounts.Values;

    public DemoBook Write()
    {
        Move(PostingKind.Opening, first.FirstDay, "开账", "", [.. products.Select(p => (Of(p.Product, first.FirstDay), (long)(p.Item.Monthly * 7 / 2)))]);
        var last = YearMonth.Of(operation.Today);
        for (var (month, number) = (first, 0); month.CompareTo(last) <= 0; (month, number) = (month.AddMonths(1), number + 1))
        {
            if (number % 3 == 0)
            {
                // Every sixth township gets less of the large size than it issues: its cover falls short.
                Move(
                    PostingKind.Receipt, Day(month, 6 + (index % 5)), $"宁药调〔{month.Year}〕{((number / 3 * 19) + index + 1):000}", "县药具管理站",
                    [.. products.Select(p => (Of(p.Product, month.FirstDay), (long)(p.Item.Monthly * (index % 6 == 2 && p.Item.Code == "0102" ? 2 : 3))))]);
            }

            for (var point = 0; point < 2; point++)
            {
                Issue(month, point);
            }

            if (number % 8 == index % 8 && Held(products[0].Product) is [{ Balance: >= 20 } damp, ..])
            {
                var on = Day(month, 24);
                Move(PostingKind.Quarantine, on, "", "", [(damp.Batch, -20), (damp.Batch, 20)], "外包装受潮，隔离待查", second: StockCondition.Quarantine);
            }
        }

        return this;
    }

    private void Issue(YearMonth month, int point)
    {
        var lines = new List<(Batch, long)>();
        foreach (var (item, product) in products.Where(p => !p.Item.InstitutionOnly || point == 0))
        {
            var left = (long)(item.Monthly * (85 + (((index * 7) + (month.Month * 3) + product.Code[3]) % 31)) / 100 / (item.InstitutionOnly ? 1 : 2));
            foreach (var (batch, balance) in Held(product))
            {
                var take = Math.Min(left, balance);
                if (take > 0)
                {
                    lines.Add((batch, -take));
                    left -= take;
                }
            }
        }

        Move(PostingKind.Issue, Day(month, 12 + (point * 9)), $"发{month.Year}{month.Month:00}-{point + 1}", point == 0 ? Receivers[0] : Receivers[1 + ((index + month.Month) % 3)], lines);
    }

    private List<(Batch Batch, long Balance)> Held(Product product) =>
        [.. batches.Where(b => b.ProductId == product.Id).OrderBy(b => b.ProducedOn).Select(b => (b, accounts.GetValueOrDefault((b.Id, StockCondition.Good))?.Balance ?? 0)).Where(b => b.Item2 > 0)];

    // The newest batch that was produced by then.
    private Batch Of(Product product, DateOnly day) => batches.Last(b => b.ProductId == product.Id && b.ProducedOn <= day);

    private DateOnly Day(YearMonth month, int day) => month.FirstDay.AddDays(day - 1);

    private void Move(
        PostingKind kind, DateOnly on, string voucher, string counterparty, IReadOnlyList<(Batch Batch, long Quantity)> lines, string note = "",
        StockCondition second = StockCondition.Good)
    {
        if (on >= operation.Today || lines.Count == 0)
        {
            return;
        }

        var posting = new Posting
        {
            Id = Keys.New(),
            SiteId = store.SiteId,
            StoreId = store.Id,
            Kind = kind,
            OccurredOn = on,
            EnteredAt = new DateTimeOffset(on.ToDateTime(new TimeOnly(10, 5)), TimeSpan.FromHours(8)),
            EnteredByName = "药管员",
            Voucher = voucher,
            Counterparty = counterparty,
            Note = note,
        };
        Postings.Add(posting);
        foreach (var (batch, quantity) in lines)
        {
            var condition = quantity > 0 ? second : StockCondition.Good;
            if (!accounts.TryGetValue((batch.Id, condition), out var account))
            {
                account = new StockAccount { SiteId = store.SiteId, StoreId = store.Id, ProductId = batch.ProductId, BatchId = batch.Id, Condition = condition };
                accounts.Add((batch.Id, condition), account);
            }

            (account.Balance, account.LastSequence) = (account.Balance + quantity, account.LastSequence + 1);
            Entries.Add(new LedgerEntry
            {
                SiteId = store.SiteId,
                AccountId = account.Id,
                PostingId = posting.Id,
                Sequence = account.LastSequence,
                OccurredOn = on,
                Quantity = quantity,
            });
        }
    }
}
