using Autofac;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Supplies;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Batches;
using Platform.Supplies.Features.Counts;
using Platform.Supplies.Features.Stock;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>A store is counted while goods move; its differences go into the book once they are explained and signed (P3-STREETSUPPLY-10a, P3-STORAGE-04).</summary>
public sealed class CountTests
{
    [Theory, DatabaseData]
    public async Task What_was_counted_and_what_moved_since_is_what_the_book_says(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100, Warehouse.Today.AddDays(-10));
        await house.Receive("B2", 50, Warehouse.Today.AddDays(-10), new(2026, 2, 1));
        var (a, b) = (await house.Card("A1"), await house.Card("B2"));
        var key = Keys.New();
        var id = await As(house, new BeginCount(Warehouse.Site, house.Store, key));
        Assert.Equal(id, await As(house, new BeginCount(Warehouse.Site, house.Store, key)));
        Assert.Equal("COUNT_OPEN", await Code(() => As(house, new BeginCount(Warehouse.Site, house.Store, Keys.New()))));

        // Goods leave after the sheet was opened, before and after the page is counted, and an old paper comes in late.
        await house.AsClerk(house.Issue(10));
        var save = new RecordCount(Warehouse.Site, id, Keys.New(), [new(a.Id, 87)]);
        Assert.Equal(new CountSaved(1, 1, 1), await As(house, save));
        await house.AsClerk(house.Issue(7));
        Assert.Equal(new CountSaved(0, 0, 0), await As(house, save));
        await house.AsClerk(house.Issue(2, Warehouse.Today.AddDays(-3)));
        var sheet = await As(house, new GetCount(Warehouse.Site, id));
        Assert.Equal([("A1", 88L, (long?)87L, (long?)-1L), ("B2", 50L, null, null)], sheet.Lines.Select(l => (l.Batch, l.Book, l.Counted, l.Difference)));
        Assert.Equal((1, 1, 1, false), (sheet.Counted, sheet.Left, sheet.WithoutCause, sheet.Complete));

        var incomplete = await Assert.ThrowsAsync<RefusalException>(() => As(house, new SignCount(Warehouse.Site, id, Keys.New())));
        Assert.Equal("COUNT_INCOMPLETE", incomplete.Code);
        Assert.Contains("避孕套 批号 B2", incomplete.Detail, StringComparison.Ordinal);
        await As(house, new RecordCount(Warehouse.Site, id, Keys.New(), [new(b.Id, 50)]));
        var unexplained = await Assert.ThrowsAsync<RefusalException>(() => As(house, new SignCount(Warehouse.Site, id, Keys.New())));
        Assert.Equal("COUNT_CAUSE_MISSING", unexplained.Code);
        Assert.Contains("批号 A1", unexplained.Detail, StringComparison.Ordinal);

        // Counted again: 88 - 10 - 7 - 2 + … the book now says 81 and 80 are there.
        Assert.Equal("VALIDATION", await Code(() => As(house, new RecordCount(Warehouse.Site, id, Keys.New(), [new(a.Id, 80, CountCause.Other)]))));
        await As(house, new RecordCount(Warehouse.Site, id, Keys.New(), [new(a.Id, 80, CountCause.Damage, "受潮一只")]));
        await house.AsClerk(house.Issue(5));
        var sign = new SignCount(Warehouse.Site, id, Keys.New());
        await As(house, sign);
        await As(house, sign);
        Assert.Equal((75L, 50L), ((await house.Card("A1")).Balance, (await house.Card("B2")).Balance));
        var line = (await house.AsClerk(new GetLedger(Warehouse.Site, a.Id, new PageRequest()))).Items.Single(l => l.Kind == PostingKind.Count);
        Assert.Equal((0L, 1L, "2026年第4季度盘点"), (line.In, line.Out, line.Voucher));
        Assert.Equal("COUNT_SIGNED", await Code(() => As(house, new RecordCount(Warehouse.Site, id, Keys.New(), [new(a.Id, 1)]))));
        Assert.Equal("COUNT_SIGNED", await Code(() => As(house, new VoidCount(Warehouse.Site, id, "记错了"))));

