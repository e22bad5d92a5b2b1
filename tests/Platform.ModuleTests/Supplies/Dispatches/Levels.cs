using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Supplies;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Dispatches;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Stores;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.ModuleTests.Supplies.Dispatches;

/// <summary>Three levels of stores: the county's with 5,000 condoms of two batches and 20 coils, two townships', a community's and a clinic's below the first. Today is 2026-11-23.</summary>
internal sealed class Levels : IAsyncDisposable
{
    public const int Site = Places.FirstSite;
    public const int Neighbour = Places.SecondSite;

    public static readonly IReadOnlyList<CheckItem> All = Enum.GetValues<CheckItem>();

    private Levels(Warehouse house) => House = house;

    public Warehouse House { get; }

    public Guid County { get; private set; }

    public Guid Township => House.Store;

    public Guid Other { get; private set; }

    public Guid Community { get; private set; }

    public static async Task<Levels> OpenAsync(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        // The first township's store is older than the county's: it is linked when that is opened.
        var levels = new Levels(await Warehouse.OpenAsync(kind));
        var village = new Village { SiteId = Site, Code = "341881101001", Name = "东村" };
        await levels.House.Platform.Write<CoreDbContext>(async db => await db.AddAsync(village));
        levels.County = await levels.As(Places.CountyId, new SaveStore(Places.CountyId, null, "县药具站", StoreLevel.County));
        levels.Other = await levels.As(Neighbour, new SaveStore(Neighbour, null, "样镇2药具库", StoreLevel.Township));
        levels.Community = await levels.As(Site, new SaveStore(Site, null, "东村药具柜", StoreLevel.Community, village.Id));
        await levels.As(Places.CountyId, new ReceiveGoods(
            Places.CountyId, levels.County, Keys.New(), Warehouse.Today.AddDays(-60),
            [
                new ReceiptLine(levels.House.Condoms, "旧批", 2000, new(2025, 1, 1), new(2030, 1, 1)), new ReceiptLine(levels.House.Condoms, "新批", 3000, new(2026, 1, 1), new(2031, 1, 1)),
                new ReceiptLine(levels.House.Coils, "T1", 20),
            ]));
        return levels;
    }

    public Task<T> As<T>(int division, MediatR.IRequest<T> request) => House.Platform.SendAs(
        division == Places.CountyId ? Places.County : Places.Site(division),
        [SuppliesPermissions.View, SuppliesPermissions.Stores, SuppliesPermissions.Post, SuppliesPermissions.Send, SuppliesPermissions.Receive], request);

    /// <summary>Condoms from the county to the first township.</summary>
    public SendDispatch Down(long quantity, DateOnly? on = null) =>
        new(Places.CountyId, County, Keys.New(), Township, on ?? Warehouse.Today.AddDays(-10), [new SendLine(House.Condoms, quantity)], All);

    public Task<Guid> SendAsync(long quantity, DateOnly? on = null) => As(Places.CountyId, Down(quantity, on));

    /// <summary>Everything accepted, as far as nothing else is said of the first line.</summary>
    public async Task<ReceiveDispatch> ReceiptOf(int site, Guid id, long rejected = 0, long missing = 0, string? reason = null)
    {
        var detail = await As(site, new GetDispatch(id));
        return new ReceiveDispatch(
            site, id, Keys.New(), Warehouse.Today.AddDays(-8),
            [.. detail.Lines.Select((l, i) => i > 0 ? new ReceivedLine(l.Id, l.Sent) : new ReceivedLine(l.Id, l.Sent - rejected - missing, rejected, missing, reason))], All);
    }

    public async Task ReceiveAsync(int site, Guid id, long rejected = 0, long missing = 0, string? reason = null) => await As(site, await ReceiptOf(site, id, rejected, missing, reason));

    /// <summary>Condoms in a store, as the database has them.</summary>
    public Task<long> Balance(Guid store, StockCondition condition = StockCondition.Good) => House.Platform.Read<SuppliesDbContext, long>(db =>
        db.Set<StockAccount>().Where(a => a.StoreId == store && a.Condition == condition && a.ProductId == House.Condoms).SumAsync(a => a.Balance));

    public static async Task<string> Code(Func<Task> action) => (await Xunit.Assert.ThrowsAsync<RefusalException>(action)).Code;

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
