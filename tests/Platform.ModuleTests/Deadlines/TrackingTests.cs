using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Deadlines.Pages;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Deadlines.CarriedCalendar;
using static Platform.ModuleTests.Deadlines.DeadlineBench;

namespace Platform.ModuleTests.Deadlines;

public class TrackingTests
{
    [Theory]
    [DatabaseData]
    public async Task A_deadline_is_tracked_once_and_keeps_what_it_was(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.LoadCarriedAsync();
        var draft = Draft("case:1", "reconsideration.conclude.60d", "2026-07-05");
        await platform.TrackAsync(draft, draft);
        await platform.TrackAsync(draft);
        var first = await platform.OneAsync("case:1");
        Assert.Equal((Day("2026-09-03"), false, DeadlineState.Open, 0), (first.Due, first.Provisional, first.State, first.Changes));

        await platform.TrackAsync(draft with { ExtensionDays = 30, Reason = "案情复杂，经批准延长" });
        Assert.Equal((Day("2026-10-08"), 1), ((await platform.OneAsync("case:1")).Due, (await platform.OneAsync("case:1")).Changes));

        await platform.Send(new SettleDeadlines(["case:1"], Day("2026-09-30")));
        await platform.Send(new SettleDeadlines(["case:1"], Day("2026-10-01")));
        Assert.Equal((DeadlineState.Settled, Day("2026-09-30")), ((await platform.OneAsync("case:1")).State, (await platform.OneAsync("case:1")).SettledOn!.Value));

        await platform.TrackAsync(draft with { Start = Day("2026-10-12"), Reason = "重新受理" });
        var detail = await platform.Send(new GetDeadlineDetail(first.Id));
        Assert.Equal(["重新受理", "案情复杂，经批准延长"], detail.History.Select(h => h.Reason));
        Assert.Equal(("2026-10-08", "2026-12-11"), (detail.History[0].OldDue, detail.History[0].NewDue));
        Assert.Equal(detail.Row.Due, detail.Steps[^1].Day);
    }

    [Fact]
    public async Task Unknown_rules_and_too_long_extensions_are_refused()
    {
        await using var platform = await TestPlatform.StartAsync();
        Assert.Equal("UNKNOWN_DEADLINE_RULE", (await Assert.ThrowsAsync<RefusalException>(() => platform.TrackAsync(Draft("a:1", "no.such", "2026-11-01")))).Code);
        Assert.Equal("EXTENSION_TOO_LONG", (await Assert.ThrowsAsync<RefusalException>(() => platform.TrackAsync(Draft("a:1", "petition.conclude.60d", "2026-11-01", extension: 31)))).Code);
        var calculated = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new CalculateDeadline(Day("2026-11-01"), "petition.accept.15d", 1)));
        Assert.Equal("ExtensionDays", Assert.Single(calculated.Fields).Field);
        Assert.Empty(await platform.RowsAsync());
    }

    [Theory]
    [DatabaseData]
    public async Task The_list_filters_by_state_and_keeps_to_the_scope(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.LoadCarriedAsync();
        await platform.TrackAsync(
            Draft("late:1", "petition.accept.15d", "2026-11-01"), Draft("soon:1", "petition.accept.15d", "2026-11-10"), Draft("far:1", "penalty.decision.90d", "2026-11-20"),
            Draft("open:1", "penalty.service.7wd", "2026-12-29"), Draft("gone:1", "petition.accept.15d", "2026-11-01"), Draft("there:1", "petition.accept.15d", "2026-11-01", Places.ForeignSite));
        await platform.Send(new SettleDeadlines(["gone:1"], Day("2026-11-20"), Withdrawn: true));
        async Task<string[]> Titles(DeadlineFilter? filter) =>
            [.. (await platform.SendAs(Places.County, [CorePermissions.ViewDeadlines], new ListDeadlines(filter))).Items.Select(r => r.Title["事项 ".Length..])];

        Assert.Equal(["late:1", "soon:1", "open:1", "far:1"], await Titles(DeadlineFilter.Open));
        Assert.Equal(["late:1"], await Titles(DeadlineFilter.Overdue));
        Assert.Equal(["soon:1"], await Titles(DeadlineFilter.Soon));
        Assert.Equal(["open:1"], await Titles(DeadlineFilter.Provisional));
        Assert.Equal(["gone:1"], await Titles(DeadlineFilter.Withdrawn));
        Assert.Empty(await Titles(DeadlineFilter.Moved));

        var foreign = (await platform.OneAsync("there:1")).Id;
        var refused = await Assert.ThrowsAsync<RefusalException>(() => platform.SendAs(Places.County, [CorePermissions.ViewDeadlines], new GetDeadlineDetail(foreign)));
        Assert.Equal(RefusalKind.NotFound, refused.Kind);
        Assert.Empty(await platform.Sender.SendAs(Contracts.Access.Actor.System(Places.County, Contracts.Access.ActorChannel.Job), new GetDeadlines(["there:1"])));
    }
}
