using CsCheck;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Supplies;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Catalogue;
using Platform.Supplies.Features.Demands;
using Platform.Supplies.Features.Dispatches;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Waiting;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies.Dispatches;

/// <summary>A store asks, the one above approves, goods are sent for it and never more than approved (P3-STREETSUPPLY-04, -12).</summary>
public sealed class DemandTests
{
    private static readonly DateOnly Next = new(2027, 1, 1);

    private static readonly string[] Everything =
    [
        SuppliesPermissions.View, SuppliesPermissions.ApproveDemands, SuppliesPermissions.Send, SuppliesPermissions.Receive, SuppliesPermissions.ApproveScrap, SuppliesPermissions.ApplyScrap,
    ];

    [Theory, DatabaseData]
    public async Task A_township_asks_the_county_approves_and_sends_in_two_parts(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var demand = Ask(levels, 900);
        Assert.Equal(demand.Key, await AsTownship(levels, demand));
        Assert.Equal(demand.Key, await AsTownship(levels, demand));
        var seen = await levels.As(Places.CountyId, new GetDemand(demand.Key));
        Assert.Equal((DemandState.Submitted, "样镇1药具库", "县药具站", "2027年一季度"), (seen.State, seen.Store, seen.Supplier, seen.PeriodText));
        Assert.Equal("NOT_APPROVED", await Levels.Code(() => levels.As(Places.CountyId, levels.Down(100) with { DemandId = demand.Key })));

        await AsCounty(levels, new ApproveDemand(Places.CountyId, demand.Key, [new DemandedProduct(levels.House.Condoms, 800)], "按库存调减", seen.Version));
        Assert.Equal("WRONG_STATE", await Levels.Code(() => AsCounty(levels, new RefuseDemand(Places.CountyId, demand.Key, "晚了"))));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => levels.As(Places.CountyId, levels.Down(801) with { DemandId = demand.Key }));
        Assert.Equal("EXCEEDS_APPROVAL", refusal.Code);
        Assert.Contains("批准 800 只，已发 0 只，这次最多再发 800 只", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal("EXCEEDS_APPROVAL", await Levels.Code(() => levels.As(
            Places.CountyId, levels.Down(100) with { DemandId = demand.Key, Lines = [new SendLine(levels.House.Coils, 1)] })));

        await levels.As(Places.CountyId, levels.Down(500) with { DemandId = demand.Key });
        Assert.Equal("EXCEEDS_APPROVAL", await Levels.Code(() => levels.As(Places.CountyId, levels.Down(301) with { DemandId = demand.Key })));
        var second = await levels.As(Places.CountyId, levels.Down(300) with { DemandId = demand.Key });
        var done = await levels.As(Levels.Site, new GetDemand(demand.Key));
        Assert.Equal((DemandState.Fulfilled, 900L, 800L, 800L, 2), (done.State, done.Lines[0].Requested, done.Lines[0].Approved, done.Lines[0].Sent, done.Dispatches.Count));
        Assert.Equal("NOT_APPROVED", await Levels.Code(() => levels.As(Places.CountyId, levels.Down(1) with { DemandId = demand.Key })));
        Assert.Equal(done.Voucher, (await levels.As(Levels.Site, new GetDispatch(second))).Demand);

        // What is taken back may be sent again.
        await levels.As(Places.CountyId, new CancelDispatch(Places.CountyId, second, "车坏了"));
        var again = await levels.As(Levels.Site, new GetDemand(demand.Key));
        Assert.Equal((DemandState.Approved, 500L), (again.State, again.Lines[0].Sent));
        await AsCounty(levels, new CloseDemand(Places.CountyId, demand.Key, "下季度一并下拨"));
        Assert.Equal("NOT_APPROVED", await Levels.Code(() => levels.As(Places.CountyId, levels.Down(300) with { DemandId = demand.Key })));
        var row = Assert.Single((await levels.As(Levels.Site, new ListDemands(new PageRequest(), Levels.Site, DemandState.Closed, new YearMonth(2027, 1)))).Items);
        Assert.Equal((900L, 800L, 500L), (row.Requested, row.Approved, row.Sent));
    }

