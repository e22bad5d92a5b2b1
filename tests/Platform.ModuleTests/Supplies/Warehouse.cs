using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure;
using Platform.Supplies;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Catalogue;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Stores;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.ModuleTests.Supplies;

/// <summary>A county's catalogue with condoms (10 a box, 1,000 a carton) and coils for institutions only, and the store of its first township. Today is 2026-11-23.</summary>
internal sealed class Warehouse : IAsyncDisposable
{
    public const int Site = Places.FirstSite;
    public static readonly DateOnly Today = new(2026, 11, 23);

    private Warehouse(TestPlatform platform) => Platform = platform;

    public TestPlatform Platform { get; }

    public Guid Condoms { get; private set; }

    public Guid Coils { get; private set; }

    public Guid Store { get; private set; }

    public static async Task<Warehouse> OpenAsync(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var house = new Warehouse(await TestPlatform.StartAsync(kind));
        house.Condoms = await house.AsCounty(new SaveProduct(Places.CountyId, null, "0101", "避孕套", "只", "中号", Packs: [new("盒", 10), new("箱", 1000)], Gtin: "06901234567892"));
        house.Coils = await house.AsCounty(new SaveProduct(Places.CountyId, null, "0201", "宫内节育器", "套", InstitutionOnly: true));
        house.Store = await house.AsClerk(new SaveStore(Site, null, "样镇1药具库", StoreLevel.Township));
        return house;
    }

    public Task<T> AsCounty<T>(MediatR.IRequest<T> request) =>
        Platform.SendAs(Places.County, [SuppliesPermissions.View, SuppliesPermissions.Catalogue, SuppliesPermissions.Stores, SuppliesPermissions.Post], request);

    public Task<T> AsClerk<T>(MediatR.IRequest<T> request, int site = Site) =>
        Platform.SendAs(Places.Site(site), [SuppliesPermissions.View, SuppliesPermissions.Stores, SuppliesPermissions.Post], request);

    public Task<Guid> Receive(string batch, long quantity, DateOnly? on = null, DateOnly? produced = null, DateOnly? expires = null) => AsClerk(new ReceiveGoods(
        Site, Store, Keys.New(), on ?? Today, [new ReceiptLine(Condoms, batch, quantity, produced ?? new(2026, 1, 1), expires ?? new(2031, 1, 1), "国械注准20183660001")], "调2026-1", "市药具站"));

    public IssueGoods Issue(long quantity, DateOnly? on = null, Guid? key = null) => new(Site, Store, key ?? Keys.New(), on ?? Today, Condoms, quantity, "镇卫生院");

    /// <summary>The card of a batch, as it is in the database.</summary>
    public Task<StockAccount> Card(string batch, StockCondition condition = StockCondition.Good) => Platform.Read<SuppliesDbContext, StockAccount>(db =>
        db.Set<StockAccount>().AsNoTracking().SingleAsync(a => a.Condition == condition && db.Set<Batch>().Any(b => b.Id == a.BatchId && b.Number == batch)));

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