        // A paper that comes later still, for a day before the count, changes nothing from the count on.
        await house.AsClerk(house.Issue(4, Warehouse.Today.AddDays(-5)));
        Assert.Equal(75, (await house.Card("A1")).Balance);
        Assert.True((await house.AsClerk(new GetStockCard(Warehouse.Site, a.Id))).Agrees);
        Assert.Equal(80, (await As(house, new GetCount(Warehouse.Site, id))).Lines[0].Counted);
        Assert.Empty(await FindingsAsync(house, CountCodes.CountDiffers));
        await house.Platform.Write<SuppliesDbContext>(db => db.Set<CountMark>().Where(m => m.AccountId == a.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Counted, 81)));
        Assert.Equal("样镇1药具库账物不符：避孕套 批号 A1", Assert.Single(await FindingsAsync(house, CountCodes.CountDiffers)).Title);
    }

    [Theory, DatabaseData]
    public async Task A_township_is_named_until_its_count_is_signed_and_the_signature_proves_the_duty(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100);
        var december = new DateOnly(2026, 12, 1);
        Assert.Equal("样镇1药具库2026年第4季度没有盘点", Assert.Single(await FindingsAsync(house, CountCodes.Uncounted, december)).Title);
        Assert.Empty(await FindingsAsync(house, CountCodes.Uncounted));
        var id = await As(house, new BeginCount(Warehouse.Site, house.Store, Keys.New()));
        await As(house, new VoidCount(Warehouse.Site, id, "发起错了"));
        Assert.Equal("COUNT_VOID", await Code(() => As(house, new SignCount(Warehouse.Site, id, Keys.New()))));
        Assert.Equal("WRONG_QUARTER", await Code(() => As(house, new BeginCount(Warehouse.Site, house.Store, Keys.New(), new(2026, 5, 1)))));
        id = await As(house, new BeginCount(Warehouse.Site, house.Store, Keys.New()));
        await As(house, new RecordCount(Warehouse.Site, id, Keys.New(), [new((await house.Card("A1")).Id, 100)]));
        Assert.Equal("NOT_FOUND", await Code(() => As(house, new SignCount(Places.SecondSite, id, Keys.New()), Places.SecondSite)));
        await As(house, new SignCount(Warehouse.Site, id, Keys.New()));
        var row = (await As(house, new ListCounts(new PageRequest(), State: CountState.Signed))).Items.Single();
        Assert.Equal((id, 1, 0), (row.Id, row.Lines, row.Left));
        Assert.Empty(await FindingsAsync(house, CountCodes.Uncounted, december));
        Assert.Equal(CountCodes.StockCount, CountCodes.Duty.Code);
    }

    [Theory, DatabaseData]
    public async Task Goods_the_book_does_not_know_are_found(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100);
        var second = (await house.AsCounty(new Platform.Supplies.Features.Stores.SaveStore(Places.SecondSite, null, "样镇2药具库", StoreLevel.Township)));
        await house.AsCounty(new ReceiveGoods(Places.SecondSite, second, Keys.New(), Warehouse.Today, [new(house.Condoms, "Z9", 5)]));
        var other = (await house.AsCounty(new ListBatches(new PageRequest(), "Z9"))).Items.Single().Id;
        var id = await As(house, new BeginCount(Warehouse.Site, house.Store, Keys.New()));
        var a = await house.Card("A1");
        Assert.Equal("UNKNOWN_LINE", await Code(() => As(house, new RecordCount(Warehouse.Site, id, Keys.New(), [new(Keys.New(), 1)]))));
        Assert.Equal("LINE_TWICE", await Code(() => As(house, new RecordCount(Warehouse.Site, id, Keys.New(), [new(a.Id, 1), new(a.Id, 2)]))));
        await As(house, new RecordCount(
            Warehouse.Site, id, Keys.New(), [new(a.Id, 97, CountCause.MixedBatches), new(null, 3, CountCause.MixedBatches, BatchId: other), new(null, 0, BatchId: other, Condition: StockCondition.Quarantine)]));
        await As(house, new SignCount(Warehouse.Site, id, Keys.New()));
        var stock = (await house.AsClerk(new ListStock(new PageRequest(), StoreId: house.Store))).Items;
        Assert.Equal([("A1", 97L), ("Z9", 3L)], stock.Select(s => (s.Batch, s.Balance)).Order());
    }

    [Theory, DatabaseData]
    public async Task A_long_count_is_opened_saved_and_signed_with_a_fixed_number_of_statements(DatabaseKind kind)
    {
        const int Lines = 1200;
        await using var house = await Warehouse.OpenAsync(kind);
        await house.AsClerk(new ReceiveGoods(
            Warehouse.Site, house.Store, Keys.New(), Warehouse.Today, [.. Enumerable.Range(1, Lines).Select(i => new ReceiptLine(house.Condoms, $"N{i:0000}", 10, new(2026, 1, 1), new(2031, 1, 1)))]));
        var id = await As(house, new BeginCount(Warehouse.Site, house.Store, Keys.New()));
        var open = await As(house, new GetCount(Warehouse.Site, id));
        Assert.Equal(Lines, open.Left);
        var saved = await As(house, new RecordCount(
            Warehouse.Site, id, Keys.New(), [.. open.Lines.Select((l, i) => new CountEntry(l.AccountId, i % 10 == 0 ? 9 : 10, i % 10 == 0 ? CountCause.Wastage : CountCause.None))]));
        Assert.Equal(new CountSaved(Lines, Lines / 10, 0), saved);
        await As(house, new SignCount(Warehouse.Site, id, Keys.New()));
        Assert.Equal((Lines * 10) - (Lines / 10), await house.Platform.Read<SuppliesDbContext, long>(db => db.Set<StockAccount>().SumAsync(s => s.Balance)));
        Assert.Empty(await FindingsAsync(house, CountCodes.CountDiffers));
    }

    private static Task<T> As<T>(Warehouse house, IRequest<T> request, int site = Warehouse.Site) =>
        house.Platform.SendAs(Places.Site(site), [SuppliesPermissions.View, SuppliesPermissions.RecordCounts, SuppliesPermissions.SignCounts], request);

    private static async Task<IReadOnlyList<FindingDraft>> FindingsAsync(Warehouse house, string check, DateOnly? month = null)
    {
        await using var operation = house.Platform.Begin();
        var asked = new AuditRequested(Guid.Empty, month ?? new DateOnly(2026, 11, 1), Places.Sites);
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return asked.Answers.Single(a => a.SiteId == Warehouse.Site && a.CheckCode == check).Findings;
    }

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
