using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Oversight;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Heat;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

/// <summary>The table of townships and duties.</summary>
public class HeatTests
{
    private static readonly YearMonth November = new(2026, 11);

    [Theory, DatabaseData]
    public async Task Each_cell_shows_the_worst_and_how_many(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.PublishAsync(new DutiesFulfilled(
        [
            new(OversightDuties.CommunityStudy, Bench.Site, Probe.VillageOf(Bench.Site), new(2026, 10, 1), "s:1", new(2026, 10, 5), new(2026, 10, 5)),
            new(OversightDuties.WorkMeeting, Bench.Site + 1, Guid.Empty, new(2026, 10, 1), "m:1", new(2026, 10, 5), new(2026, 10, 5)),
        ]));
        await bench.CloseAsync(Bench.October);
        var page = await bench.Send(new GetDutyHeat(new PageRequest(1, 2), Bench.October), Bench.County);
        Assert.Equal((6, 2), (page.Total, page.Items.Count));
        Assert.All(page.Items, r => Assert.True(r.Closed));
        Assert.Equal(new HeatCell(DutyStatus.Missed, 1, 2), page.Items[0].Cells[OversightDuties.CommunityStudy]);
        Assert.Equal("未完成 1/2", page.Items[0].Cells[OversightDuties.CommunityStudy].Text);
        Assert.Equal("按时完成", page.Items[1].Cells[OversightDuties.WorkMeeting].Text);

        var last = await bench.Send(new GetDutyHeat(new PageRequest(1, 1, "-SiteId"), November, DutyCode: OversightDuties.WorkMeeting), Bench.County);
        var row = Assert.Single(last.Items);
        Assert.Equal((Bench.Site + 5, false), (row.SiteId, row.Closed));
        Assert.Equal(("未到期", 1), (Assert.Single(row.Cells).Value.Text, row.Cells.Count));
        Assert.Equal([OversightDuties.WorkMeeting], (await bench.Send(new GetHeatDuties(November, DutyCode: OversightDuties.WorkMeeting))).Select(d => d.Code));
        Assert.Equal(["probe-sheet-monthly"], (await bench.Send(new GetHeatDuties(November, Probe.Module))).Select(d => d.Code));
    }
}
