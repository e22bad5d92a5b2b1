using Autofac;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Trail;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Trail;

/// <summary>What somebody with the database's own tools does to the trail is found, and named.</summary>
public class ChainTests
{
    [Theory, DatabaseData]
    public async Task An_untouched_trail_is_whole(DatabaseKind kind)
    {
        await using var platform = await FilledAsync(kind);
        var check = await platform.Send(new VerifyTrail());
        Assert.Null(check.Fault);
        Assert.True(check.Entries >= 9, $"{check.Entries} entries");
        Assert.True(check.Chains >= 3);
        Assert.Null((await platform.Send(new VerifyTrail(), Places.County)).Fault);
    }

    [Theory, DatabaseData]
    public async Task The_database_refuses_to_change_or_delete(DatabaseKind kind)
    {
        await using var platform = await FilledAsync(kind);
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(platform, "UPDATE \"core_TrailEntry\" SET \"Detail\" = 'x'", drop: false));
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(platform, "DELETE FROM \"core_TrailEntry\"", drop: false));
        Assert.Null((await platform.Send(new VerifyTrail())).Fault);
    }

    [Theory, DatabaseData]
    public async Task A_changed_entry_is_named(DatabaseKind kind)
    {
        await using var platform = await FilledAsync(kind);
        await RunAsync(platform, $"UPDATE \"core_TrailEntry\" SET \"ActorName\" = '别人' WHERE \"SiteId\" = {Places.SecondSite} AND \"Sequence\" = 2");
        var fault = (await platform.Send(new VerifyTrail())).Fault;
        Assert.Contains($"单位 {Places.SecondSite} 第 2 条", fault, StringComparison.Ordinal);
        Assert.Contains("被改动过", fault, StringComparison.Ordinal);

        // Other chains are whole, and say so.
        Assert.Null((await platform.Send(new VerifyTrail(), Places.Site(Places.FirstSite))).Fault);
    }

    [Theory, DatabaseData]
    public async Task A_deleted_entry_is_named_in_the_middle_at_the_end_and_with_its_whole_chain(DatabaseKind kind)
    {
        await using var platform = await FilledAsync(kind);
        await RunAsync(platform, $"DELETE FROM \"core_TrailEntry\" WHERE \"SiteId\" = {Places.ForeignSite}");
        Assert.Contains($"单位 {Places.ForeignSite} 的操作日志全部缺失", (await platform.Send(new VerifyTrail())).Fault, StringComparison.Ordinal);
        await RunAsync(platform, $"DELETE FROM \"core_TrailEntry\" WHERE \"SiteId\" = {Places.SecondSite} AND \"Sequence\" = 3", drop: false);
        Assert.Contains("缺少第 3 条至第 3 条", (await platform.Send(new VerifyTrail())).Fault, StringComparison.Ordinal);
        await RunAsync(platform, $"DELETE FROM \"core_TrailEntry\" WHERE \"SiteId\" = {Places.FirstSite} AND \"Sequence\" = 1", drop: false);
        Assert.Contains($"单位 {Places.FirstSite} 第 2 条", (await platform.Send(new VerifyTrail())).Fault, StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    public async Task Writers_at_the_same_moment_never_fork_a_chain(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await using var second = platform.Beside();
        await Task.WhenAll(Enumerable.Range(1, 40).Select(n => Task.Run(() => (n % 2 == 0 ? platform : second).Send(Add(Places.FirstSite, n), Places.Site(Places.FirstSite)))));
        var check = await platform.Send(new VerifyTrail(), Places.Site(Places.FirstSite));
        Assert.Null(check.Fault);
        Assert.Equal(40, check.Entries);
    }

    [Fact]
    public void No_two_entries_have_the_same_bytes()
    {
        var text = Gen.String[Gen.Char["ab|林"], 0, 3];
        Gen.Select(text, text, text, text).Sample((a, b, c, d) =>
        {
            TrailEntry Entry(string detail, string reason) => new() { Id = Guid.Empty, Detail = detail, Reason = reason };
            var same = a == c && b == d;
            return same == TrailHash.Of(Entry(a, b), TrailHash.None).AsSpan().SequenceEqual(TrailHash.Of(Entry(c, d), TrailHash.None));
        });
    }

    private static AddStaff Add(int site, int n) => new([new NewStaff(site, $"{n:000}", $"人员{n}", "专干")]);

    private static async Task<TestPlatform> FilledAsync(DatabaseKind kind)
    {
        var platform = await TestPlatform.StartAsync(kind);
        foreach (var site in new[] { Places.FirstSite, Places.SecondSite, Places.ForeignSite })
        {
            foreach (var n in Enumerable.Range(1, 3))
            {
                await platform.Send(Add(site, n), Places.Site(site));
            }
        }

        return platform;
    }

    // As a database administrator would: past the platform, with the triggers out of the way.
    private static async Task RunAsync(TestPlatform platform, string statement, bool drop = true)
    {
        await using var scope = platform.Begin();
        var database = scope.Resolve<CoreDbContext>().Database;
        if (drop)
        {
            var trigger = AppendOnly.TriggerOf("core_TrailEntry");
            string[] drops = platform.Kind switch
            {
                DatabaseKind.Sqlite => [$"DROP TRIGGER \"{trigger}\"", $"DROP TRIGGER \"{trigger}_delete\""],
                DatabaseKind.PostgreSql => [$"DROP TRIGGER \"{trigger}\" ON \"core_TrailEntry\""],
                _ => [$"DROP TRIGGER [{trigger}]"],
            };
            foreach (var one in drops)
            {
                await database.ExecuteSqlRawAsync(one);
            }
        }

        await database.ExecuteSqlRawAsync(statement);
    }
}
