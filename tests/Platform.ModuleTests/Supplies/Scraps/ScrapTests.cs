using Autofac;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.ModuleTests.Supplies.Dispatches;
using Platform.Supplies;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Dispatches;
using Platform.Supplies.Features.Scraps;
using Platform.Supplies.Features.Stock;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies.Scraps;

/// <summary>Unfit goods are set apart, applied for at the level above, approved, disposed of before witnesses, and only then leave the book (P3-STREETSUPPLY-10b).</summary>
public sealed class ScrapTests
{
    private static readonly Guid Clerk = new("0193517a-0000-7000-8000-0000000000c1");
    private static readonly Guid Director = new("0193517a-0000-7000-8000-0000000000d1");
    private static readonly Guid County = new("0193517a-0000-7000-8000-0000000000e1");

    [Theory, DatabaseData]
    public async Task Unfit_goods_leave_the_book_once_the_county_approved_and_witnesses_looked_on(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var batch = await QuarantineAsync(levels, 50);
        var apply = Apply(levels, batch, 30);
        Assert.Equal(apply.Key, await As(levels, Clerk, apply));
        Assert.Equal(apply.Key, await As(levels, Clerk, apply));
        var seen = await As(levels, County, new GetScrap(apply.Key), Places.CountyId);
        Assert.Equal((ScrapState.Applied, "样镇1药具库", "宁国市", false), (seen.State, seen.Store, seen.Above, seen.IsOwn));
        Assert.Equal(("旧批", 30L, ScrapCause.Damp, "十一月检查时发现"), (seen.Lines[0].Batch, seen.Lines[0].Quantity, seen.Lines[0].Cause, seen.Lines[0].Found));

        // Out of order: nothing is disposed of that nobody approved.
        var dispose = Dispose(apply.Key);
        Assert.Equal("NOT_APPROVED", await Levels.Code(() => As(levels, Clerk, dispose)));
        await As(levels, County, new DecideScrap(Places.CountyId, apply.Key, Approve: true, "同意", seen.Version), Places.CountyId);
        Assert.Equal("NOT_APPROVED", await Levels.Code(() => As(levels, Clerk, dispose with { DisposedOn = Warehouse.Today.AddDays(-1) })));
        Assert.Equal("IN_FUTURE", await Levels.Code(() => As(levels, Clerk, dispose with { DisposedOn = Warehouse.Today.AddDays(1) })));
        Assert.Equal("WITNESS_REQUIRED", await Levels.Code(() => As(levels, Clerk, dispose with { Witnesses = [" "] })));
        Assert.Equal("OWN_WITNESS", await Levels.Code(() => As(levels, Clerk, dispose with { Witnesses = ["王主任", "经办人"] })));
        Assert.Equal("VALIDATION", await Levels.Code(() => As(levels, Clerk, dispose with { Method = ScrapMethod.Other, Note = null })));
        Assert.Equal("CHANGED_MEANWHILE", await Levels.Code(() => As(levels, Clerk, dispose with { Version = Keys.New() })));
        Assert.Equal(50, await levels.Balance(levels.Township, StockCondition.Quarantine));

        await As(levels, Clerk, dispose);
        await As(levels, Clerk, dispose);
        Assert.Equal(20, await levels.Balance(levels.Township, StockCondition.Quarantine));
        Assert.Equal("WRONG_STATE", await Levels.Code(() => As(levels, Clerk, dispose with { Key = Keys.New() })));
        var done = await As(levels, County, new GetScrap(apply.Key), Places.CountyId);
        Assert.Equal((ScrapState.Disposed, "王主任、李监督", "镇垃圾处理站", ScrapMethod.Burned), (done.State, done.Witnesses, done.Place, done.Method));
        Assert.Equal(["提出申请", "批准", "监销"], done.Steps.Select(s => s.What));
        var posting = Assert.Single((await As(levels, Clerk, new ListPostings(new PageRequest(), Kind: PostingKind.Scrap))).Items);
        Assert.Equal((dispose.Key, done.Number, 30L, "焚烧，监销人 王主任、李监督", false), (posting.Id, posting.Voucher, posting.Quantity, posting.Note, posting.MayReverse));
    }

