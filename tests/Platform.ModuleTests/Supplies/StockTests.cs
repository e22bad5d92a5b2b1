using Autofac;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Supplies;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Batches;
using Platform.Supplies.Features.Catalogue;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Stores;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>Goods come in, leave, are set apart and taken back in the book; what the card says always agrees with it (P3-STORAGE-04).</summary>
public sealed class StockTests
{
    [Theory, DatabaseData]
    public async Task A_request_is_posted_once_and_any_past_day_is_known(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        var key = Keys.New();
        var receipt = new ReceiveGoods(
            Warehouse.Site, house.Store, key, Warehouse.Today.AddDays(-10), [new(house.Condoms, "A1", 1250, new(2026, 1, 1), new(2031, 1, 1)), new(house.Condoms, "A1", 50)], "调1", "市药具站");
        Assert.Equal(key, await house.AsClerk(receipt));
        Assert.Equal(key, await house.AsClerk(receipt));
        await house.AsClerk(house.Issue(300, Warehouse.Today.AddDays(-4)));
        await house.AsClerk(house.Issue(100));
        Assert.Equal((900L, "900 只（90 盒）"), await StockAsync(house, null));
        Assert.Equal((1300L, "1300 只（1 箱 30 盒）"), await StockAsync(house, Warehouse.Today.AddDays(-5)));
        Assert.Equal(1000, (await StockAsync(house, Warehouse.Today.AddDays(-4))).Balance);
        Assert.Empty((await house.AsClerk(new ListStock(new PageRequest(), Day: Warehouse.Today.AddDays(-11)))).Items);
        var card = await house.Card("A1");
        var lines = (await house.AsClerk(new GetLedger(Warehouse.Site, card.Id, new PageRequest()))).Items;
        Assert.Equal([(0L, 100L, 900L), (0L, 300L, 1000L), (1300L, 0L, 1300L)], lines.Select(l => (l.In, l.Out, l.Balance)));
        Assert.Equal(1000, (await house.AsClerk(new GetLedger(Warehouse.Site, card.Id, new PageRequest(2, 1)))).Items[0].Balance);
        Assert.True((await house.AsClerk(new GetStockCard(Warehouse.Site, card.Id))).Agrees);
    }

