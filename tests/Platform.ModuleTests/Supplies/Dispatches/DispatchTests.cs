using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Oversight.Data;
using Platform.Supplies;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Dispatches;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Stores;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies.Dispatches;

/// <summary>Goods go down the levels, back up and across; they are in one book or on the way, and both sides see the same voucher (P3-STREETSUPPLY-05a).</summary>
public sealed class DispatchTests
{
    [Theory, DatabaseData]
    public async Task Goods_go_from_the_county_to_a_township_and_on_to_a_community(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var down = levels.Down(2500);
        Assert.Equal(down.Key, await levels.As(Places.CountyId, down));
        Assert.Equal(down.Key, await levels.As(Places.CountyId, down));
        Assert.Equal((2500L, 0L), (await levels.Balance(levels.County), await levels.Balance(levels.Township)));

        var seen = await levels.As(Levels.Site, new GetDispatch(down.Key));
        Assert.Equal(("县药具站", DispatchState.Sent, DispatchKind.Down, false, true), (seen.From, seen.State, seen.Kind, seen.IsSender, seen.IsReceiver));
        Assert.Equal([("旧批", 2000L), ("新批", 500L)], seen.Lines.OrderByDescending(l => l.Sent).Select(l => (l.Batch, l.Sent)));
        Assert.StartsWith("调20261113-", seen.Voucher, StringComparison.Ordinal);

        var receipt = await levels.ReceiptOf(Levels.Site, down.Key);
        await levels.As(Levels.Site, receipt);
        await levels.As(Levels.Site, receipt);
        Assert.Equal((2500L, 2500L), (await levels.Balance(levels.County), await levels.Balance(levels.Township)));
        Assert.Equal(DispatchState.Settled, (await levels.As(Places.CountyId, new GetDispatch(down.Key))).State);
        Assert.Equal("WRONG_STATE", await Levels.Code(() => levels.As(Levels.Site, receipt with { Key = Keys.New() })));
        Assert.Equal("WRONG_STATE", await Levels.Code(() => levels.As(Places.CountyId, new CancelDispatch(Places.CountyId, down.Key, "发错了"))));

        var on = await levels.As(Levels.Site, new SendDispatch(Levels.Site, levels.Township, Keys.New(), levels.Community, Warehouse.Today, [new SendLine(levels.House.Condoms, 100)], Levels.All, "镇2026-1"));
        await levels.As(Levels.Site, (await levels.ReceiptOf(Levels.Site, on)) with { ReceivedOn = Warehouse.Today });
        Assert.Equal((2400L, 100L), (await levels.Balance(levels.Township), await levels.Balance(levels.Community)));

        // The duty of the quarter is proven by what came from the county, not by what went on to the village.
        var proof = Assert.Single(await levels.House.Platform.Read<OversightDbContext, List<DutyFulfilment>>(db => Task.FromResult(db.Set<DutyFulfilment>().ToList())));
        Assert.Equal((SuppliesCodes.CollectQuarterly, Levels.Site, new DateOnly(2026, 10, 1), down.Key.ToString()), (proof.DutyCode, proof.SiteId, proof.Period, proof.EvidenceRef));
    }

