using Autofac;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Modules;
using Platform.Supplies;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Agreement;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Stores;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>Every night proves that book, cards and goods agree, and names what does not (P3-STORAGE-04 帐卡物相符).</summary>
public sealed class AgreementTests
{
    [Theory, DatabaseData]
    public async Task A_card_somebody_changed_is_named_until_it_is_mended(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100, Warehouse.Today.AddDays(-10));
        await house.Receive("A2", 50);
        await house.AsClerk(house.Issue(30));
        await NightAsync(house, 24);
        Assert.Equal((2, 0, new DateOnly(2026, 11, 24)), await StatusAsync(house));
        Assert.Empty(await ListAsync(house));

        var card = await house.Card("A1");
        await TamperAsync(house, card.Id, 99);
        await NightAsync(house, 25);
        Assert.Equal((2, 1, new DateOnly(2026, 11, 24)), await StatusAsync(house));
        var found = Assert.Single(await ListAsync(house));
        Assert.Equal(("样镇1药具库", "避孕套 中号", "A1", DisagreementKind.Card, 70L, 99L), (found.Store, found.Product, found.Batch, found.Kind, found.Book, found.Card));
        Assert.Equal((card.Id, "样镇1", new DateOnly(2026, 11, 25), null), (found.AccountId, found.SiteName, found.Since, found.EndedOn));

        await TamperAsync(house, card.Id, 98);
        await NightAsync(house, 26);
        found = Assert.Single(await ListAsync(house));
        Assert.Equal((98L, 25, 26), (found.Card, found.Since.Day, found.SeenOn.Day));

        await TamperAsync(house, card.Id, 70);
        await NightAsync(house, 27);
        found = Assert.Single(await ListAsync(house));
        Assert.Equal((98L, 26, 27), (found.Card, found.SeenOn.Day, found.EndedOn!.Value.Day));
        Assert.Equal((2, 0, new DateOnly(2026, 11, 27)), await StatusAsync(house));
        Assert.Empty(await ListAsync(house, open: true));

