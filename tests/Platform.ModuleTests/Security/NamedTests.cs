using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Security.Named;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Security.SecurityBench;

namespace Platform.ModuleTests.Security;

/// <summary>Register of named operators and machines.</summary>
public class NamedTests
{
    private static readonly Guid Officer = new("0193517a-0000-7000-8000-0000000000d1");

    [Theory, DatabaseData]
    public async Task Namings_are_added_and_ended_and_stay_in_the_register(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var here = Places.Site(Places.FirstSite);
        var account = await platform.Send(new CreateAccount("exchange", "周敏", Roles.OfficeClerk, Places.FirstSite));
        var from = new DateOnly(2026, 11, 1);
        Assert.Equal(account.Id, Assert.Single(await platform.As(Officer, here, new FindOperators("周"))).Id);
        var person = await platform.As(Officer, here, new AddNamedOperator(Places.FirstSite, account.Id, "平台操作员", from));
        var machine = await platform.As(Officer, here, new AddNamedMachine(Places.FirstSite, "专机一", "A-1", "205 室", "10.0.0.7，10.1.0.0/16", "周敏", from));
        await RefusedAsync("UNKNOWN_ACCOUNT", () => platform.As(Officer, Places.Site(Places.SecondSite), new AddNamedOperator(Places.SecondSite, account.Id, "平台操作员", from)));
        await RefusedAsync("VALIDATION", () => platform.As(Officer, here, new AddNamedMachine(Places.FirstSite, "专机二", "", "205 室", "二楼", "周敏", from)));
        Assert.Equal("10.0.0.7/32 10.1.0.0/16", Assert.Single((await platform.As(Officer, Places.County, new ListNamedMachines(new PageRequest(), Current: true))).Items).Addresses);

        await platform.As(Officer, here, new EndNamedOperator(person, "调离"));
        await platform.As(Officer, here, new EndNamedMachine(machine, "报废"));
        await RefusedAsync("ENDED", () => platform.As(Officer, here, new EndNamedOperator(person, "再次")));
        Assert.Empty((await platform.As(Officer, here, new ListNamedOperators(new PageRequest(), Current: true))).Items);
        var row = Assert.Single((await platform.As(Officer, here, new ListNamedOperators(new PageRequest(), Current: false))).Items);
        Assert.Equal((new DateOnly(2026, 11, 22), "调离"), (row.To, row.EndReason));
        Assert.Empty((await platform.As(Officer, Places.Site(Places.SecondSite), new ListNamedOperators(new PageRequest()))).Items);
    }
}
