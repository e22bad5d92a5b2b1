using System.Net;
using Platform.TestKit;
using Xunit;

namespace Platform.HostTests.Access;

/// <summary>Every page as every role: 200 only for those who may, 无权限 with 403 for the others, the sign-in page for strangers.</summary>
[Collection("access walk")]
public class PageWalkTests(World world, ITestOutputHelper output)
{
    private IReadOnlyList<PageDoor> Pages => [.. world.Doors.Pages.Where(d => d.Type.Assembly != typeof(World).Assembly)];

    [Fact]
    public async Task Every_page_opens_for_whom_it_should()
    {
        await world.ReadyAsync();
        var walk = new Walk(output, "pages x roles");
        await walk.EachAsync(
            from door in Pages from walker in world.Everybody select (door, walker),
            c => JudgeAsync(walk, c.door, c.walker, Guid.CreateVersion7(), off: false));
        walk.End(300);
    }

    [Fact]
    public async Task A_page_shows_nothing_of_a_foreign_site()
    {
        await world.ReadyAsync();
        var walk = new Walk(output, "pages x foreign sites and records");
        foreach (var door in Pages.Where(d => !d.Anonymous))
        {
            if (world.Walkers.Find(w => w.Scope == Places.Site(Places.FirstSite) && w.May(door)) is not { } walker)
            {
                continue;
            }

            var nothing = Guid.CreateVersion7();
            var unknown = await walker.TryAsync(() => new HttpRequestMessage(HttpMethod.Get, Address(door, nothing)));
            if (door.Pattern.Contains(":guid}", StringComparison.Ordinal))
            {
                await walk.EachAsync(world.ForeignRows, async row =>
                {
                    var answer = await walker.TryAsync(() => new HttpRequestMessage(HttpMethod.Get, Address(door, row.Id)));
                    return answer.Leaks || answer.Status != unknown.Status || Walker.Plain(answer.Text, row.Id) != Walker.Plain(unknown.Text, nothing)
                        ? $"{door} tells a foreign {row.Table} from an unknown one: {answer} instead of {unknown}"
                        : null;
                });
            }

            await walk.EachAsync(["site", "siteId", "division"], async name =>
            {
                var answer = await walker.TryAsync(() => new HttpRequestMessage(HttpMethod.Get, $"{Address(door, nothing)}?{name}={Places.ForeignSite}"));
                return answer.Leaks || answer.Failed ? $"{door} with {name} of a foreign site: {answer}" : null;
            });
        }

        walk.End(100);
    }

    [Fact]
    public async Task A_page_is_posted_to_only_with_its_token()
    {
        await world.ReadyAsync();
        var walk = new Walk(output, "posts to pages");
        await walk.EachAsync(
            from door in Pages from walker in new[] { world.Nobody, world.Walkers[0] } select (door, walker),
            async c =>
            {
                var answer = await c.walker.SendAsync(new HttpRequestMessage(HttpMethod.Post, Address(c.door, Guid.CreateVersion7()))
                {
                    Content = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Input.UserName", "a"), new("Input.Password", "b")]),
                });
                return (int)answer.Status is < 300 or >= 500 ? $"{c.door} as {c.walker} takes a post without a token: {answer}" : null;
            });
        walk.End(30);
    }

    internal static async Task<string?> JudgeAsync(Walk walk, PageDoor door, Walker walker, Guid id, bool off)
    {
        var answer = await walker.TryAsync(() => new HttpRequestMessage(HttpMethod.Get, Address(door, id)));
        walk.Count(((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var right = walker switch
        {
            _ when door.Anonymous => !answer.Failed || door.Pattern == "/error",
            { IsNobody: true } => answer.Status == HttpStatusCode.Redirect && answer.Location?.Contains("/sign-in", StringComparison.Ordinal) == true,
            _ when !walker.May(door) => answer.Status == HttpStatusCode.Forbidden && Shows(answer, "no-permission"),
            _ when off => answer.Status == HttpStatusCode.Forbidden && Shows(answer, "module-off"),
            _ => answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound && !Shows(answer, "no-permission") && !Shows(answer, "module-off"),
        };
        var leaks = answer.Leaks && !walker.Scope.Contains(Places.ForeignSite);
        return right && !leaks ? null : $"{door} as {walker}: {answer}{(leaks ? " with data of a foreign site" : "")} {answer.Location}";
    }

    private static bool Shows(Answer answer, string page) => answer.Text.Contains($"data-kit-page=\"{page}\"", StringComparison.Ordinal);

    private static string Address(PageDoor door, Guid id) => SampleValues.Fill(door.Pattern, name =>
        door.Pattern.Contains($"{{{name}:guid}}", StringComparison.Ordinal) ? id.ToString()
        : door.Pattern.Contains($"{{{name}:int}}", StringComparison.Ordinal) ? "1" : "2026-10");
}