    [Theory, DatabaseData]
    public async Task A_late_entry_moves_later_balances_and_never_below_zero(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100, Warehouse.Today.AddDays(-10));
        await house.AsClerk(house.Issue(80, Warehouse.Today.AddDays(-3)));
        await house.Receive("A1", 500);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => house.AsClerk(house.Issue(30, Warehouse.Today.AddDays(-5))));
        Assert.Equal("NEGATIVE_LATER_BALANCE", refusal.Code);
        Assert.Contains("2026-11-20 的结存将为 -10", refusal.Detail, StringComparison.Ordinal);
        await house.AsClerk(house.Issue(20, Warehouse.Today.AddDays(-5)));
        Assert.Equal(0, (await house.AsClerk(new ListStock(new PageRequest(), Day: Warehouse.Today.AddDays(-1), Empty: true))).Items[0].Balance);
        Assert.Equal(500, (await house.Card("A1")).Balance);
        Assert.Equal("INSUFFICIENT_STOCK", await Code(() => house.AsClerk(house.Issue(1, Warehouse.Today.AddDays(-12)))));
        Assert.Equal("IN_FUTURE", await Code(() => house.AsClerk(house.Issue(1, Warehouse.Today.AddDays(1)))));
    }

    [Theory, DatabaseData]
    public async Task What_was_counted_stays_when_an_earlier_day_changes(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100, Warehouse.Today.AddDays(-10));
        var card = await house.Card("A1");
        await house.Platform.Write<SuppliesDbContext>(db => Task.FromResult(db.Add(new CountMark { SiteId = Warehouse.Site, AccountId = card.Id, Day = Warehouse.Today.AddDays(-2), Sequence = card.LastSequence, Counted = 100 })));
        await house.AsClerk(house.Issue(30, Warehouse.Today.AddDays(-5)));
        Assert.Equal(70, (await StockAsync(house, Warehouse.Today.AddDays(-3))).Balance);
        Assert.Equal(100, (await StockAsync(house, Warehouse.Today.AddDays(-2))).Balance);
        Assert.Equal(100, (await house.Card("A1")).Balance);
        var lines = (await house.AsClerk(new GetLedger(Warehouse.Site, card.Id, new PageRequest()))).Items;
        Assert.Equal([(30L, 0L, 100L, true), (0L, 30L, 70L, false), (100L, 0L, 100L, false)], lines.Select(l => (l.In, l.Out, l.Balance, l.Compensates)));
    }

    [Theory, DatabaseData]
    public async Task A_wrong_voucher_is_taken_back_once_and_the_book_is_never_changed(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100, Warehouse.Today.AddDays(-10));
        await house.AsClerk(house.Issue(40, Warehouse.Today.AddDays(-2)));
        var issue = (await house.AsClerk(new ListPostings(new PageRequest(), Kind: PostingKind.Issue))).Items.Single();
        Assert.True(issue.MayReverse);
        Assert.Equal("VALIDATION", await Code(() => house.AsClerk(new ReversePosting(Warehouse.Site, issue.Id, ""))));
        await house.AsClerk(new ReversePosting(Warehouse.Site, issue.Id, "数量记错"));
        Assert.Equal("ALREADY_REVERSED", await Code(() => house.AsClerk(new ReversePosting(Warehouse.Site, issue.Id, "数量记错"))));
        Assert.Equal(100, (await house.Card("A1")).Balance);
        Assert.Equal(100, (await StockAsync(house, Warehouse.Today.AddDays(-2))).Balance);
        var receipt = (await house.AsClerk(new ListPostings(new PageRequest(), Kind: PostingKind.Receipt))).Items.Single();
        await house.AsClerk(house.Issue(60));
        Assert.Equal("NEGATIVE_LATER_BALANCE", await Code(() => house.AsClerk(new ReversePosting(Warehouse.Site, receipt.Id, "重复入库"))));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => house.Platform.Write<SuppliesDbContext>(db => db.Set<LedgerEntry>().ExecuteUpdateAsync(s => s.SetProperty(e => e.Quantity, 5))));
        Assert.Contains("append-only", error.ToString(), StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    public async Task What_is_not_fit_does_not_leave_the_store(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("旧", 100, produced: new(2021, 1, 1), expires: Warehouse.Today.AddDays(-1));
        await house.Receive("近", 100, produced: new(2022, 1, 1), expires: Warehouse.Today.AddDays(20));
        await house.Receive("好", 100, produced: new(2025, 1, 1));
        var plan = await house.AsClerk(new PreviewPicking(Warehouse.Site, house.Store, house.Condoms, 130));
        Assert.Equal([("好", 100L)], plan.Picks.Select(p => (p.Number, p.Quantity)));
        Assert.Equal((30L, SkipReason.Expired, SkipReason.MinDaysLeft), (plan.Missing, plan.Skipped[0].Reason, plan.Skipped[1].Reason));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => house.AsClerk(house.Issue(130)));
        Assert.Equal("INSUFFICIENT_STOCK", refusal.Code);
        Assert.Contains("还差 30 只。没有取用：批号 旧 有 100 只，已过期；批号 近 有 100 只，剩余有效期不足", refusal.Detail, StringComparison.Ordinal);
        var batches = (await house.AsClerk(new ListBatches(new PageRequest()))).Items.ToDictionary(b => b.Number);
        Assert.Equal("EXPIRED", await Code(() => house.AsClerk(house.Issue(1) with { BatchId = batches["旧"].Id })));
        Assert.Equal("MIN_DAYS_LEFT", await Code(() => house.AsClerk(house.Issue(1) with { BatchId = batches["近"].Id })));
        await house.AsCounty(new HoldBatch(Places.CountyId, batches["好"].Id, "厂家召回"));
        Assert.Equal("ON_HOLD", await Code(() => house.AsClerk(house.Issue(1) with { BatchId = batches["好"].Id })));
        await house.AsCounty(new HoldBatch(Places.CountyId, batches["好"].Id, null));
        await house.AsClerk(new QuarantineGoods(Warehouse.Site, house.Store, Keys.New(), Warehouse.Today, batches["好"].Id, 95, "包装受潮"));
        Assert.Equal("INSUFFICIENT_STOCK", await Code(() => house.AsClerk(house.Issue(6))));
        Assert.Equal((5L, 95L), ((await house.Card("好")).Balance, (await house.Card("好", StockCondition.Quarantine)).Balance));
        await house.AsClerk(house.Issue(5));
    }

    [Theory, DatabaseData]
    public async Task Whole_packs_institutions_and_other_places(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 2500);
        var store = (await house.AsClerk(new ListStores(new PageRequest()))).Items.Single();
        await house.AsClerk(new SaveStore(Warehouse.Site, store.Id, store.Name, StoreLevel.Township, WholePacks: true, Version: store.Version));
        Assert.Equal("INSUFFICIENT_STOCK", await Code(() => house.AsClerk(house.Issue(1500))));
        await house.AsClerk(house.Issue(2000));
        Assert.Equal("GOODS_LEFT", await Code(() => house.AsClerk(new SaveStore(Warehouse.Site, store.Id, store.Name, StoreLevel.Township, Active: false))));
        await house.AsClerk(new ReceiveGoods(Warehouse.Site, house.Store, Keys.New(), Warehouse.Today, [new(house.Coils, "T1", 20)]));
        var coils = house.Issue(2) with { ProductId = house.Coils };
        Assert.Equal("INSTITUTION_ONLY", await Code(() => house.AsClerk(coils)));
        await house.AsClerk(coils with { ToInstitution = true });

        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new PreviewPicking(Places.SecondSite, house.Store, house.Condoms, 1), Places.SecondSite)));
        Assert.Equal("OUT_OF_SCOPE", await Code(() => house.AsClerk(house.Issue(1), Places.SecondSite)));
        Assert.Empty((await house.AsClerk(new ListStock(new PageRequest()), Places.SecondSite)).Items);
        Assert.Equal(2, (await house.AsClerk(new ListProducts(new PageRequest()), Places.SecondSite)).Total);
        Assert.Empty((await house.AsClerk(new ListProducts(new PageRequest()), Places.ForeignSite)).Items);
        Assert.Equal("BATCH_DIFFERS", await Code(() => house.Receive("A1", 1, expires: new(2030, 1, 1))));
        Assert.Equal("UNIT_IN_USE", await Code(() => house.AsCounty(new SaveProduct(Places.CountyId, house.Condoms, "0101", "避孕套", "盒"))));
        Assert.Equal("CODE_TAKEN", await Code(() => house.AsCounty(new SaveProduct(Places.CountyId, null, "0101", "避孕套", "只"))));
    }

    [Theory, DatabaseData]
    public async Task Many_who_take_from_one_scarce_batch_take_what_there_is_and_no_more(DatabaseKind kind)
    {
        const int Clients = 64, Each = 5, There = 700;
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", There);
        var taken = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var sum = 0L;
            for (var i = 0; i < Each; i++)
            {
                try
                {
                    sum += (await house.AsClerk(house.Issue(1 + ((client + i) % 5)))).Picks.Sum(p => p.Quantity);
                }
                catch (RefusalException refusal) when (refusal.Code == "INSUFFICIENT_STOCK")
                {
                }
            }

            return sum;
        }));
        var card = await house.Card("A1");
        Assert.Equal(There - card.Balance, taken.Sum());
        Assert.InRange(card.Balance, 0, 4);
        Assert.True((await house.AsClerk(new GetStockCard(Warehouse.Site, card.Id))).Agrees);
    }

    [Theory, DatabaseData]
    public async Task Audits_name_what_is_wrong(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("旧", 100, produced: new(2021, 1, 1), expires: new(2026, 11, 10));
        var answers = (await AuditAsync(house)).Where(a => a.SiteId == Warehouse.Site).ToDictionary(a => a.CheckCode);
        Assert.Equal("样镇1药具库有过期药具：避孕套 批号 旧", Assert.Single(answers[SuppliesCodes.ExpiredOnShelf].Findings).Title);
        Assert.Equal("样镇1药具库没有指定保管人", Assert.Single(answers[SuppliesCodes.KeeperWithoutCertificate].Findings).Title);
        Assert.Equal(1, answers[SuppliesCodes.BookAgainstCard].Examined);
        Assert.Empty(answers[SuppliesCodes.BookAgainstCard].Findings);
        await house.Platform.Write<SuppliesDbContext>(db => db.Set<StockAccount>().ExecuteUpdateAsync(s => s.SetProperty(a => a.Balance, 99)));
        Assert.Equal("1 张库存卡与明细账不符", Assert.Single((await AuditAsync(house)).Single(a => a.SiteId == Warehouse.Site && a.CheckCode == SuppliesCodes.BookAgainstCard).Findings).Title);
    }

    private static async Task<IReadOnlyList<AuditContribution>> AuditAsync(Warehouse house)
    {
        await using var operation = house.Platform.Begin();
        var asked = new AuditRequested(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites);
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return asked.Answers;
    }

    private static async Task<(long Balance, string Text)> StockAsync(Warehouse house, DateOnly? day)
    {
        var row = Assert.Single((await house.AsClerk(new ListStock(new PageRequest(), Day: day))).Items);
        return (row.Balance, row.BalanceText);
    }

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