    [Theory, DatabaseData]
    public async Task Both_sides_see_a_dispatch_and_nobody_else(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var id = await levels.SendAsync(100);
        Assert.Equal(id, Assert.Single((await levels.As(Places.CountyId, new ListDispatches(new PageRequest()))).Items).Id);
        var row = Assert.Single((await levels.As(Levels.Site, new ListDispatches(new PageRequest(), Levels.Site, DispatchState.Sent, DispatchKind.Down, new YearMonth(2026, 11)))).Items);
        Assert.Equal(("宁国市 县药具站", "样镇1 样镇1药具库", 100L, 1), (row.FromText, row.ToText, row.Quantity, row.Lines));
        Assert.Empty((await levels.As(Levels.Neighbour, new ListDispatches(new PageRequest()))).Items);
        Assert.Empty((await levels.As(Places.ForeignSite, new ListDispatches(new PageRequest()))).Items);
        var receipt = await levels.ReceiptOf(Levels.Site, id);
        Assert.Equal("NOT_FOUND", await Levels.Code(() => levels.As(Levels.Neighbour, new GetDispatch(id))));
        Assert.Equal("NOT_FOUND", await Levels.Code(() => levels.As(Levels.Neighbour, receipt with { SiteId = Levels.Neighbour })));
        Assert.Equal("OUT_OF_SCOPE", await Levels.Code(() => levels.As(Levels.Neighbour, receipt)));
        Assert.Equal("NOT_FOUND", await Levels.Code(() => levels.As(Levels.Site, new CancelDispatch(Levels.Site, id, "不要了"))));

        // What each side reads of the other is this voucher, not the book.
        Assert.Empty((await levels.As(Levels.Site, new ListStock(new PageRequest()))).Items);
        Assert.DoesNotContain((await levels.As(Levels.Site, new ListPostings(new PageRequest()))).Items, p => p.SiteId != Levels.Site);
        await Assert.ThrowsAsync<RefusalException>(() => levels.House.Platform.Write<SuppliesDbContext>(
            db => Task.FromResult(db.Add(new DispatchLine { SiteId = Places.CountyId, OtherSiteId = Levels.Site, DispatchId = id, Sent = 1 })), Places.Site(Levels.Neighbour)));
    }

    [Theory, DatabaseData]
    public async Task Nothing_leaves_or_arrives_unchecked(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var down = levels.Down(100);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => levels.As(Places.CountyId, down with { Checks = [.. Levels.All.Except([CheckItem.Seal, CheckItem.NoMould, CheckItem.LabelYears])] }));
        Assert.Equal("CHECKLIST_INCOMPLETE", refusal.Code);
        Assert.Contains("查票据印鉴、无生霉、标有使用年限", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal("WRONG_ROUTE", await Levels.Code(() => levels.As(Places.CountyId, down with { ToStoreId = levels.Community })));
        Assert.Equal("WRONG_ROUTE", await Levels.Code(() => levels.As(Places.CountyId, down with { ToStoreId = levels.County })));
        Assert.Equal("INSUFFICIENT_STOCK", await Levels.Code(() => levels.As(Places.CountyId, levels.Down(5001))));
        Assert.Equal("RETURN_ONLY", await Levels.Code(() => levels.As(Places.CountyId, down with { Lines = [new SendLine(levels.House.Condoms, 1, Keys.New(), Quarantined: true)] })));
        Assert.Equal("IN_FUTURE", await Levels.Code(() => levels.As(Places.CountyId, down with { SentOn = Warehouse.Today.AddDays(1) })));
        Assert.Equal(5000, await levels.Balance(levels.County));

        await levels.As(Places.CountyId, down);
        var receipt = await levels.ReceiptOf(Levels.Site, down.Key);
        var line = receipt.Lines[0].LineId;
        Assert.Equal("CHECKLIST_INCOMPLETE", await Levels.Code(() => levels.As(Levels.Site, receipt with { Checks = Checklist.Ten })));
        Assert.Equal("QUANTITY_MISMATCH", await Levels.Code(() => levels.As(Levels.Site, receipt with { Lines = [new ReceivedLine(line, 90)] })));
        Assert.Equal("QUANTITY_MISMATCH", await Levels.Code(() => levels.As(Levels.Site, receipt with { Lines = [] })));
        Assert.Equal("QUANTITY_MISMATCH", await Levels.Code(() => levels.As(Levels.Site, receipt with { Lines = [new ReceivedLine(line, 110, -10)] })));
        Assert.Equal("REASON_REQUIRED", await Levels.Code(() => levels.As(Levels.Site, receipt with { Lines = [new ReceivedLine(line, 90, 10)] })));
        Assert.Equal("BEFORE_SENT", await Levels.Code(() => levels.As(Levels.Site, receipt with { ReceivedOn = Warehouse.Today.AddDays(-11) })));
        Assert.Equal("CHANGED_MEANWHILE", await Levels.Code(() => levels.As(Levels.Site, receipt with { Version = Keys.New() })));
        Assert.Equal(0, await levels.Balance(levels.Township));
    }

