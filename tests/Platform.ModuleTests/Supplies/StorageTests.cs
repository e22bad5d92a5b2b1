using Autofac;
using CsCheck;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Training;
using Platform.Supplies;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Storage;
using Platform.Supplies.Features.Stores;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>Where goods are kept: dedicated cabinets, zones by product and expiry, signs (P3-STORAGE-02, P3-STORAGE-03).</summary>
public sealed class StorageTests
{
    [Theory, DatabaseData]
    public async Task Goods_have_a_place_by_product_and_expiry_and_the_sign_says_what_expires_first(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100, expires: new(2028, 1, 31));
        await house.Receive("B2", 50, expires: new(2027, 3, 31));
        Assert.All((await house.AsClerk(new ListStock(new PageRequest()))).Items, r => Assert.Equal("", r.Location));
        Assert.Equal([("避孕套", (DateOnly?)new DateOnly(2027, 3, 31))], (await house.AsClerk(new GetSigns(Warehouse.Site, house.Store))).Elsewhere.Select(l => (l.Name, l.FirstExpiry)));

        await house.AsClerk(Zone(house, "1号柜", "A区", house.Condoms));
        await house.AsClerk(Zone(house, "2号柜", "近效期区") with { ExpiresTo = new DateOnly(2027, 6, 30), Sign = "先行发放" });
        await house.AsClerk(Zone(house, "隔离柜") with { Condition = StockCondition.Quarantine });
        var rest = await house.AsClerk(Zone(house, "9号柜"));
        Assert.Equal("NAME_TAKEN", await Code(() => house.AsClerk(Zone(house, " 1号柜 ", "A区"))));
        Assert.Equal("UNKNOWN_PRODUCT", await Code(() => house.AsClerk(Zone(house, "3号柜", "", Keys.New()))));

        // The product's own zone goes before the one for what expires soon; narrowed by expiry, it no longer takes everything.
        var stock = (await house.AsClerk(new ListStock(new PageRequest()))).Items;
        Assert.All(stock, r => Assert.Equal("1号柜 A区", r.Location));
        var a = (await Zones(house)).Single(z => z.Zone == "A区");
        await house.AsClerk(Zone(house, "1号柜", "A区", house.Condoms) with { Id = a.Id, Version = a.Version, ExpiresFrom = new DateOnly(2027, 7, 1) });
        Assert.Equal("CHANGED_MEANWHILE", await Code(() => house.AsClerk(Zone(house, "1号柜", "A区") with { Id = a.Id, Version = a.Version })));
        var card = await house.Card("B2");
        await house.AsClerk(new QuarantineGoods(Warehouse.Site, house.Store, Keys.New(), Warehouse.Today, card.BatchId, 5, "受潮"));
        stock = (await house.AsClerk(new ListStock(new PageRequest()))).Items;
        Assert.Equal(
            [("A1", StockCondition.Good, "1号柜 A区"), ("B2", StockCondition.Good, "2号柜 近效期区"), ("B2", StockCondition.Quarantine, "隔离柜")],
            stock.Select(r => (r.Batch, r.Condition, r.Location)).Order());

        var signs = await house.AsClerk(new GetSigns(Warehouse.Site, house.Store));
        Assert.Equal(["1号柜", "2号柜", "9号柜", "隔离柜"], signs.Zones.Select(z => z.Cabinet).Order(StringComparer.Ordinal));
        var near = signs.Zones.Single(z => z.Cabinet == "2号柜");
        Assert.Equal(("近效期区", "先行发放", new DateOnly(2027, 3, 31)), (near.Zone, near.Sign, Assert.Single(near.Lines).FirstExpiry));
        Assert.Equal(new DateOnly(2028, 1, 31), Assert.Single(signs.Zones.Single(z => z.Cabinet == "1号柜").Lines).FirstExpiry);
        Assert.Empty(signs.Elsewhere);