        await TamperAsync(house, card.Id, 1);
        await NightAsync(house, 28);
        Assert.Equal([null, 27], (await ListAsync(house)).Select(d => d.EndedOn?.Day));
    }

    [Theory, DatabaseData]
    public async Task A_day_below_zero_a_foreign_line_and_other_goods_are_found(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100, Warehouse.Today.AddDays(-10));
        await house.Receive("A2", 40, Warehouse.Today.AddDays(-10));
        var (first, second) = (await house.Card("A1"), await house.Card("A2"));
        // Lines that no posting of the platform wrote: 130 out before 100 came, back later; and one behind the card's last number.
        await house.Platform.Write<SuppliesDbContext>(db =>
        {
            db.AddRange(
                Line(first, 2, Warehouse.Today.AddDays(-5), -130),
                Line(first, first.LastSequence + 7, Warehouse.Today.AddDays(-3), 130),
                new CountMark { SiteId = Warehouse.Site, AccountId = second.Id, Day = Warehouse.Today.AddDays(-8), Sequence = second.LastSequence, Counted = 1 },
                new CountMark { SiteId = Warehouse.Site, AccountId = second.Id, Day = Warehouse.Today.AddDays(-2), Sequence = second.LastSequence, Counted = 38 });
            return Task.CompletedTask;
        });
        await house.AsClerk(new CheckAgreement(Warehouse.Site));
        var found = (await ListAsync(house)).ToDictionary(d => d.Kind);
        Assert.Equal([DisagreementKind.BelowZero, DisagreementKind.Goods, DisagreementKind.ForeignLine], found.Keys.Order());
        Assert.Equal((-30L, Warehouse.Today.AddDays(-5)), (found[DisagreementKind.BelowZero].Book, found[DisagreementKind.BelowZero].Day));
        Assert.Equal((40L, 38L, Warehouse.Today.AddDays(-2), "A2"), (found[DisagreementKind.Goods].Book, found[DisagreementKind.Goods].Counted, found[DisagreementKind.Goods].Day, found[DisagreementKind.Goods].Batch));
        Assert.Equal("1 张库存卡有结存小于零的日子", Assert.Single((await AuditAsync(house))[SuppliesCodes.BelowZero].Findings).Title);
    }

    [Theory, DatabaseData]
    public async Task Two_runs_count_once_and_a_run_goes_on_where_it_was_cut_off(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.AsClerk(new SaveStore(Places.SecondSite, null, "样镇2药具库", StoreLevel.Township), Places.SecondSite);
        await house.AsClerk(new SaveStore(Places.SecondSite + 1, null, "样镇3药具库", StoreLevel.Township), Places.SecondSite + 1);
        await SwitchOffAsync(house, Places.SecondSite + 1);
        await house.Receive("A1", 100);
        await TamperAsync(house, (await house.Card("A1")).Id, 5);
        house.Platform.Clock.SetUtcNow(At(24));
        await house.Platform.Send(new SaveAgreement(await house.Platform.Send(new CompareBooks([Places.SecondSite]))));
        var first = Assert.Single(await ChecksAsync(house));
        await NightAsync(house, 24);
        var after = await ChecksAsync(house);
        Assert.Equal([Warehouse.Site, Places.SecondSite], after.Select(c => c.SiteId));
        Assert.Equal(first.Id, after[1].Id);
        await NightAsync(house, 24);
        await house.AsClerk(new CheckAgreement(Warehouse.Site));
        await house.AsClerk(new CheckAgreement(Warehouse.Site));
        var again = await ChecksAsync(house);
        Assert.Equal(2, again.Count);
        Assert.True(again[0].Nightly);
        Assert.Single(await ListAsync(house));
        await TamperAsync(house, (await house.Card("A1")).Id, 100);
        await house.AsClerk(new CheckAgreement(Warehouse.Site));
        await TamperAsync(house, (await house.Card("A1")).Id, 7);
        await house.AsClerk(new CheckAgreement(Warehouse.Site));
        Assert.Equal((7L, null), Assert.Single((await ListAsync(house)).Select(d => (d.Card, d.EndedOn))));
        await NightAsync(house, 25);
        Assert.Equal(4, (await ChecksAsync(house)).Count);
        Assert.Equal(2, (await ChecksAsync(house)).Count(c => c.Latest));
        Assert.Equal([("样镇1", 1), ("样镇2", 0), ("样镇3", 0)], (await house.AsCounty(new ListAgreement(new PageRequest()))).Items.Select(r => (r.SiteName, r.Open)));
        Assert.Equal("样镇1", Assert.Single((await house.AsCounty(new ListAgreement(new PageRequest(), true))).Items).SiteName);
        Assert.Equal("NO_STORES", (await Assert.ThrowsAsync<RefusalException>(() => house.AsClerk(new CheckAgreement(Warehouse.Site + 5), Warehouse.Site + 5))).Code);
        Assert.Empty((await house.AsClerk(new ListDisagreements(new PageRequest()), Places.SecondSite)).Items);
    }

    [Theory, DatabaseData]
    public async Task A_check_that_saw_less_does_not_undo_a_later_one(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100);
        await TamperAsync(house, (await house.Card("A1")).Id, 5);
        var early = await house.Platform.Send(new CompareBooks([Warehouse.Site]));
        await TamperAsync(house, (await house.Card("A1")).Id, 100);
        house.Platform.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.AsClerk(new CheckAgreement(Warehouse.Site));
        await house.Platform.Send(new SaveAgreement(early));
        Assert.Equal((1, 0, Warehouse.Today), await StatusAsync(house));
        Assert.Empty(await ListAsync(house));
    }

    [Theory, DatabaseData]
    public async Task A_close_asks_the_newest_night_and_adds_up_only_where_there_is_none(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100);
        var card = await house.Card("A1");
        await TamperAsync(house, card.Id, 5);
        // The check of the last day itself has not seen what is entered on it.
        await NightAsync(house, 30);
        await TamperAsync(house, card.Id, 100);
        Assert.Empty((await AuditAsync(house))[SuppliesCodes.BookAgainstCard].Findings);
        await TamperAsync(house, card.Id, 5);
        await NightAsync(house, 31);
        await TamperAsync(house, card.Id, 100);
        var answer = (await AuditAsync(house))[SuppliesCodes.BookAgainstCard];
        var finding = Assert.Single(answer.Findings);
        Assert.Equal((1, "1 张库存卡与明细账不符"), (answer.Examined, finding.Title));
        Assert.Equal("样镇1药具库 避孕套 批号 A1：明细账 100，卡 5", Assert.Single(finding.Records!).Text);
        await house.AsClerk(new CheckAgreement(Warehouse.Site));
        Assert.Empty((await AuditAsync(house))[SuppliesCodes.BookAgainstCard].Findings);
    }

    [Fact]
    public async Task A_batch_costs_the_same_whatever_is_in_it()
    {
        await using var house = await Warehouse.OpenAsync();
        await house.Receive("A1", 100);
        await TamperAsync(house, (await house.Card("A1")).Id, 5);
        var one = await StatementCounter.CountAsync(async () => await house.Platform.Send(new SaveAgreement(await house.Platform.Send(new CompareBooks([Warehouse.Site])))));
        foreach (var site in Places.Sites.Skip(1))
        {
            var store = await house.AsClerk(new SaveStore(site, null, $"{site}药具库", StoreLevel.Township), site);
            await house.AsClerk(new ReceiveGoods(site, store, Keys.New(), Warehouse.Today, [new(house.Condoms, "A1", 10), new(house.Condoms, "A2", 10)]), site);
        }

        await house.Platform.Write<SuppliesDbContext>(db => db.Set<StockAccount>().ExecuteUpdateAsync(s => s.SetProperty(a => a.Balance, 3)));
        house.Platform.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(one, await StatementCounter.CountAsync(async () => await house.Platform.Send(new SaveAgreement(await house.Platform.Send(new CompareBooks(Places.Sites))))));
        Assert.Equal(15, (await house.AsCounty(new ListDisagreements(PageRequest.All()))).Total);
    }

    private static async Task NightAsync(Warehouse house, int day)
    {
        house.Platform.Clock.SetUtcNow(At(day));
        await house.Platform.Send(new CheckAgreementNightly());
    }

    // Of November, also beyond its end.
    private static DateTimeOffset At(int day) => new DateTimeOffset(2026, 11, 1, 2, 30, 0, TimeSpan.FromHours(8)).AddDays(day - 1);

    private static Task TamperAsync(Warehouse house, Guid card, long balance) =>
        house.Platform.Write<SuppliesDbContext>(db => db.Set<StockAccount>().Where(a => a.Id == card).ExecuteUpdateAsync(s => s.SetProperty(a => a.Balance, balance)));

    private static Task SwitchOffAsync(Warehouse house, int site) => house.Platform.Write<CoreDbContext>(db =>
        db.Set<ModuleState>().Where(s => s.DivisionId == site && s.ModuleId == SuppliesCodes.ModuleId).ExecuteUpdateAsync(s => s.SetProperty(m => m.Enabled, false)));

    private static LedgerEntry Line(StockAccount card, long sequence, DateOnly day, long quantity) =>
        new() { SiteId = card.SiteId, AccountId = card.Id, PostingId = Keys.New(), Sequence = sequence, OccurredOn = day, Quantity = quantity };

    private static async Task<(int Cards, int Open, DateOnly? AgreedOn)> StatusAsync(Warehouse house)
    {
        var status = await house.AsClerk(new GetAgreement(Warehouse.Site));
        return (status.Cards, status.Open, status.AgreedOn);
    }

    private static async Task<IReadOnlyList<DisagreementRow>> ListAsync(Warehouse house, bool? open = null) => (await house.AsClerk(new ListDisagreements(new PageRequest(), Open: open))).Items;

    private static Task<List<AgreementCheck>> ChecksAsync(Warehouse house) =>
        house.Platform.Read<SuppliesDbContext, List<AgreementCheck>>(db => db.Set<AgreementCheck>().AsNoTracking().OrderBy(c => c.SiteId).ThenBy(c => c.Night).ToListAsync());

    private static async Task<Dictionary<string, AuditContribution>> AuditAsync(Warehouse house)
    {
        await using var operation = house.Platform.Begin();
        var asked = new AuditRequested(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites);
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return asked.Answers.Where(a => a.SiteId == Warehouse.Site).ToDictionary(a => a.CheckCode);
    }
}