    [Theory, DatabaseData]
    public async Task Differences_stay_until_one_side_settles_them(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var id = await levels.SendAsync(1000);
        await levels.ReceiveAsync(Levels.Site, id, rejected: 50, missing: 20, reason: "两盒受潮，少两盒");
        Assert.Equal((930L, 50L), (await levels.Balance(levels.Township), await levels.Balance(levels.Township, StockCondition.Quarantine)));
        var open = await levels.As(Places.CountyId, new GetDispatch(id));
        Assert.Equal((DispatchState.Received, 930L, 50L, 20L, "两盒受潮，少两盒"), (open.State, open.Lines[0].Accepted, open.Lines[0].Rejected, open.Lines[0].Missing, open.Lines[0].Reason));
        Assert.Equal("SENDER_ONLY", await Levels.Code(() => levels.As(Levels.Site, new SettleDispatch(Levels.Site, id, "请县里收回", TakeBack: true))));
        Assert.Equal(DispatchState.Received, (await levels.As(Levels.Site, new GetDispatch(id))).State);
        await levels.As(Places.CountyId, new SettleDispatch(Places.CountyId, id, "两盒漏装，已找到收回；受潮的退回后报废", TakeBack: true));
        Assert.Equal(4020, await levels.Balance(levels.County));
        var settled = await levels.As(Levels.Site, new GetDispatch(id));
        Assert.Equal((DispatchState.Settled, "两盒漏装，已找到收回；受潮的退回后报废"), (settled.State, settled.ClosingNote));
        Assert.Equal("WRONG_STATE", await Levels.Code(() => levels.As(Levels.Site, new SettleDispatch(Levels.Site, id, "再结一次"))));

        // What was set apart goes back up, and arrives set apart.
        var faulty = new SendLine(levels.House.Condoms, 50, settled.Lines[0].BatchId, Quarantined: true);
        var back = await levels.As(Levels.Site, new SendDispatch(Levels.Site, levels.Township, Keys.New(), levels.County, Warehouse.Today, [faulty], Checklist.Ten));
        await levels.As(Places.CountyId, (await levels.ReceiptOf(Places.CountyId, back)) with { ReceivedOn = Warehouse.Today, Checks = Checklist.Ten });
        Assert.Equal((0L, 50L), (await levels.Balance(levels.Township, StockCondition.Quarantine), await levels.Balance(levels.County, StockCondition.Quarantine)));
    }

    [Theory, DatabaseData]
    public async Task All_of_it_may_be_rejected_and_then_it_proves_no_duty(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var id = await levels.SendAsync(100);
        await levels.As(Levels.Site, (await levels.ReceiptOf(Levels.Site, id, rejected: 100, reason: "整箱受潮")) with { Checks = Checklist.Ten });
        Assert.Equal((0L, 100L), (await levels.Balance(levels.Township), await levels.Balance(levels.Township, StockCondition.Quarantine)));
        Assert.Empty(await levels.House.Platform.Read<OversightDbContext, List<DutyFulfilment>>(db => Task.FromResult(db.Set<DutyFulfilment>().ToList())));
    }