    [Theory, DatabaseData]
    public async Task Only_what_is_in_quarantine_and_in_no_other_application_is_applied_for(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var batch = await QuarantineAsync(levels, 50);
        var missing = await Assert.ThrowsAsync<RefusalException>(() => As(levels, Clerk, Apply(levels, batch, 51)));
        Assert.Equal(("INSUFFICIENT_STOCK", true), (missing.Code, missing.Detail.Contains("还差 1", StringComparison.Ordinal)));
        var first = await As(levels, Clerk, Apply(levels, batch, 40));
        missing = await Assert.ThrowsAsync<RefusalException>(() => As(levels, Clerk, Apply(levels, batch, 11)));
        Assert.Contains("已列入其他报废申请 40，申请报废 11，还差 1", missing.Detail, StringComparison.Ordinal);
        Assert.Equal((50L, 40L, 10L), (await As(levels, Clerk, new GetScrapStock(Levels.Site, levels.Township))).Select(s => (s.Balance, s.Reserved, s.Free)).Single());
        var apply = Apply(levels, batch, 5);
        Assert.Equal("LINE_TWICE", await Levels.Code(() => As(levels, Clerk, apply with { Lines = [apply.Lines[0], apply.Lines[0]] })));
        Assert.Equal("UNKNOWN_BATCH", await Levels.Code(() => As(levels, Clerk, apply with { Lines = [apply.Lines[0] with { BatchId = Keys.New() }] })));
        Assert.Equal("VALIDATION", await Levels.Code(() => As(levels, Clerk, apply with { Lines = [apply.Lines[0] with { Found = " " }] })));
        Assert.Equal("VALIDATION", await Levels.Code(() => As(levels, Clerk, apply with { Lines = [] })));

        // What is spoken for goes neither back up nor among the good ones; the rest does.
        SendDispatch Back(long quantity) => new(Levels.Site, levels.Township, Keys.New(), levels.County, Warehouse.Today, [new SendLine(levels.House.Condoms, quantity, batch, Quarantined: true)], Checklist.Ten);
        Assert.Equal("RESERVED_FOR_SCRAP", await Levels.Code(() => As(levels, Clerk, Back(11))));
        Assert.Equal("RESERVED_FOR_SCRAP", await Levels.Code(() => As(levels, Clerk, new QuarantineGoods(Levels.Site, levels.Township, Keys.New(), Warehouse.Today, batch, 11, "合格", Release: true))));
        Assert.Equal("INSUFFICIENT_STOCK", await Levels.Code(() => As(levels, Clerk, Back(51))));
        await As(levels, Clerk, Back(10));
        await As(levels, Clerk, new WithdrawScrap(Levels.Site, first, "数量不对"));
        Assert.Equal("WRONG_STATE", await Levels.Code(() => As(levels, Clerk, new WithdrawScrap(Levels.Site, first, "数量不对"))));
        await As(levels, Clerk, Back(40));
        Assert.Equal(0, await levels.Balance(levels.Township, StockCondition.Quarantine));
    }

    [Theory, DatabaseData]
    public async Task The_level_above_decides_and_never_the_applicant(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var batch = await QuarantineAsync(levels, 50);
        var id = await As(levels, Clerk, Apply(levels, batch, 10));
        Assert.Equal("NOT_FOUND", await Levels.Code(() => As(levels, Director, new DecideScrap(Levels.Site, id, true))));
        Assert.Equal("OUT_OF_SCOPE", await Levels.Code(() => As(levels, Director, new DecideScrap(Places.CountyId, id, true))));
        Assert.Equal("REASON_REQUIRED", await Levels.Code(() => As(levels, County, new DecideScrap(Places.CountyId, id, false, " "), Places.CountyId)));
        Assert.Equal("CHANGED_MEANWHILE", await Levels.Code(() => As(levels, County, new DecideScrap(Places.CountyId, id, true, Version: Keys.New()), Places.CountyId)));
        await As(levels, County, new DecideScrap(Places.CountyId, id, false, "请先退回县里检验"), Places.CountyId);
        Assert.Equal((ScrapState.Refused, "请先退回县里检验"), await StateAsync(levels, id));
        Assert.Equal("WRONG_STATE", await Levels.Code(() => As(levels, County, new DecideScrap(Places.CountyId, id, true), Places.CountyId)));
        Assert.Equal("NOT_APPROVED", await Levels.Code(() => As(levels, Clerk, Dispose(id))));

        // An approval is taken back while nothing is disposed of; the goods may be applied for again.
        id = await As(levels, Clerk, Apply(levels, batch, 50));
        await As(levels, County, new DecideScrap(Places.CountyId, id, true), Places.CountyId);
        Assert.Equal("WRONG_STATE", await Levels.Code(() => As(levels, Clerk, new WithdrawScrap(Levels.Site, id, "不报了"))));
        await As(levels, County, new DecideScrap(Places.CountyId, id, false, "批错了"), Places.CountyId);
        Assert.Equal("NOT_APPROVED", await Levels.Code(() => As(levels, Clerk, Dispose(id))));

        // A county administrator who applies for a township decides it no more than anybody.
        id = await As(levels, County, Apply(levels, batch, 50), Places.CountyId);
        Assert.Equal("OWN_APPLICATION", await Levels.Code(() => As(levels, County, new DecideScrap(Places.CountyId, id, true), Places.CountyId)));
        Assert.True((await As(levels, County, new GetScrap(id), Places.CountyId)).IsOwn);
    }

