using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Oversight.Data;
using Platform.Supplies;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Counts;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Stores;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>What a signature under a count does, once, and what it costs.</summary>
public sealed class CountSignTests
{
    [Theory, DatabaseData]
    public async Task Of_two_who_sign_at_once_one_wins_and_the_duty_of_the_quarter_is_proven(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100);
        var id = await As(house, new BeginCount(Warehouse.Site, house.Store, Keys.New()));
        await As(house, new RecordCount(Warehouse.Site, id, Keys.New(), [new((await house.Card("A1")).Id, 97, CountCause.Damage)]));
        Assert.Empty(await ProofsAsync(house));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await As(house, new SignCount(Warehouse.Site, id, Keys.New()));
                return "OK";
            }
            catch (RefusalException refusal)
            {
                return refusal.Code;
            }
        }));
        Assert.Equal(["COUNT_SIGNED", "COUNT_SIGNED", "COUNT_SIGNED", "OK"], answers.Order());
        Assert.Equal(97, (await house.Card("A1")).Balance);
        Assert.Single((await As(house, new ListPostings(new PageRequest(), Kind: PostingKind.Count))).Items);
        var proof = Assert.Single(await ProofsAsync(house));
        Assert.Equal((CountCodes.StockCount, Warehouse.Site, new DateOnly(2026, 10, 1), StockCount.RefOf(id)), (proof.DutyCode, proof.SiteId, proof.Period, proof.EvidenceRef));
    }

    [Theory, DatabaseData]
    public async Task A_long_count_takes_as_many_statements_as_a_short_one(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await StatementsAsync(house, Places.FirstSite + 2, 2);
        var (few, many) = (await StatementsAsync(house, Places.SecondSite, 2), await StatementsAsync(house, Warehouse.Site, 60));

        // What is kept in memory for a while is read anew now and then: one statement more or less.
        Assert.All(few.Zip(many), n => Assert.InRange(n.Second, n.First - 1, n.First + 1));
    }

    // To open, to save and to sign; half of the lines differ.
    private static async Task<int[]> StatementsAsync(Warehouse house, int site, int lines)
    {
        var store = await house.AsCounty(new SaveStore(site, null, $"盘点库{site}", StoreLevel.Township));
        await house.AsCounty(new ReceiveGoods(
            site, store, Keys.New(), Warehouse.Today, [.. Enumerable.Range(1, lines).Select(i => new ReceiptLine(house.Condoms, $"N{i:0000}", 10, new(2026, 1, 1), new(2031, 1, 1)))]));
        var id = await As(house, new BeginCount(site, store, Keys.New()), site);
        var sheet = await As(house, new GetCount(site, id), site);
        List<CountEntry> entries = [.. sheet.Lines.Select((l, i) => new CountEntry(l.AccountId, i % 2 == 0 ? 9 : 10, i % 2 == 0 ? CountCause.Wastage : CountCause.None))];
        return
        [
            await StatementCounter.CountAsync(() => As(house, new GetCount(site, id), site)),
            await StatementCounter.CountAsync(() => As(house, new RecordCount(site, id, Keys.New(), entries), site)),
            await StatementCounter.CountAsync(() => As(house, new SignCount(site, id, Keys.New()), site)),
        ];
    }

    private static Task<List<DutyFulfilment>> ProofsAsync(Warehouse house) => house.Platform.Read<OversightDbContext, List<DutyFulfilment>>(db => db.Set<DutyFulfilment>().ToListAsync());

    private static Task<T> As<T>(Warehouse house, IRequest<T> request, int site = Warehouse.Site) =>
        house.Platform.SendAs(Places.Site(site), [SuppliesPermissions.View, SuppliesPermissions.RecordCounts, SuppliesPermissions.SignCounts], request);
}
