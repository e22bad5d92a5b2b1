using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Demo;

/// <summary>
/// Two years of the county's store and the townships': each quarter a township asks, the county approves and sends, the township receives; each month it issues in the order of
/// production; some damp goods are set apart and scrapped; at the end of the quarter everything is counted.
/// </summary>
internal sealed class DemoStory(
    Store county, IReadOnlyList<Store> townships, IReadOnlyList<(DemoCatalogue.Item Item, Product Product)> products, IReadOnlyList<Batch> batches, YearMonth first, DemoScraps scraps,
    DateOnly today)
{
    /// <summary>Months between damp goods in one store.</summary>
    private const int Damp = 8;

    private static readonly string[] Receivers = ["镇卫生院", "村级免费发放点", "镇机关免费发放点", "工业园区免费发放点"];
    private static readonly int AllChecks = Checklist.Complete(Enum.GetValues<CheckItem>(), sound: true);

    private readonly DemoBook center = new(county, batches, today);
    private readonly List<DemoBook> books = [.. townships.Select(t => new DemoBook(t, batches, today))];

    public IReadOnlyList<DemoBook> Books => [center, .. books];

    public List<Demand> Demands { get; } = [];

    public List<DemandLine> DemandLines { get; } = [];

    public List<Dispatch> Dispatches { get; } = [];

    public List<DispatchLine> DispatchLines { get; } = [];

    public List<DutyFulfilled> Proofs { get; } = [];

    public DemoScraps Scraps => scraps;

    public DemoStory Write()
    {
        center.Move(PostingKind.Opening, first.FirstDay, "开账", "", [.. products.Select(p => (center.Of(p.Product, first.FirstDay), (long)(p.Item.Monthly * townships.Count)))]);
        foreach (var book in books)
        {
            book.Move(PostingKind.Opening, first.FirstDay, "开账", "", [.. products.Select(p => (book.Of(p.Product, first.FirstDay), (long)(p.Item.Monthly * 7 / 2)))]);
        }

        var last = YearMonth.Of(today);
        for (var (month, number) = (first, 0); month.CompareTo(last) <= 0; (month, number) = (month.AddMonths(1), number + 1))
        {
            if (month.Month % 3 == 1)
            {
                Supply(month);
            }

            for (var index = 0; index < books.Count; index++)
            {
                Use(books[index], index, month, number);
            }
        }

        return this;
    }

    private void Supply(YearMonth month)
    {
        center.Move(
            PostingKind.Receipt, Day(month, 3), $"市药调〔{month.Year}〕{((month.Month / 3) * 8) + 5:000}", "市药具管理站",
            [.. products.Select(p => (center.Of(p.Product, month.FirstDay), (long)(p.Item.Monthly * 3 * townships.Count * 11 / 10)))]);
        for (var index = 0; index < books.Count; index++)
        {
            Send(books[index], index, month);
        }
    }

    // Every sixth township gets less of the large size than it issues: its cover falls short.
    private void Send(DemoBook book, int index, YearMonth month)
    {
        var (sent, received) = (Day(month, 5 + (index % 5)), Day(month, 6 + (index % 5)));
        var scarce = index % 6 == 2;
        var lines = products.Select(p => (p.Product, Batch: center.Of(p.Product, month.FirstDay), Asked: (long)p.Item.Monthly * 3, Given: (long)p.Item.Monthly * (scarce && p.Item.Code == "0102" ? 2 : 3))).ToList();
        var voucher = $"宁药调〔{month.Year}〕{((month.Month / 3) * 19) + index + 1:000}";
        var id = center.Move(PostingKind.DispatchOut, sent, voucher, book.Store.Name, [.. lines.Select(l => (l.Batch, -l.Given))]);
        if (id == Guid.Empty)
        {
            return;
        }

        var receipt = book.Move(PostingKind.DispatchIn, received, voucher, county.Name, [.. lines.Select(l => (l.Batch, l.Given))]);
        var arrived = receipt != Guid.Empty;
        var demand = Ask(book, month, id, scarce);
        Dispatches.Add(new Dispatch
        {
            Id = id,
            SiteId = county.SiteId,
            OtherSiteId = book.Store.SiteId,
            FromStoreId = county.Id,
            FromName = county.Name,
            ToStoreId = book.Store.Id,
            ToName = book.Store.Name,
            Kind = DispatchKind.Down,
            DemandId = demand.Id,
            State = arrived ? DispatchState.Settled : DispatchState.Sent,
            Voucher = voucher,
            SentOn = sent,
            SentAt = DemoBook.At(sent, 9),
            SentByName = "县药管员",
            SenderChecks = AllChecks,
            ReceivedOn = arrived ? received : null,
            ReceivedAt = arrived ? DemoBook.At(received, 10) : null,
            ReceivedByName = arrived ? "药管员" : "",
            ReceiverChecks = arrived ? AllChecks : 0,
            ReceiptId = receipt,
            ClosedOn = arrived ? received : null,
            ClosedByName = arrived ? "药管员" : "",
        });
        foreach (var line in lines)
        {
            DispatchLines.Add(new DispatchLine
            {
                SiteId = county.SiteId,
                OtherSiteId = book.Store.SiteId,
                DispatchId = id,
                ProductId = line.Product.Id,
                BatchId = line.Batch.Id,
                Sent = line.Given,
                Accepted = arrived ? line.Given : 0,
            });
            DemandLines.Add(new DemandLine
            {
                SiteId = demand.SiteId,
                OtherSiteId = demand.OtherSiteId,
                DemandId = demand.Id,
                ProductId = line.Product.Id,
                Available = book.Held(line.Product).Sum(h => h.Balance) - (arrived ? line.Given : 0),
                Issued = line.Asked,
                Computed = line.Asked,
                Requested = line.Asked,
                Approved = line.Given,
            });
        }

        if (arrived)
        {
            Proofs.Add(new DutyFulfilled(SuppliesCodes.CollectQuarterly, book.Store.SiteId, Guid.Empty, month.FirstDay, id.ToString(), received, received));
        }
    }

    private Demand Ask(DemoBook book, YearMonth month, Guid dispatch, bool scarce)
    {
        var demand = new Demand
        {
            SiteId = book.Store.SiteId,
            OtherSiteId = county.SiteId,
            StoreId = book.Store.Id,
            StoreName = book.Store.Name,
            SupplierId = county.Id,
            SupplierName = county.Name,
            Period = month.FirstDay,
            Months = 3,
            Voucher = $"需{month.Year}{month.Month:00}-{book.Store.SiteId % 1000:000}",
            State = DemandState.Fulfilled,
            SubmittedAt = DemoBook.At(month.FirstDay.AddDays(-8), 11),
            SubmittedByName = "药管员",
            DecidedOn = month.FirstDay.AddDays(-3),
            DecidedByName = "县药管员",
            DecisionNote = scarce ? "大号库存不足，先按两个月批准" : "",
            LastDispatchId = dispatch,
        };
        Demands.Add(demand);
        return demand;
    }

    private void Use(DemoBook book, int index, YearMonth month, int number)
    {
        scraps.Dispose(book);
        for (var point = 0; point < 2; point++)
        {
            Issue(book, index, month, point);
        }

        if (number % Damp == index % Damp && book.Held(products[0].Product) is [{ Balance: >= 20 } damp, ..])
        {
            // Every sixth township forgets to apply for the newest.
            scraps.SetApart(book, damp.Batch, Day(month, 24), last: Day(month.AddMonths(Damp), 24) >= today, forgets: index % 6 == 4);
        }

        if (month.Month % 3 == 0)
        {
            var (quarter, on) = (CountRules.QuarterOf(month.FirstDay), Day(month, 26));
            if (book.Count(quarter, on, index % 4 == month.Month / 3 % 4) is var id && id != Guid.Empty)
            {
                Proofs.Add(new DutyFulfilled(CountCodes.StockCount, book.Store.SiteId, Guid.Empty, quarter, StockCount.RefOf(id), on, on));
            }
        }
    }

    private void Issue(DemoBook book, int index, YearMonth month, int point)
    {
        var lines = new List<(Batch, long)>();
        foreach (var (item, product) in products.Where(p => !p.Item.InstitutionOnly || point == 0))
        {
            var left = (long)(item.Monthly * (85 + (((index * 7) + (month.Month * 3) + product.Code[3]) % 31)) / 100 / (item.InstitutionOnly ? 1 : 2));
            foreach (var (batch, balance) in book.Held(product))
            {
                var take = Math.Min(left, balance);
                if (take > 0)
                {
                    lines.Add((batch, -take));
                    left -= take;
                }
            }
        }

        book.Move(
            PostingKind.Issue, Day(month, 12 + (point * 9)), $"发{month.Year}{month.Month:00}-{point + 1}", point == 0 ? Receivers[0] : Receivers[1 + ((index + month.Month) % 3)], lines);
    }

    private static DateOnly Day(YearMonth month, int day) => month.FirstDay.AddDays(day - 1);
}
