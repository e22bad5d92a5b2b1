using Autofac;
using CsCheck;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Storage;
using Platform.Supplies.Features.Stores;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>Temperature, humidity, accidents and losses of a store (P3-STORAGE-01).</summary>
public sealed class ReadingTests
{
    private static readonly TimeOnly Nine = new(9, 0);

    [Theory, DatabaseData]
    public async Task A_reading_outside_the_limits_needs_a_measure_and_a_correction_leaves_the_old_one_struck(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        var reading = Reading(house, Warehouse.Today.AddDays(-1), 20.5m, 60);
        var id = await house.AsClerk(reading);
        Assert.Equal(id, await house.AsClerk(reading));
        var hot = Reading(house, Warehouse.Today.AddDays(-2), 30.1m, 60);
        Assert.Equal("REASON_REQUIRED", await Code(() => house.AsClerk(hot)));
        Assert.Equal("REASON_REQUIRED", await Code(() => house.AsClerk(hot with { Temperature = 30, Humidity = 34.9m, Measure = "  " })));
        await house.AsClerk(hot with { Measure = "开空调" });
        await house.AsClerk(Reading(house, new(2026, 10, 31), 10, 75));
        Assert.Equal("VALIDATION", await Code(() => house.AsClerk(Reading(house, Warehouse.Today.AddDays(1), 20, 60))));
        Assert.Equal("VALIDATION", await Code(() => house.AsClerk(Reading(house, Warehouse.Today, 20.25m, 60))));
        Assert.Equal([(20.5m, ReadingState.Normal), (30.1m, ReadingState.OutOfLimits)], (await List(house, new(2026, 11, 5))).Select(r => (r.Temperature, r.State)));
        Assert.Equal(10, Assert.Single(await List(house, new(2026, 10, 1))).Temperature);

        // Corrected: the new one counts, the old one is struck and cannot be corrected again.
        Assert.Equal("REASON_REQUIRED", await Code(() => house.AsClerk(Correction(id, 20.5m, 90))));
        Assert.Equal(ReadingState.Normal, (await List(house, new(2026, 11, 5)))[0].State);
        var again = await house.AsClerk(Correction(id, 20.5m, 62) with { ReadBy = "王芳" });
        Assert.Equal("READING_STRUCK", await Code(() => house.AsClerk(Correction(id, 21, 62))));
        await house.AsClerk(new StrikeReading(Warehouse.Site, again, "登错库房"));
        Assert.Equal("READING_STRUCK", await Code(() => house.AsClerk(new StrikeReading(Warehouse.Site, again, "登错库房"))));
        var rows = await List(house, new(2026, 11, 5));
        Assert.Equal([(60m, ReadingState.Corrected, "看错"), (62m, ReadingState.Struck, "登错库房")], rows.Where(r => r.Id == id || r.Id == again).Select(r => (r.Humidity, r.State, r.StruckReason)).Order());
        foreach (var state in Enum.GetValues<ReadingState>())
        {
            Assert.Equal(rows.Count(r => r.State == state), (await house.AsClerk(new ListReadings(new PageRequest(), Month: new(2026, 11, 1), State: state))).Total);
        }

        // New limits judge what comes, not what was.
        await house.AsClerk(new SetStoreLimits(Warehouse.Site, house.Store, 2, 35));
        Assert.Contains(await List(house, new(2026, 11, 5)), r => r.State == ReadingState.OutOfLimits);
        await house.AsClerk(hot with { Key = Keys.New() });
        Assert.Equal("温度 2～35 ℃，相对湿度 35～75%", Assert.Single(await house.AsClerk(new GetStoreLimits(Warehouse.Site))).Text);

        var foreign = Places.SecondSite;
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(reading with { SiteId = foreign, Key = Keys.New() }, foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(Correction(id, 20, 60) with { SiteId = foreign }, foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new StrikeReading(foreign, id, "不是我的"), foreign)));
        Assert.Empty((await house.AsClerk(new ListReadings(new PageRequest()), foreign)).Items);
    }

    [Theory, DatabaseData]
    public async Task An_open_incident_is_an_item_for_the_meeting_until_what_was_done_is_written_down(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100);
        var card = await house.Card("A1");
        var posting = Keys.New();
        await house.AsClerk(new QuarantineGoods(Warehouse.Site, house.Store, posting, Warehouse.Today, card.BatchId, 20, "受潮"));
        var choices = await house.AsClerk(new GetIncidentChoices(Warehouse.Site));
        Assert.Equal((card.BatchId, posting), (Assert.Single(choices.Batches).Id, Assert.Single(choices.Postings).Id));

        var incident = new SaveStorageIncident(Warehouse.Site, house.Store, null, Keys.New(), IncidentKind.Damp, Warehouse.Today.AddDays(-1), "墙角渗水", card.BatchId, 20, posting);
        Assert.Empty(await AgendaAsync(house));
        Assert.Equal("UNKNOWN_BATCH", await Code(() => house.AsClerk(incident with { BatchId = Keys.New() })));
        Assert.Equal("UNKNOWN_POSTING", await Code(() => house.AsClerk(incident with { PostingId = Keys.New() })));
        Assert.Equal("VALIDATION", await Code(() => house.AsClerk(incident with { BatchId = null })));
        var id = await house.AsClerk(incident);
        Assert.Equal(id, await house.AsClerk(incident));
        var bare = await house.AsClerk(incident with { Key = Keys.New(), Kind = IncidentKind.Theft, BatchId = null, Quantity = null, PostingId = null, Day = Warehouse.Today });
        var item = Assert.Single(await AgendaAsync(house));
        Assert.Equal(("未办结的药具事故、损耗 2 起", Warehouse.Site), (item.Title, item.SiteId));
        Assert.Contains("2026-11-22", item.Detail, StringComparison.Ordinal);

        Assert.Equal("REASON_REQUIRED", await Code(() => house.AsClerk(new CloseStorageIncident(Warehouse.Site, id, Warehouse.Today))));
        Assert.Equal("BEFORE_INCIDENT", await Code(() => house.AsClerk(new CloseStorageIncident(Warehouse.Site, id, Warehouse.Today.AddDays(-2), "补墙"))));
        await house.AsClerk(new CloseStorageIncident(Warehouse.Site, id, Warehouse.Today, "补墙"));
        Assert.Equal("INCIDENT_CLOSED", await Code(() => house.AsClerk(incident with { Id = id, What = "改写" })));
        var rows = (await house.AsClerk(new ListStorageIncidents(new PageRequest()))).Items;
        Assert.Equal([(bare, "", "", null), (id, "避孕套 中号 批号 A1", "转隔离 2026-11-23", (DateOnly?)Warehouse.Today)], rows.Select(r => (r.Id, r.Goods, r.Posting, r.ClosedOn)));
        Assert.StartsWith("未办结的药具事故、损耗 1 起", Assert.Single(await AgendaAsync(house)).Title, StringComparison.Ordinal);
        Assert.Equal(bare, Assert.Single((await house.AsClerk(new ListStorageIncidents(new PageRequest(), Open: true))).Items).Id);
        Assert.Equal("INCIDENT_OPEN", await Code(() => house.AsClerk(new ReopenStorageIncident(Warehouse.Site, bare, "再办"))));
        await house.AsClerk(new ReopenStorageIncident(Warehouse.Site, id, "又渗水了"));
        Assert.Contains("2 起", Assert.Single(await AgendaAsync(house)).Title, StringComparison.Ordinal);

        var foreign = Places.SecondSite;
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(incident with { SiteId = foreign, Id = id }, foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new CloseStorageIncident(foreign, id, Warehouse.Today, "办结"), foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new ReopenStorageIncident(foreign, id, "再办"), foreign)));
        Assert.Empty((await house.AsClerk(new ListStorageIncidents(new PageRequest()), foreign)).Items);
    }

    /// <summary>Within the limits both ends count; one tenth beyond any of them is outside.</summary>
    [Fact]
    public void The_limits_themselves_are_within() =>
        Gen.Select(Gen.Int[-30, 40], Gen.Int[1, 20], Gen.Int[0, 60], Gen.Int[1, 40]).Sample((low, width, dry, span) =>
        {
            var store = new Store { Name = "库", MinTemperature = low, MaxTemperature = low + width, MinHumidity = dry, MaxHumidity = dry + span };
            bool Outside(decimal t, decimal h) => StorageRules.OutOfLimits(store, t, h);
            return !Outside(low, dry) && !Outside(low + width, dry + span) && Outside(low - 0.1m, dry) && Outside(low + width + 0.1m, dry) && Outside(low, dry - 0.1m) && Outside(low, dry + span + 0.1m);
        });

    private static RecordReading Reading(Warehouse house, DateOnly day, decimal temperature, decimal humidity) =>
        new(Warehouse.Site, house.Store, Keys.New(), day, Nine, temperature, humidity);

    private static CorrectReading Correction(Guid id, decimal temperature, decimal humidity) => new(Warehouse.Site, id, Warehouse.Today.AddDays(-1), Nine, temperature, humidity, "看错");

    private static async Task<IReadOnlyList<ReadingRow>> List(Warehouse house, DateOnly month) => (await house.AsClerk(new ListReadings(new PageRequest(), Warehouse.Site, house.Store, month))).Items;

    private static async Task<IReadOnlyList<AgendaContribution>> AgendaAsync(Warehouse house)
    {
        await using var operation = house.Platform.Begin();
        var asked = new MeetingConvening(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites);
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return [.. asked.Answers.Where(a => a.Title.Contains("药具事故", StringComparison.Ordinal))];
    }

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