        await house.AsClerk(new CloseZone(Warehouse.Site, house.Store, rest, "柜子报废"));
        Assert.Equal("ZONE_CLOSED", await Code(() => house.AsClerk(new CloseZone(Warehouse.Site, house.Store, rest, "再停一次"))));
        Assert.Equal("柜子报废", (await house.AsClerk(new ListZones(Warehouse.Site, house.Store, new PageRequest(), true))).Items.Single().CloseReason);
        await house.AsClerk(Zone(house, "9号柜"));
    }

    [Theory, DatabaseData]
    public async Task A_store_without_a_dedicated_cabinet_is_named_and_nobody_elses_store_is_touched(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.AsClerk(new SaveStore(Warehouse.Site, null, "免费发放点", StoreLevel.Point));
        Assert.Equal("样镇1药具库没有登记药具专用柜", Assert.Single(await FindingsAsync(house)).Title);
        await house.AsClerk(Zone(house, "公文柜") with { Dedicated = false });
        Assert.Single(await FindingsAsync(house));
        var id = await house.AsClerk(Zone(house, "1号柜"));
        Assert.Empty(await FindingsAsync(house));
        Assert.True((await house.AsClerk(new GetStore(Warehouse.Site, house.Store))).Dedicated);
        await house.AsClerk(new CloseZone(Warehouse.Site, house.Store, id, "搬走了"));
        Assert.Single(await FindingsAsync(house));

        var foreign = Places.SecondSite;
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new GetStore(foreign, house.Store), foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new GetSigns(foreign, house.Store), foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new GetParentChoices(foreign, house.Store), foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(Zone(house, "1号柜") with { SiteId = foreign }, foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new CloseZone(foreign, house.Store, id, "不是我的"), foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new SetStoreLimits(foreign, house.Store), foreign)));
        Assert.Empty((await house.AsClerk(new ListZones(foreign, house.Store, new PageRequest()), foreign)).Items);
    }

    [Theory, DatabaseData]
    public async Task A_store_is_linked_to_one_of_several_above_it_and_guides_those_below(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        var first = await house.AsCounty(new SaveStore(Places.CountyId, null, "县一库", StoreLevel.County));
        var second = await house.AsCounty(new SaveStore(Places.CountyId, null, "县二库", StoreLevel.County));
        var choices = await house.AsClerk(new GetParentChoices(Warehouse.Site, house.Store));
        Assert.Equal((first, ["县一库", "县二库"]), (choices.ParentId, choices.Stores.Select(s => s.Name)), Pair);
        await house.AsClerk(new LinkStore(Warehouse.Site, house.Store, second));
        var point = await house.AsClerk(new SaveStore(Warehouse.Site, null, "免费发放点", StoreLevel.Point));
        var store = await house.AsClerk(new GetStore(Warehouse.Site, house.Store));
        Assert.Equal(("县二库", "样镇1", "温度 10～30 ℃，相对湿度 35～75%"), (store.ParentName, store.SiteName, store.LimitsText));
        Assert.Equal((point, false, true), store.Below.Select(b => (b.Id, b.Dedicated, b.Active)).Single());
        Assert.Equal(["没有指定保管人。"], store.Keeper.Warnings);
        await house.AsClerk(new SetStoreLimits(Warehouse.Site, house.Store, 2, 20, 40, 70, store.Version));
        Assert.Equal("CHANGED_MEANWHILE", await Code(() => house.AsClerk(new SetStoreLimits(Warehouse.Site, house.Store, 2, 20, 40, 70, store.Version))));
        Assert.Equal("VALIDATION", await Code(() => house.AsClerk(new SetStoreLimits(Warehouse.Site, house.Store, 20, 20))));
        Assert.Equal("温度 2～20 ℃，相对湿度 40～70%", (await house.AsClerk(new GetStore(Warehouse.Site, house.Store))).LimitsText);
    }

    [Theory, DatabaseData]
    public async Task The_keeper_is_shown_with_what_is_missing(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        var person = Assert.Single(await house.Platform.Send(new AddStaff([new(Warehouse.Site, "007", "刘洋", "药具管理员")])));
        var store = await house.AsClerk(new GetStore(Warehouse.Site, house.Store));
        await house.AsClerk(new SaveStore(Warehouse.Site, store.Id, store.Name, store.Level, KeeperId: person, Version: store.Version));
        var keeper = (await house.AsClerk(new GetStore(Warehouse.Site, house.Store))).Keeper;
        Assert.Equal(("刘洋", "药具管理员", Schooling.Unknown, 2), (keeper.Name, keeper.Post, keeper.Schooling, keeper.Warnings.Count));
        Assert.Empty(keeper.Trainings);
        await house.Platform.Send(new RecordTraining(Warehouse.Site, [person], Warehouse.Today.AddDays(-3), "药具养护", 2, TrainingKind.Supplies));
        await house.Platform.Send(new RecordTraining(Warehouse.Site, [person], Warehouse.Today.AddYears(-4), "旧训", 2, TrainingKind.Training));
        Assert.Equal(["药具养护"], (await house.AsClerk(new GetStore(Warehouse.Site, house.Store))).Keeper.Trainings.Select(t => t.Topic));
    }

    /// <summary>Whatever the zones, goods lie where they fit; and where one fits, they lie somewhere.</summary>
    [Fact]
    public void Goods_lie_in_a_zone_that_fits_if_there_is_one()
    {
        Guid[] products = [Keys.New(), Keys.New()];
        var day = Gen.Int[0, 60].Select(d => new DateOnly(2027, 1, 1).AddDays(d));
        var bound = Gen.Select(Gen.Bool, day, (set, d) => set ? d : (DateOnly?)null);
        var zone = Gen.Select(Gen.Int[0, 2], bound, bound, Gen.Bool, Gen.Bool, (p, from, to, apart, closed) => new StorageZone
        {
            Cabinet = "柜",
            ProductId = p == 2 ? Guid.Empty : products[p],
            ExpiresFrom = from,
            ExpiresTo = to,
            Condition = apart ? StockCondition.Quarantine : StockCondition.Good,
            ClosedOn = closed ? new DateOnly(2026, 1, 1) : null,
        });
        Gen.Select(zone.List[0, 8], Gen.Int[0, 1], bound, Gen.Bool).Sample((zones, p, expires, apart) =>
        {
            var condition = apart ? StockCondition.Quarantine : StockCondition.Good;
            var found = ZoneRules.Of(zones, products[p], expires, condition);
            var fitting = zones.Where(z => ZoneRules.Fits(z, products[p], expires, condition)).ToList();
            return found is null
                ? fitting.Count == 0
                : fitting.Contains(found) && found.ClosedOn is null && found.Condition == condition && (found.ProductId == products[p] || fitting.All(z => z.ProductId == Guid.Empty));
        });
    }

    [Fact]
    public void A_township_keeper_needs_schooling_and_a_city_certificate_that_is_valid()
    {
        var today = Warehouse.Today;
        Assert.Empty(Warnings(StoreLevel.Township, Paper(today.AddYears(1), IssuerLevel.City, Schooling.SeniorSecondary)));
        Assert.Empty(Warnings(StoreLevel.Township, Paper(OpenEnd.Never, IssuerLevel.Province, Schooling.Bachelor), Paper(today.AddDays(-1), IssuerLevel.City, Schooling.Unknown)));
        Assert.Equal(["没有登记药具管理人员培训证。", "学历没有登记；乡镇药具管理人员应具有高中（中专）以上文化程度。"], Warnings(StoreLevel.Township));
        Assert.Equal(["培训证 W1 已于 2026-11-22 到期。"], Warnings(StoreLevel.Township, Paper(today.AddDays(-1), IssuerLevel.City, Schooling.College)));
        Assert.Equal(["培训证 W1 将于 2026-12-23 到期。"], Warnings(StoreLevel.Township, Paper(today.AddDays(30), IssuerLevel.City, Schooling.College)));
        Assert.Equal(["学历低于高中（中专）。", "培训证的发证级别低于市级。"], Warnings(StoreLevel.Township, Paper(OpenEnd.Never, IssuerLevel.County, Schooling.JuniorSecondary)));
        Assert.Empty(Warnings(StoreLevel.Community, Paper(OpenEnd.Never, IssuerLevel.County, Schooling.Primary, QualificationKind.DistributorTraining)));
        Assert.Equal(["没有登记培训证明。"], Warnings(StoreLevel.Community, Paper(OpenEnd.Never, IssuerLevel.City, Schooling.College, QualificationKind.EnforcementOfficer)));
        Assert.Empty(Warnings(StoreLevel.County));
        Assert.Equal(["没有指定保管人。"], KeeperRules.Warnings(StoreLevel.County, false, false, [], today));
    }

    private static IReadOnlyList<string> Warnings(StoreLevel level, params QualificationRow[] papers) => KeeperRules.Warnings(level, true, true, papers, Warehouse.Today);

    private static QualificationRow Paper(DateOnly expires, IssuerLevel level, Schooling schooling, QualificationKind kind = QualificationKind.SuppliesKeeper) =>
        new(Keys.New(), Warehouse.Site, Keys.New(), kind, "W1", "市药具站", level, new(2024, 1, 1), expires, schooling);

    private static bool Pair((Guid, IEnumerable<string>) a, (Guid, IEnumerable<string>) b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2);

    private static SaveZone Zone(Warehouse house, string cabinet, string zone = "", Guid? product = null) => new(Warehouse.Site, house.Store, null, cabinet, Zone: zone, ProductId: product);

    private static async Task<IReadOnlyList<ZoneRow>> Zones(Warehouse house) => (await house.AsClerk(new ListZones(Warehouse.Site, house.Store, new PageRequest(), false))).Items;

    private static async Task<IReadOnlyList<FindingDraft>> FindingsAsync(Warehouse house)
    {
        await using var operation = house.Platform.Begin();
        var asked = new AuditRequested(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites);
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return asked.Answers.Single(a => a.SiteId == Warehouse.Site && a.CheckCode == StorageCodes.NoCabinet).Findings;
    }

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
