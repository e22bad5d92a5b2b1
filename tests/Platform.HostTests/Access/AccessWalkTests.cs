using System.Net;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.TestKit;
using Xunit;

namespace Platform.HostTests.Access;

/// <summary>
/// Walks every endpoint and page of the running host as every role, at the own, a foreign and a parent division, with modules on and off. What the answer
/// should be is read from attributes and roles; the behaviours under test are not asked. A new endpoint is walked without a word here.
/// </summary>
[Collection("access walk")]
public class AccessWalkTests(World world, ITestOutputHelper output)
{
    /// <summary>Requests that are not walked, each with its reason. The list may only become shorter.</summary>
    private static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>();

    private IReadOnlyList<ApiDoor> Api => [.. world.Doors.Api.Where(d => d.Type.Assembly != typeof(World).Assembly && !LeftOut.ContainsKey(d.Type.Name))];

    [Fact]
    public async Task Every_endpoint_says_who_may_use_it()
    {
        await world.ReadyAsync();
        Assert.Empty(world.Doors.Unclassified);
        Assert.True(world.Doors.Api.Count >= 70, $"{world.Doors.Api.Count} requests");
        Assert.True(world.Doors.Pages.Count >= 25, $"{world.Doors.Pages.Count} pages");
        Assert.Empty(LeftOut);
        output.WriteLine($"{world.Doors.Api.Count} requests, {world.Doors.Pages.Count} pages, {world.Doors.Known.Count} others, {world.Doors.Files} files");
    }

    [Fact]
    public async Task Reading_changes_nothing()
    {
        await world.ReadyAsync();
        Assert.DoesNotContain(world.Doors.Api, d => d.Method == "GET" && typeof(ICommandBase).IsAssignableFrom(d.Type));
    }

    [Fact]
    public async Task Every_request_answers_whom_it_should()
    {
        await world.ReadyAsync();
        var walk = new Walk(output, "requests x roles x divisions");
        foreach (var changing in new[] { false, true })
        {
            var cases = from door in Api
                        where door.Method != "GET" == changing
                        from walker in world.Everybody
                        from site in SitesFor(door, walker)
                        select (door, walker, site);
            await walk.EachAsync(cases, c => JudgeAsync(walk, c.door, c.walker, c.site, off: null));
        }

        walk.End(2000);
    }

    [Fact]
    public async Task A_module_that_is_off_answers_nobody()
    {
        await world.ReadyAsync();
        var walk = new Walk(output, "requests and pages of modules that are off");
        foreach (var module in world.Catalog.Switchable.ToList())
        {
            foreach (var division in new[] { 0, Places.FirstSite })
            {
                await world.SwitchAsync(module, division, on: false);
                try
                {
                    await WalkOffAsync(walk, module, division);
                }
                finally
                {
                    await world.SwitchAsync(module, division, on: true);
                }
            }
        }

        walk.End(300);
    }

