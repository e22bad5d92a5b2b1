using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Deadlines;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Deadlines.Redating;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Deadlines.CarriedCalendar;
using static Platform.ModuleTests.Deadlines.DeadlineBench;

namespace Platform.ModuleTests.Deadlines;

public class RedatingTests
{
    [Theory]
    [DatabaseData]
    public async Task A_loaded_year_moves_provisional_deadlines_and_keeps_their_history(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.LoadCarriedAsync();
        await platform.TrackAsync(
            Draft("service:1", "penalty.service.7wd", "2026-12-25"), Draft("strict:1", "penalty.decision.90d", "2026-12-25"),
            Draft("certain:1", "penalty.service.7wd", "2026-11-20"), Draft("done:1", "penalty.service.7wd", "2026-12-25", Places.SecondSite));
        await platform.Send(new SettleDeadlines(["done:1"], Day("2026-12-26")));
        Assert.Equal("2027-01-05（暂定）", (await platform.OneAsync("service:1")).DueText);

        var check = await platform.Send(new CheckCalendarFile("2027.csv", System.Text.Encoding.UTF8.GetBytes(NewYear)));
        Assert.Equal((1, 0, 4), (check.Moved, check.Certain, check.Changes));
        Assert.Equal(1, (await platform.ImportAsync(NewYear)).Affected);

        Assert.Equal("2027-01-06", (await platform.OneAsync("service:1")).DueText);
        var change = Assert.Single(await platform.HistoryAsync());
        Assert.Equal((Day("2027-01-05"), true, Day("2027-01-06"), false), (change.OldDue, change.OldProvisional, change.NewDue, change.NewProvisional));
        Assert.Contains("2027", change.Reason, StringComparison.Ordinal);
        // What does not depend on the calendar, ended before the year or is settled stays as it was.
        Assert.Equal((Day("2027-03-25"), 0), ((await platform.OneAsync("strict:1")).Due, (await platform.OneAsync("strict:1")).Changes));
        Assert.Equal("2027-01-05（暂定）", (await platform.OneAsync("done:1")).DueText);

        // A corrected schedule moves a certain deadline too, with a second line of history.
        await platform.ImportAsync(NewYear + "2027-01-04,放假,元旦\n");
        Assert.Equal(("2027-01-07", 2), ((await platform.OneAsync("service:1")).DueText, (await platform.OneAsync("service:1")).Changes));
        await platform.ImportAsync(NewYear + "2027-01-04,放假,元旦\n");
        Assert.Equal(2, (await platform.HistoryAsync()).Count);
        Assert.Equal(1, (await platform.Send(new GetCalendarImports())).Newest.Single(i => i.Redated > 0 && i.Years == "2027" && !i.Running && i.Affected == 1 && i.Days == 5).Redated);
    }

    [Theory]
    [DatabaseData]
    public async Task A_recomputation_cut_short_is_completed_by_another_process(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.LoadCarriedAsync();
        await platform.TrackAsync([.. Enumerable.Range(0, 40).Select(i => Draft($"case:{i}", i % 2 == 0 ? "penalty.service.7wd" : "hearing.request.5wd", $"2026-12-{23 + (i % 7)}", Places.Sites[i % 8]))]);
        platform.App.Services.GetRequiredService<DeadlineRedater>().AtOnce = 0;
        var import = (await platform.ImportAsync(NewYear)).ImportId;
        Assert.Empty(await platform.HistoryAsync());

        // One chunk, and the process is gone.
        await platform.Send(new PlanRedating(import));
        Assert.True(await platform.Send(new RedateChunk(import, 7)));
        Assert.InRange((await platform.HistoryAsync()).Count, 1, 7);
        Assert.True((await platform.Send(new GetCalendarImports())).Newest[0].Running);

        await using (var second = platform.Beside())
        {
            second.App.Services.GetRequiredService<DeadlineRedater>().ChunkRows = 5;
            await second.Send(new ContinueRedating());
        }

        var table = Table.With(CalendarFile.Read("2027.csv", System.Text.Encoding.UTF8.GetBytes(NewYear)).Days);
        foreach (var row in await platform.RowsAsync())
        {
            Assert.Equal(DeadlineCalculator.DueOf(table, Rule(row.RuleCode), new DeadlineStart(row.Start)), (row.Due, row.Provisional));
        }

        var history = await platform.HistoryAsync();
        Assert.All(history, h => Assert.Equal(1, h.Number));
        Assert.Equal((await platform.RowsAsync()).Sum(r => r.Changes), history.Count);
        var row1 = (await platform.Send(new GetCalendarImports())).Newest[0];
        Assert.Equal((history.Count, history.Count, false), (row1.Affected, row1.Redated, row1.Running));
        Assert.Equal(0, await platform.Read((CoreDbContext db) => db.Set<DeadlineRedating>().CountAsync()));
    }

    [Fact]
    public async Task A_deadline_tracked_with_the_older_calendar_is_found_by_a_later_pass()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.LoadCarriedAsync();
        await using var second = platform.Beside();
        await second.TrackAsync(Draft("before:1", "penalty.service.7wd", "2026-12-25"));
        await platform.ImportAsync(NewYear);
        // The second process has not forgotten its calendar yet.
        await second.TrackAsync(Draft("after:1", "penalty.service.7wd", "2026-12-25"));
        Assert.True((await platform.OneAsync("after:1")).Provisional);
        await platform.Send(new ContinueRedating());
        Assert.Equal("2027-01-06", (await platform.OneAsync("after:1")).DueText);

        async Task<int> Unfinished() => await platform.Read((CoreDbContext db) => db.Set<CalendarImport>().CountAsync(i => i.Stage != RedatingStage.Finished));
        Assert.Equal(2, await Unfinished());
        platform.Clock.Advance(TimeSpan.FromMinutes(6));
        await platform.Send(new ContinueRedating());
        Assert.Equal(0, await Unfinished());
    }

    [Fact]
    public async Task A_refused_import_leaves_no_import_and_moves_nothing()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.LoadCarriedAsync();
        await platform.TrackAsync(Draft("service:1", "penalty.service.7wd", "2026-12-25"));
        await Assert.ThrowsAsync<RefusalException>(() => platform.ImportAsync(Header + "2027-01-04,补班,元旦\n"));
        Assert.Single((await platform.Send(new GetCalendarImports())).Newest);
        Assert.True((await platform.OneAsync("service:1")).Provisional);
    }
}