    [Theory, DatabaseData]
    public async Task A_dispatch_is_cancelled_before_it_arrives(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var id = await levels.SendAsync(1000);
        Assert.Equal("VALIDATION", await Levels.Code(() => levels.As(Places.CountyId, new CancelDispatch(Places.CountyId, id, ""))));
        Assert.Equal("NOT_REVERSIBLE", await Levels.Code(() => levels.As(Places.CountyId, new ReversePosting(Places.CountyId, id, "发错了"))));
        var receipt = await levels.ReceiptOf(Levels.Site, id);
        await levels.As(Places.CountyId, new CancelDispatch(Places.CountyId, id, "车没有出发"));
        Assert.Equal(5000, await levels.Balance(levels.County));
        Assert.Equal((DispatchState.Cancelled, "车没有出发"), ((await levels.As(Levels.Site, new GetDispatch(id))).State, (await levels.As(Levels.Site, new GetDispatch(id))).ClosingNote));
        Assert.Equal("WRONG_STATE", await Levels.Code(() => levels.As(Levels.Site, receipt)));
        Assert.Equal("WRONG_STATE", await Levels.Code(() => levels.As(Places.CountyId, new CancelDispatch(Places.CountyId, id, "再来一次"))));
    }

    [Theory, DatabaseData]
    public async Task Goods_go_to_a_neighbour_and_coils_to_no_village(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        await levels.ReceiveAsync(Levels.Site, await levels.SendAsync(1000));
        var targets = await levels.As(Levels.Site, new GetDispatchTargets(Levels.Site, levels.Township));
        Assert.Equal(
            [("东村药具柜", DispatchKind.Down), ("县药具站", DispatchKind.Return), ("样镇2药具库", DispatchKind.Transfer)], targets.Select(t => (t.Name, t.Kind)));
        var across = await levels.As(Levels.Site, new SendDispatch(Levels.Site, levels.Township, Keys.New(), levels.Other, Warehouse.Today, [new SendLine(levels.House.Condoms, 300)], Levels.All));
        await levels.As(Levels.Neighbour, (await levels.ReceiptOf(Levels.Neighbour, across)) with { ReceivedOn = Warehouse.Today });
        Assert.Equal((700L, 300L), (await levels.Balance(levels.Township), await levels.Balance(levels.Other)));

        var coils = levels.Down(1) with { Lines = [new SendLine(levels.House.Coils, 5)] };
        await levels.ReceiveAsync(Levels.Site, await levels.As(Places.CountyId, coils));
        Assert.Equal("INSTITUTION_ONLY", await Levels.Code(() => levels.As(
            Levels.Site, new SendDispatch(Levels.Site, levels.Township, Keys.New(), levels.Community, Warehouse.Today, [new SendLine(levels.House.Coils, 1)], Levels.All))));
    }

    [Theory, DatabaseData]
    public async Task A_store_is_linked_to_the_only_one_above_it_and_by_hand_where_there_are_several(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var stores = (await levels.As(Places.CountyId, new ListStores(new PageRequest()))).Items.ToDictionary(s => s.Name);
        Assert.Equal(
            ("县药具站", "县药具站", "样镇1药具库"), (stores["样镇1药具库"].ParentName, stores["样镇2药具库"].ParentName, stores["东村药具柜"].ParentName));
        var second = await levels.As(Levels.Site, new SaveStore(Levels.Site, null, "样镇1服务所库", StoreLevel.Township));
        var point = await levels.As(Levels.Site, new SaveStore(Levels.Site, null, "汽车站发放点", StoreLevel.Point));
        Assert.Empty(await levels.As(Levels.Site, new GetDispatchTargets(Levels.Site, point)));
        Assert.Equal("WRONG_PARENT", await Levels.Code(() => levels.As(Levels.Site, new LinkStore(Levels.Site, point, levels.County))));
        Assert.Equal("WRONG_PARENT", await Levels.Code(() => levels.As(Levels.Site, new LinkStore(Levels.Site, point, levels.Other))));
        await levels.As(Levels.Site, new LinkStore(Levels.Site, point, second));
        Assert.Equal("样镇1服务所库", Assert.Single(await levels.As(Levels.Site, new GetDispatchTargets(Levels.Site, point))).Name);
    }
}