    [Theory, DatabaseData]
    public async Task Below_the_township_and_in_the_county_somebody_else_of_the_same_office_decides(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var county = await QuarantineAsync(levels, 20, levels.County);
        var own = await As(levels, County, Apply(levels, county, 20) with { SiteId = Places.CountyId, StoreId = levels.County }, Places.CountyId);
        Assert.Equal("宁国市（由申请人以外的人审批）", (await As(levels, County, new GetScrap(own), Places.CountyId)).Above);
        Assert.Equal("OWN_APPLICATION", await Levels.Code(() => As(levels, County, new DecideScrap(Places.CountyId, own, true), Places.CountyId)));
        await As(levels, Director, new DecideScrap(Places.CountyId, own, true), Places.CountyId);

        await levels.As(Levels.Site, new ReceiveGoods(Levels.Site, levels.Community, Keys.New(), Warehouse.Today.AddDays(-5), [new ReceiptLine(levels.House.Condoms, "旧批", 100)]));
        var batch = await QuarantineAsync(levels, 5, levels.Community);
        var village = await As(levels, Clerk, Apply(levels, batch, 5) with { StoreId = levels.Community });
        Assert.Equal("OWN_APPLICATION", await Levels.Code(() => As(levels, Clerk, new DecideScrap(Levels.Site, village, true))));
        await As(levels, Director, new DecideScrap(Levels.Site, village, true));
        await As(levels, Clerk, Dispose(village));
        Assert.Equal(0, await levels.Balance(levels.Community, StockCondition.Quarantine));
    }

    [Theory, DatabaseData]
    public async Task Both_sides_see_an_application_and_nobody_else(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var id = await As(levels, Clerk, Apply(levels, await QuarantineAsync(levels, 50), 10));
        Assert.Equal(id, Assert.Single((await As(levels, Clerk, new ListScraps(new PageRequest(), Levels.Site, ScrapState.Applied, new YearMonth(2026, 11), "废2026"))).Items).Id);
        var row = Assert.Single((await As(levels, County, new ListScraps(new PageRequest(), Text: "样镇1"), Places.CountyId)).Items);
        Assert.Equal(("样镇1", "宁国市", 1, 10L), (row.SiteName, row.OtherSiteName, row.Lines, row.Quantity));
        Assert.Empty((await As(levels, County, new ListScraps(new PageRequest(), State: ScrapState.Disposed), Places.CountyId)).Items);
        Assert.Empty((await As(levels, Clerk, new ListScraps(new PageRequest()), Levels.Neighbour)).Items);
        Assert.Equal("NOT_FOUND", await Levels.Code(() => As(levels, Clerk, new GetScrap(id), Levels.Neighbour)));
        Assert.Equal("NOT_FOUND", await Levels.Code(() => As(levels, Clerk, new WithdrawScrap(Levels.Neighbour, id, "不报了"), Levels.Neighbour)));
        Assert.Equal("NOT_FOUND", await Levels.Code(() => As(levels, Clerk, Dispose(id) with { SiteId = Levels.Neighbour }, Levels.Neighbour)));
        Assert.Equal("NOT_FOUND", await Levels.Code(() => As(levels, Director, new DecideScrap(Levels.Neighbour, id, true), Levels.Neighbour)));
        Assert.Equal("OUT_OF_SCOPE", await Levels.Code(() => As(levels, Clerk, Dispose(id), Levels.Neighbour)));
        Assert.Equal("NOT_FOUND", await Levels.Code(() => As(levels, Clerk, Apply(levels, Keys.New(), 1) with { SiteId = Levels.Neighbour }, Levels.Neighbour)));
        Assert.Equal("NO_PERMISSION", await Levels.Code(() => levels.As(Levels.Site, Dispose(id))));
        Assert.Equal("NO_PERMISSION", await Levels.Code(() => levels.As(Places.CountyId, new DecideScrap(Places.CountyId, id, true))));
    }

