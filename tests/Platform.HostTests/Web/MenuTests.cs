using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Infrastructure.Modules;
using Platform.TestKit;
using Xunit;

namespace Platform.HostTests.Web;

/// <summary>Every line of the menu opens something for the people who see it, and nothing for those who are not signed in.</summary>
public class MenuTests
{
    [Theory]
    [InlineData(Roles.SystemAdministrator, 0)]
    [InlineData(Roles.SecurityAdministrator, 0)]
    [InlineData(Roles.CountyAdministrator, Places.CountyId)]
    [InlineData(Roles.OfficeDirector, Places.FirstSite)]
    [InlineData(Roles.OfficeClerk, Places.FirstSite)]
    [InlineData(Roles.Observer, Places.CountyId)]
    public async Task Every_entry_opens_for_whom_it_is_shown(string role, int division)
    {
        await using var platform = await TestPlatform.StartAsync(serve: true, jobs: true);
        using var client = await platform.SignInAsync(role, division);
        using var nobody = platform.Client();
        var catalog = platform.App.Services.GetRequiredService<ModuleCatalog>();
        var held = catalog.Permissions.Where(p => p.Roles.Contains(role)).Select(p => p.Code).ToHashSet();
        var entries = catalog.Modules.SelectMany(m => m.Menu).ToList();
        Assert.NotEmpty(entries);
        var home = await client.GetStringAsync("/");
        foreach (var entry in entries)
        {
            var (mine, others) = ((await client.GetAsync(entry.Href)).StatusCode, (await nobody.GetAsync(entry.Href)).StatusCode);
            if (held.Contains(entry.Permission))
            {
                Assert.Contains($"href=\"{entry.Href}\"", home);
                Assert.True(mine is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.MovedPermanently, $"{role} gets {(int)mine} at {entry.Href}");
            }
            else
            {
                Assert.DoesNotContain($"href=\"{entry.Href}\"", home);
                Assert.True(mine is not HttpStatusCode.OK, $"{role} may open {entry.Href}");
            }

            Assert.True(others is not HttpStatusCode.OK, $"anybody may open {entry.Href}");
        }
    }
}