    [Fact]
    public async Task The_record_of_a_foreign_site_is_like_none()
    {
        await world.ReadyAsync();
        Assert.True(world.ForeignRows.Count >= 10, "the tables were not filled");
        output.WriteLine($"{world.ForeignRows.Count} foreign rows; not filled: {string.Join(" | ", world.Unfilled)}");
        Assert.Equal(world.ForeignRows.Select(r => r.Table).Order(), world.OwnRows.Select(r => r.Table).Order());
        var walk = new Walk(output, "requests x foreign records");
        var bitten = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        foreach (var door in Api.Where(d => SampleValues.NamesRecord(d.Type) && !d.Anonymous))
        {
            if (world.Walkers.Find(w => w.Scope == Places.Site(Places.FirstSite) && w.May(door)) is not { } walker)
            {
                continue;
            }

            var nothing = Guid.CreateVersion7();
            var unknown = await walker.TryAsync(() => SampleValues.Message(door, new Choice(walker.Home, nothing)));
            await walk.EachAsync(Reachable(world.ForeignRows, door), async row =>
            {
                var answer = await walker.TryAsync(() => SampleValues.Message(door, new Choice(walker.Home, row.Id)));
                walk.Count(((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture));
                // A request that was done with an id nobody knows does not look that id up; done again it may meet what it made itself.
                var again = (int)unknown.Status < 300 && answer.Status == HttpStatusCode.Conflict;
                return answer.Leaks || answer.Failed || answer.Status == HttpStatusCode.Forbidden || (!again && Walker.Plain(answer.Text, row.Id) != Walker.Plain(unknown.Text, nothing))
                    ? $"{door} tells a foreign {row.Table} from an unknown one: {answer} {Short(answer)} instead of {unknown} {Short(unknown)}"
                    : null;
            });
            await walk.EachAsync(Reachable(world.OwnRows, door), async row =>
            {
                var answer = await walker.TryAsync(() => SampleValues.Message(door, new Choice(walker.Home, row.Id)));
                if (answer.Status != unknown.Status)
                {
                    bitten[door.ToString()] = true;
                }

                return answer.Failed ? $"{door} breaks at an own {row.Table}: {answer}" : null;
            });
        }

        output.WriteLine($"{bitten.Count} requests answered an own record otherwise: {string.Join(", ", bitten.Keys.Order())}");
        walk.End(500);
        Assert.True(bitten.Count >= 8, "the rows are not found by the requests");
    }

    // No module reads another's tables, which the architecture tests see to: a module's request is tried with the rows of its own and of the shared areas, and with one of each other
    // module. The requests of the shared areas are tried with all.
    private IEnumerable<Row> Reachable(IReadOnlyList<Row> rows, Door door)
    {
        var modules = world.Catalog.Switchable.Select(m => m.GetType().Assembly).ToHashSet();
        return modules.Contains(door.Type.Assembly)
            ? rows.Where(r => r.Module == door.Type.Assembly || !modules.Contains(r.Module)).Concat(rows.Where(r => r.Module != door.Type.Assembly && modules.Contains(r.Module)).DistinctBy(r => r.Module))
            : rows;
    }

    private async Task WalkOffAsync(Walk walk, IModule module, int division)
    {
        var scope = division == 0 ? DivisionScope.Nation : Places.Site(division);
        await walk.EachAsync(
            from door in Api.Where(d => d.Type.Assembly == module.GetType().Assembly)
            from walker in world.Everybody
            where division == 0 || IsHit(walker, door)
            from site in division == 0 ? SitesFor(door, walker) : [Places.FirstSite]
            select (door, walker, site),
            c => JudgeAsync(walk, c.door, c.walker, c.site, scope));
        await walk.EachAsync(
            from door in world.Doors.Pages.Where(d => d.Type.Assembly == module.GetType().Assembly)
            from walker in world.Everybody.Where(w => division == 0 || w.Scope == scope)
            select (door, walker),
            c => PageWalkTests.JudgeAsync(walk, c.door, c.walker, Guid.CreateVersion7(), off: true));

        // Where the module is off in one township only, a wider scope still has it, except for requests about that township.
        bool IsHit(Walker walker, ApiDoor door) => walker.IsNobody || walker.Scope == scope || SampleValues.IsAboutSite(door.Type);
    }

    private static IEnumerable<int> SitesFor(ApiDoor door, Walker walker) =>
        SampleValues.SiteOf(door.Type) is null ? [walker.Home] : new[] { walker.Home, Places.FirstSite, Places.ForeignSite, Places.CountyId }.Distinct();

    /// <param name="off">Where the door's module is off.</param>
    private static async Task<string?> JudgeAsync(Walk walk, ApiDoor door, Walker walker, int site, DivisionScope? off)
    {
        var id = Guid.CreateVersion7();
        var answer = await walker.TryAsync(() => SampleValues.Message(door, new Choice(site, id)));
        walk.Count(((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var (status, code) = Expected(door, walker, site, off);
        var right = status is { } wanted
            ? answer.Status == wanted && (code is null || answer.Code == code)
            : !answer.Denies && !answer.Failed && answer.Code != "MODULE_OFF";
        var leaks = answer.Leaks && !walker.Scope.Contains(Places.ForeignSite);
        return right && !leaks
            ? null
            : $"{door} as {walker} about {site}: {answer}{(leaks ? " with data of a foreign site" : "")}, expected {(status is null ? "an answer" : (int)status.Value)} {code} {Short(answer)}";
    }

    private static (HttpStatusCode? Status, string? Code) Expected(ApiDoor door, Walker walker, int site, DivisionScope? off)
    {
        if (door.Anonymous)
        {
            return (null, null);
        }

        if (walker.IsNobody)
        {
            return (HttpStatusCode.Unauthorized, "NOT_SIGNED_IN");
        }

        if (!walker.May(door))
        {
            return (HttpStatusCode.Forbidden, "NO_PERMISSION");
        }

        var about = SampleValues.IsAboutSite(door.Type);
        if (about && !walker.Scope.Contains(site))
        {
            return (HttpStatusCode.NotFound, "OUT_OF_SCOPE");
        }

        return off is { } scope && (about ? scope.Contains(site) : scope.Contains(walker.Scope)) ? (HttpStatusCode.NotFound, "MODULE_OFF") : (null, null);
    }

    private static string Short(Answer answer) => answer.Text.Length > 160 ? answer.Text[..160] : answer.Text;
}