    [Theory, DatabaseData]
    public async Task Steps_out_of_order_and_of_others_are_refused(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var demand = Ask(levels, 100);
        Assert.Equal("NO_SUPPLIER", await Levels.Code(() => levels.House.Platform.SendAs(
            Places.County, [SuppliesPermissions.Demand], demand with { SiteId = Places.CountyId, StoreId = levels.County })));
        Assert.Equal("WRONG_PERIOD", await Levels.Code(() => AsTownship(levels, demand with { Period = new DateOnly(2026, 11, 1) })));
        Assert.Equal("WRONG_PERIOD", await Levels.Code(() => AsTownship(levels, demand with { Period = Next.AddMonths(3) })));
        Assert.Equal("UNKNOWN_PRODUCT", await Levels.Code(() => AsTownship(levels, demand with { Lines = [new DemandedProduct(Keys.New(), 1)] })));
        Assert.Equal("INSTITUTION_ONLY", await Levels.Code(() => AsTownship(
            levels, demand with { StoreId = levels.Community, Period = new DateOnly(2026, 12, 1), Lines = [new DemandedProduct(levels.House.Coils, 1)] })));
        await AsTownship(levels, demand);
        Assert.Equal("DEMAND_EXISTS", await Levels.Code(() => AsTownship(levels, Ask(levels, 50))));
        Assert.Equal("REASON_REQUIRED", await Levels.Code(() => AsTownship(levels, Ask(levels, 50) with { Supplementary = true })));
        await AsTownship(levels, Ask(levels, 50) with { Supplementary = true, Note = "义诊活动" });

        ApproveDemand Approve(long quantity, string? note = null) => new(Places.CountyId, demand.Key, [new DemandedProduct(levels.House.Condoms, quantity)], note);
        Assert.Equal("REASON_REQUIRED", await Levels.Code(() => AsCounty(levels, Approve(99))));
        Assert.Equal("QUANTITY_MISMATCH", await Levels.Code(() => AsCounty(levels, Approve(0, "没有货"))));
        Assert.Equal("QUANTITY_MISMATCH", await Levels.Code(() => AsCounty(levels, Approve(100) with { Lines = [new DemandedProduct(levels.House.Coils, 100)] })));
        Assert.Equal("CHANGED_MEANWHILE", await Levels.Code(() => AsCounty(levels, Approve(100) with { Version = Keys.New() })));
        Assert.Equal("OUT_OF_SCOPE", await Levels.Code(() => AsTownship(levels, Approve(100))));
        Assert.Equal("NOT_FOUND", await Levels.Code(() => AsTownship(levels, Approve(100) with { SiteId = Levels.Site })));
        Assert.Equal("NOT_FOUND", await Levels.Code(() => levels.As(Levels.Neighbour, new GetDemand(demand.Key))));
        Assert.Empty((await levels.As(Levels.Neighbour, new ListDemands(new PageRequest()))).Items);

        await AsTownship(levels, new WithdrawDemand(Levels.Site, demand.Key, "数量填错"));
        Assert.Equal("WRONG_STATE", await Levels.Code(() => AsCounty(levels, Approve(100))));
        await AsTownship(levels, Ask(levels, 60));
    }

    [Theory, DatabaseData]
    public async Task Nobody_approves_the_own_demand(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var demand = Ask(levels, 10) with { StoreId = levels.Community, Period = new DateOnly(2026, 12, 1) };
        await AsTownship(levels, demand);
        Assert.Equal("OWN_DEMAND", await Levels.Code(() => AsTownship(levels, new ApproveDemand(Levels.Site, demand.Key, [new DemandedProduct(levels.House.Condoms, 10)]))));
        await Somebody(levels, Places.Site(Levels.Site), new ApproveDemand(Levels.Site, demand.Key, [new DemandedProduct(levels.House.Condoms, 10)]));
        Assert.Equal(DemandState.Approved, (await levels.As(Levels.Site, new GetDemand(demand.Key))).State);
    }

    [Theory, DatabaseData]
    public async Task A_need_follows_from_use_stock_and_what_is_on_the_way(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        await levels.As(Levels.Site, new ReceiveGoods(Levels.Site, levels.Township, Keys.New(), new(2026, 8, 1), [new ReceiptLine(levels.House.Condoms, "镇批", 1000, new(2026, 1, 1), new(2031, 1, 1))]));
        await levels.As(Levels.Site, new IssueGoods(Levels.Site, levels.Township, Keys.New(), new(2026, 8, 20), levels.House.Condoms, 300, "卫生院"));
        await levels.As(Levels.Site, new IssueGoods(Levels.Site, levels.Township, Keys.New(), new(2026, 10, 20), levels.House.Condoms, 300, "卫生院"));
        var wrong = new IssueGoods(Levels.Site, levels.Township, Keys.New(), new(2026, 10, 21), levels.House.Condoms, 100, "卫生院");
        await levels.As(Levels.Site, wrong);
        await levels.As(Levels.Site, new ReversePosting(Levels.Site, wrong.Key, "记错"));
        // Issued this month: in the stock, not in the average.
        await levels.As(Levels.Site, new IssueGoods(Levels.Site, levels.Township, Keys.New(), new(2026, 11, 5), levels.House.Condoms, 50, "卫生院"));
        await levels.SendAsync(70);

        var computed = await levels.As(Levels.Site, new ComputeDemand(Levels.Site, levels.Township));
        var row = computed.Products.Single(p => p.ProductId == levels.House.Condoms);
        Assert.Equal((Next, 3), (computed.Period, computed.Months));
        Assert.Equal((600L, 350L, 70L), (row.Issued, row.Usable, row.OnTheWay));
        Assert.Equal(DemandRules.Need(StoreLevel.Township, 600, 420, 10), row.Need);
        Assert.Equal(780, row.Need);

        // Nobody but the township and those above computes for it.
        Assert.Equal("OUT_OF_SCOPE", await Levels.Code(() => levels.As(Levels.Neighbour, new ComputeDemand(Levels.Site, levels.Township))));
    }

