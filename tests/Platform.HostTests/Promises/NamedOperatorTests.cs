using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.HostTests.Probe;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Security.Named;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Promises;

/// <summary>专人、专机: where a division demands it, only a named operator at a named machine gets through (P3-MIGPLATSEC-01).</summary>
public class NamedOperatorTests
{
    private static readonly DateOnly From = new(2026, 11, 1);

    [Theory, DatabaseData]
    public async Task A_demand_from_above_binds_the_township(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var named = (await platform.Send(new CreateAccount("named", "周敏", Roles.OfficeClerk, Places.FirstSite))).Id;
        var other = (await platform.Send(new CreateAccount("other", "王五", Roles.OfficeClerk, Places.FirstSite))).Id;
        Assert.Equal(Places.FirstSite, await Ask(other, "10.0.0.9"));

        await platform.Send(new SetNamedDemand(Places.CountyId, "probe", true, "上级要求"));
        await platform.Send(new AddNamedOperator(Places.FirstSite, named, "操作员", From));
        await platform.Send(new AddNamedMachine(Places.CountyId, "专机", "", "305 室", "10.0.0.7", "办公室", From));
        Assert.Equal("OPERATOR_NOT_NAMED", await CodeAsync(() => Ask(other, "10.0.0.7")));
        Assert.Equal("MACHINE_NOT_NAMED", await CodeAsync(() => Ask(named, "10.0.0.9")));
        Assert.Equal("MACHINE_NOT_NAMED", await CodeAsync(() => Ask(named, null)));
        Assert.Equal("OPERATOR_NOT_NAMED", await CodeAsync(() => Ask(named, "10.0.0.7", key: named)));
        Assert.Equal(Places.FirstSite, await Ask(named, "10.0.0.7"));
        Assert.Equal(Places.FirstSite, await platform.Send(new GuardedProbe(Places.FirstSite)));
        Assert.Equal((true, false), (await platform.Send(new GetNamedDemands(Places.FirstSite))).Where(d => d.ModuleId == "probe").Select(d => (d.On, d.Own)).Single());

        platform.Clock.Advance(TimeSpan.FromDays(1));
        await platform.Send(new SetNamedDemand(Places.CountyId, "probe", false, "不再要求"));
        Assert.Equal(Places.FirstSite, await Ask(other, "10.0.0.9"));

        Task<int> Ask(Guid account, string? address, Guid key = default) => platform.Sender.SendAs(
            new Actor(account, "测试员", Guid.Empty, Places.Site(Places.FirstSite), new HashSet<string> { ProbeModule.Use }, ActorChannel.Page, address) { KeyId = key },
            new GuardedProbe(Places.FirstSite));
    }

    [Fact]
    public async Task A_module_without_guarded_requests_has_nothing_to_demand()
    {
        await using var platform = await TestPlatform.StartAsync();
        Assert.Equal("VALIDATION", await CodeAsync(() => platform.Send(new SetNamedDemand(Places.CountyId, "sample", true, "原因"))));
    }

    private static async Task<string> CodeAsync(Func<Task> send) => (await Assert.ThrowsAsync<RefusalException>(send)).Code;
}
