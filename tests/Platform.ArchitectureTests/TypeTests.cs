using Platform.ArchitectureTests.Planted;
using Platform.ArchitectureTests.Rules;
using Platform.Contracts.Messaging;
using Xunit;

namespace Platform.ArchitectureTests;

public class TypeTests
{
    private static readonly List<Type> All = [.. Found.Assemblies.SelectMany(a => a.GetTypes())];
    private static readonly Type[] Planted = [.. typeof(TypeTests).Assembly.GetTypes().Where(t => t.Namespace == typeof(PlantedPage).Namespace)];

    [Fact]
    public void A_module_shows_only_itself_its_pages_and_their_parameters() =>
        Assert.Empty(Found.ModuleAssemblies
            .Where(a => a != typeof(Infrastructure.Data.ModuleDbContext).Assembly)
            .SelectMany(a => PublicTypeRules.Violations(a.GetExportedTypes())));

    [Fact]
    public void Every_endpoint_and_page_says_who_may_use_it() => Assert.Empty(RequestRules.Undecided(All));

    [Fact]
    public void Every_required_permission_is_declared() =>
        Assert.Empty(RequestRules.UnknownPermissions(All, Found.Modules.SelectMany(m => m.Permissions).Select(p => p.Code).ToHashSet()));

    [Fact]
    public void Every_request_has_one_handler()
    {
        var requests = RequestRules.RequestsIn(All).ToList();
        Assert.NotEmpty(requests);
        Assert.Empty(RequestRules.Handlers(requests, All));
    }

    [Fact]
    public void No_page_is_given_a_context() => Assert.Empty(RequestRules.ContextInPage(All));

    [Fact]
    public void Every_menu_entry_leads_to_a_page_with_its_permission()
    {
        var pages = All
            .SelectMany(t => t.GetCustomAttributes(typeof(Microsoft.AspNetCore.Components.RouteAttribute), false)
                .Cast<Microsoft.AspNetCore.Components.RouteAttribute>()
                .Select(r => (Route: r.Template.TrimStart('/'), Permission: t.GetCustomAttributes(typeof(RequiresAttribute), false).Cast<RequiresAttribute>().FirstOrDefault()?.Permission)))
            .ToLookup(p => p.Route, p => p.Permission);
        // Two addresses of the host are no Razor pages: the job dashboard and the API description.
        foreach (var entry in Found.Modules.SelectMany(m => m.Menu).Where(e => e.Href is not ("/jobs" or "/api-docs")))
        {
            var route = entry.Href.Split('?')[0].TrimStart('/');
            Assert.True(pages.Contains(route), $"menu entry {entry.Text} leads to {entry.Href}, where no page is");
            Assert.Contains(entry.Permission, pages[route]);
        }
    }

    [Fact]
    public void Planted_types_are_found()
    {
        Assert.Equal(["PlantedService"], PublicTypeRules.Violations(Planted.Where(t => t.IsPublic)).Select(v => v.Split('.')[^1].Split(' ')[0]));
        Assert.Contains(RequestRules.Undecided(Planted), v => v.Contains(nameof(UndecidedQuery)));
        Assert.Contains(RequestRules.Undecided(Planted), v => v.Contains(nameof(PlantedPage)));
        Assert.Single(RequestRules.UnknownPermissions(Planted, new HashSet<string>()));
        Assert.Contains(RequestRules.Handlers(RequestRules.RequestsIn(Planted), Planted), v => v.EndsWith("has 0 handlers"));
        Assert.Contains(RequestRules.Handlers(RequestRules.RequestsIn(Planted), Planted), v => v.EndsWith("has 2 handlers"));
        Assert.Single(RequestRules.ContextInPage(Planted));
    }
}