    [Fact]
    public void A_need_covers_period_and_reserve_and_is_whole_packs() =>
        Gen.Select(Gen.Enum<StoreLevel>().Where(l => l != StoreLevel.County), Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000], Gen.Long[1, 1000]).Sample((level, issued, available, pack) =>
        {
            var need = DemandRules.Need(level, issued, available, pack);
            var months = DemandRules.Months(level) + DemandRules.Cover(level);
            Assert.True(need >= 0 && need % pack == 0);
            Assert.True((available + need) * DemandRules.LookBack >= issued * months);
            Assert.True(need == 0 || (available + need - pack) * DemandRules.LookBack < issued * months);
        });

    [Theory, DatabaseData]
    public async Task What_waits_is_told_to_the_office_that_has_to_act_until_it_is_done(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var township = Places.Site(Levels.Site);
        Assert.Empty(await Waiting(levels, Places.County));
        var demand = Ask(levels, 900);
        await AsTownship(levels, demand);
        Assert.Equal([new WaitingGoods(GoodsWork.ApproveDemand, 1, Warehouse.Today, demand.Key)], await Waiting(levels, Places.County));
        Assert.Empty(await Waiting(levels, township));
        Assert.Empty(await levels.House.Platform.SendAs(Places.County, [SuppliesPermissions.View], new GetWaitingGoods()));

        await AsCounty(levels, new ApproveDemand(Places.CountyId, demand.Key, [new DemandedProduct(levels.House.Condoms, 800)], "按库存调减"));
        Assert.Equal([new WaitingGoods(GoodsWork.SendApproved, 1, Warehouse.Today, demand.Key)], await Waiting(levels, Places.County));
        var first = await levels.As(Places.CountyId, levels.Down(500) with { DemandId = demand.Key });
        await levels.As(Places.CountyId, levels.Down(300, Warehouse.Today) with { DemandId = demand.Key });
        Assert.Empty(await Waiting(levels, Places.County));
        Assert.Equal([new WaitingGoods(GoodsWork.ReceiveDispatch, 2, Warehouse.Today.AddDays(-10), first)], await Waiting(levels, township));
        Assert.Empty(await Waiting(levels, Places.Site(Levels.Neighbour)));

        // A difference waits for both sides.
        await levels.ReceiveAsync(Levels.Site, first, missing: 10, reason: "少一盒");
        var difference = new WaitingGoods(GoodsWork.SettleDifference, 1, Warehouse.Today.AddDays(-8), first);
        Assert.Contains(difference, await Waiting(levels, township));
        Assert.Equal([difference], await Waiting(levels, Places.County));

        // A community asks its township: whoever asked is not told to approve, a colleague is.
        await AsTownship(levels, Ask(levels, 10) with { StoreId = levels.Community, Period = new DateOnly(2026, 12, 1) });
        Assert.Contains(await Waiting(levels, township), w => w.Work == GoodsWork.ApproveDemand);
        Assert.DoesNotContain(await levels.House.Platform.SendAs(township, Everything, new GetWaitingGoods()), w => w.Work == GoodsWork.ApproveDemand);
    }

    private static SubmitDemand Ask(Levels levels, long quantity) => new(Levels.Site, levels.Township, Keys.New(), Next, [new DemandedProduct(levels.House.Condoms, quantity)]);

    private static Task<T> AsTownship<T>(Levels levels, MediatR.IRequest<T> request) =>
        levels.House.Platform.SendAs(Places.Site(Levels.Site), [SuppliesPermissions.Demand, SuppliesPermissions.ApproveDemands], request);

    private static Task<T> AsCounty<T>(Levels levels, MediatR.IRequest<T> request) => Somebody(levels, Places.County, request);

    private static Task<T> Somebody<T>(Levels levels, DivisionScope scope, MediatR.IRequest<T> request) => levels.House.Platform.Sender.SendAs(
        new Actor(Keys.New(), "另一人", Guid.Empty, scope, new HashSet<string> { SuppliesPermissions.ApproveDemands }, ActorChannel.Page), request);

    private static Task<IReadOnlyList<WaitingGoods>> Waiting(Levels levels, DivisionScope scope) => levels.House.Platform.Sender.SendAs(
        new Actor(Keys.New(), "另一人", Guid.Empty, scope, Everything.ToHashSet(), ActorChannel.Page), new GetWaitingGoods());
}
