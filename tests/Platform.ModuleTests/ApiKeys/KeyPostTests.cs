using Autofac;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Modules;
using Platform.ModuleTests.Organisation;
using Platform.Organisation.Domain;
using Platform.Organisation.Features.Grants;
using Platform.Organisation.Features.Posts;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.ApiKeys;

/// <summary>Keys and the rights that come with posts.</summary>
public class KeyPostTests
{
    [Theory, DatabaseData]
    public async Task A_key_has_what_its_owner_holds_by_post_as_long_as_the_post_lasts(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var owner = (await town.Platform.Send(new CreateAccount("owner", "某人", Roles.Observer, Township.Site, town.Lin))).Id;
        await town.Send(new AppointStaff(Township.Site, town.Director, town.Lin, Township.Today, Township.Today.AddDays(2)));
        var create = new CreateApiKey("人事系统", "同步名册", owner, Township.Site, [CorePermissions.ManageStaff], Township.Today.AddDays(30));
        Assert.Equal("PERMISSION_NOT_GRANTABLE", (await Assert.ThrowsAsync<RefusalException>(() => town.Platform.Send(create))).Code);
        await town.Send(new GrantPostRole(Township.Site, PostKinds.OfficeDirector, Roles.OfficeDirector));
        Assert.Contains((await town.Platform.Send(new GetKeyOffer(owner, Township.Site))).SelectMany(g => g.Permissions), p => p.Code == CorePermissions.ManageStaff);
        var key = await town.Platform.Send(create);

        var actor = await LoadAsync(town, key.Id);
        Assert.Equal((owner, key.Id, Township.Site, true), (actor.AccountId, actor.KeyId, actor.Scope.DivisionId, actor.May(CorePermissions.ManageStaff)));
        Assert.True(Assert.Single((await town.Platform.Send(new GetApiKey(key.Id))).Permissions).Works);
        town.Platform.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Empty((await LoadAsync(town, key.Id)).Permissions);
        Assert.False(Assert.Single((await town.Platform.Send(new GetApiKey(key.Id))).Permissions).Works);
    }

    [Theory]
    [InlineData("core.accounts.manage")]
    [InlineData("core.accounts.administrators")]
    [InlineData("core.keys.manage")]
    [InlineData("core.trail.view")]
    [InlineData("core.staff.reveal")]
    [InlineData("core.retention.manage")]
    [InlineData("core.data-requests.manage")]
    [InlineData("core.security.manage")]
    [InlineData("organisation.grants.manage")]
    [InlineData("organisation.stand-ins.manage")]
    public async Task What_makes_greater_or_lays_open_is_for_people_alone(string permission)
    {
        await using var platform = await TestPlatform.StartEmptyAsync();
        Assert.False(KeyRights.Grantable(Assert.Single(platform.App.Services.GetRequiredService<ModuleCatalog>().Permissions, p => p.Code == permission)));
    }

    private static async Task<Actor> LoadAsync(Township town, Guid key)
    {
        await using var scope = town.Platform.Begin();
        return await scope.Resolve<ActorLoader>().LoadAsync(Caller.Nobody with { KeyId = key }, default);
    }
}
