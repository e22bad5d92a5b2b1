using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.HostTests.Probe;
using Platform.SampleModule.Data;
using Platform.SampleModule.Domain;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Promises;

/// <summary>After a lost lock an idempotent command runs again in a fresh scope; any other does not.</summary>
public class RetryTests
{
    [Theory, DatabaseData]
    public async Task An_idempotent_command_is_tried_again_in_a_fresh_scope(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var plan = platform.App.Services.GetRequiredService<ProbePlan>();
        plan.TransientFailures = 2;
        await platform.Send(new FlakyIdempotent(Places.FirstSite));
        Assert.Equal((3, 3), (plan.Attempts, plan.ScopesSeen));
        Assert.Equal(["第3次"], await Titles(platform));
    }

    [Theory, DatabaseData]
    public async Task Any_other_command_is_not(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var plan = platform.App.Services.GetRequiredService<ProbePlan>();
        plan.TransientFailures = 1;
        await Assert.ThrowsAsync<SqliteException>(() => platform.Send(new FlakyOnce(Places.FirstSite)));
        Assert.Equal(1, plan.Attempts);
        Assert.Empty(await Titles(platform));
    }

    [Fact]
    public async Task Trying_again_has_an_end()
    {
        await using var platform = await TestPlatform.StartAsync();
        platform.App.Services.GetRequiredService<ProbePlan>().TransientFailures = int.MaxValue;
        await Assert.ThrowsAsync<SqliteException>(() => platform.Send(new FlakyIdempotent(Places.FirstSite)));
        Assert.Empty(await Titles(platform));
    }

    private static Task<List<string>> Titles(TestPlatform platform) =>
        platform.Read((SampleDbContext db) => db.Set<Note>().Select(n => n.Title).ToListAsync());
}