    [Theory, DatabaseData]
    public async Task What_a_count_took_away_meanwhile_is_missing_by_the_book(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var batch = await QuarantineAsync(levels, 50);
        var id = await As(levels, Clerk, Apply(levels, batch, 50));
        await As(levels, County, new DecideScrap(Places.CountyId, id, true), Places.CountyId);
        await levels.House.Platform.Write<SuppliesDbContext>(db => db.Set<StockAccount>().Where(a => a.StoreId == levels.Township && a.Condition == StockCondition.Quarantine)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.Balance, 45)));
        var missing = await Assert.ThrowsAsync<RefusalException>(() => As(levels, Clerk, Dispose(id)));
        Assert.Equal(("INSUFFICIENT_STOCK", true), (missing.Code, missing.Detail.Contains("还差 5", StringComparison.Ordinal)));
        Assert.Equal(ScrapState.Approved, (await StateAsync(levels, id)).State);

        // A key of another voucher posts nothing, and so nothing is disposed of.
        var other = (await As(levels, Clerk, new ListPostings(new PageRequest()))).Items[0].Id;
        Assert.Equal("KEY_USED", await Levels.Code(() => As(levels, Clerk, Dispose(id) with { Key = other })));
        Assert.Equal(ScrapState.Approved, (await StateAsync(levels, id)).State);
    }

    [Theory, DatabaseData]
    public async Task Of_two_at_once_one_wins(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var batch = await QuarantineAsync(levels, 50);
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Try(() => As(levels, Clerk, Apply(levels, batch, 30)))));
        Assert.Equal(["INSUFFICIENT_STOCK", "INSUFFICIENT_STOCK", "INSUFFICIENT_STOCK", "OK"], applied.Order());
        var id = (await As(levels, Clerk, new ListScraps(new PageRequest()))).Items.Single().Id;
        await As(levels, County, new DecideScrap(Places.CountyId, id, true), Places.CountyId);
        var disposed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Try(() => As(levels, Clerk, Dispose(id)))));
        Assert.Equal(["OK", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE"], disposed.Order());
        Assert.Equal(20, await levels.Balance(levels.Township, StockCondition.Quarantine));
    }

    [Theory, DatabaseData]
    public async Task What_stands_in_quarantine_or_approved_for_long_is_a_finding(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var batch = await QuarantineAsync(levels, 50);
        Assert.Empty(await FindingsAsync(levels, Warehouse.Today.AddDays(10)));
        var late = Warehouse.Today.AddDays(40);
        Assert.Contains("50 只隔离已超过 30 天", Assert.Single(await FindingsAsync(levels, late)).Detail, StringComparison.Ordinal);
        var id = await As(levels, Clerk, Apply(levels, batch, 20));
        Assert.Contains("30 只隔离已超过 30 天", Assert.Single(await FindingsAsync(levels, late)).Detail, StringComparison.Ordinal);
        await As(levels, Clerk, new WithdrawScrap(Levels.Site, id, "合并申请"));
        id = await As(levels, Clerk, Apply(levels, batch, 50));
        Assert.Empty(await FindingsAsync(levels, late));
        await As(levels, County, new DecideScrap(Places.CountyId, id, true), Places.CountyId);
        Assert.Empty(await FindingsAsync(levels, Warehouse.Today.AddDays(30)));
        Assert.EndsWith("批准后没有处理", Assert.Single(await FindingsAsync(levels, late)).Title, StringComparison.Ordinal);
        await As(levels, Clerk, Dispose(id));
        Assert.Empty(await FindingsAsync(levels, late));
    }

    [Theory, DatabaseData]
    public async Task A_long_application_takes_no_more_statements_than_a_short_one(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        await levels.As(Levels.Site, new ReceiveGoods(
            Levels.Site, levels.Township, Keys.New(), Warehouse.Today, [.. Enumerable.Range(1, 42).Select(i => new ReceiptLine(levels.House.Condoms, $"N{i:00}", 10))]));
        var batches = await levels.House.Platform.Read<SuppliesDbContext, List<Guid>>(db => db.Set<Batch>().Where(b => b.Number.StartsWith("N")).OrderBy(b => b.Number).Select(b => b.Id).ToListAsync());
        foreach (var batch in batches)
        {
            await levels.As(Levels.Site, new QuarantineGoods(Levels.Site, levels.Township, Keys.New(), Warehouse.Today, batch, 10, "受潮"));
        }

        var (one, many) = (Apply(levels, batches[0], 1), Apply(levels, batches[1], 1));
        many = many with { Lines = [.. batches.Skip(2).Select(b => many.Lines[0] with { BatchId = b })] };
        await As(levels, Clerk, Apply(levels, batches[1], 1));
        await NoMoreAsync(() => As(levels, Clerk, one), () => As(levels, Clerk, many));
        foreach (var id in new[] { one.Key, many.Key })
        {
            await As(levels, County, new DecideScrap(Places.CountyId, id, true), Places.CountyId);
        }

        await NoMoreAsync(() => As(levels, Clerk, Dispose(one.Key)), () => As(levels, Clerk, Dispose(many.Key)));
        await FindingsAsync(levels, Warehouse.Today);
        await NoMoreAsync(() => FindingsAsync(levels, Warehouse.Today), () => FindingsAsync(levels, Warehouse.Today.AddDays(60)));
    }

    // What is kept in memory for a while is read anew now and then: one statement more or less.
    private static async Task NoMoreAsync(Func<Task> few, Func<Task> many)
    {
        var first = await StatementCounter.CountAsync(few);
        Assert.InRange(await StatementCounter.CountAsync(many), 1, first + 1);
    }

    // Set apart ten days ago in a store that then had 100 of the batch at least.
    private static async Task<Guid> QuarantineAsync(Levels levels, long quantity, Guid? store = null)
    {
        var at = store ?? levels.Township;
        var site = at == levels.County ? Places.CountyId : Levels.Site;
        if (at == levels.Township)
        {
            await levels.As(site, new ReceiveGoods(site, at, Keys.New(), Warehouse.Today.AddDays(-20), [new ReceiptLine(levels.House.Condoms, "旧批", 100)]));
        }

        var batch = await levels.House.Platform.Read<SuppliesDbContext, Guid>(db => db.Set<Batch>().Where(b => b.Number == "旧批").Select(b => b.Id).SingleAsync());
        await levels.As(site, new QuarantineGoods(site, at, Keys.New(), Warehouse.Today.AddDays(at == levels.Community ? -1 : -10), batch, quantity, "受潮"));
        return batch;
    }

    private static ApplyScrap Apply(Levels levels, Guid batch, long quantity) =>
        new(Levels.Site, levels.Township, Keys.New(), [new ScrapItem(batch, quantity, ScrapCause.Damp, "十一月检查时发现")]);

    private static DisposeScrap Dispose(Guid id) => new(Levels.Site, id, Keys.New(), Warehouse.Today, ScrapMethod.Burned, "镇垃圾处理站", ["王主任", "李监督 "]);

    private static async Task<(ScrapState State, string Note)> StateAsync(Levels levels, Guid id)
    {
        var scrap = await As(levels, Clerk, new GetScrap(id));
        return (scrap.State, scrap.DecisionNote);
    }

    private static Task<T> As<T>(Levels levels, Guid account, IRequest<T> request, int division = Levels.Site) => levels.House.Platform.Sender.SendAs(
        new Actor(
            account, account == Clerk ? "经办人" : account == Director ? "主任" : "县管理员", Guid.Empty, division == Places.CountyId ? Places.County : Places.Site(division),
            new HashSet<string> { SuppliesPermissions.View, SuppliesPermissions.Post, SuppliesPermissions.Send, SuppliesPermissions.ApplyScrap, SuppliesPermissions.ApproveScrap }, ActorChannel.Page),
        request);

    private static async Task<string> Try(Func<Task> action)
    {
        try
        {
            await action();
            return "OK";
        }
        catch (RefusalException refusal)
        {
            return refusal.Code;
        }
    }

    private static async Task<IReadOnlyList<FindingDraft>> FindingsAsync(Levels levels, DateOnly until)
    {
        await using var operation = levels.House.Platform.Begin();
        var asked = new AuditRequested(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites, until);
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return asked.Answers.Single(a => a.SiteId == Levels.Site && a.CheckCode == ScrapCodes.Overdue).Findings;
    }
}
