using Platform.BrowserTests.Pages;
using Platform.BrowserTests.Running;
using Platform.Infrastructure.Modules;

namespace Platform.BrowserTests;

/// <summary>Walks all pages of ours: readable for a screen reader, within the content policy, without sideways scrolling, on a desk and on a phone.</summary>
public sealed class WalkTests(PlatformServer server, Chromium chromium)
{
    /// <summary>Pages that are an error by purpose; other tests look at them.</summary>
    private static readonly string[] Meant = ["/not-found", "/error", "/gallery/broken"];

    [Fact]
    public async Task Every_page_is_accessible_and_keeps_the_content_policy()
    {
        var templates = RoutablePages.Templates(server.Services.GetRequiredService<ModuleCatalog>());
        Assert.True(templates.Count >= 10, "the walk must find the pages");
        var faults = new List<string>();
        var open = new HashSet<string>();
        foreach (var who in new[] { server.CountyAdministrator, server.Clerk, server.Director, server.SystemAdministrator, server.SecurityAdministrator, server.AuditAdministrator })
        {
            await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(who);
            var waiting = new Queue<string>(templates.Where(t => !RoutablePages.HasParameters(t) && !open.Contains(t) && !Meant.Contains(t)));
            foreach (var entry in await visit.MenuAsync())
            {
                waiting.Enqueue(entry);
            }

            // All pages somebody may not open look the same.
            var refusals = 0;
            var seen = new HashSet<string>();
            while (waiting.TryDequeue(out var path))
            {
                var template = templates.FirstOrDefault(t => RoutablePages.Matches(t, path.Split('?')[0]));
                if (template is null || Meant.Contains(template) || !seen.Add(template) || open.Contains(template))
                {
                    continue;
                }

                var status = await visit.GoAsync(path);
                if (status == 200 || refusals++ == 0)
                {
                    faults.AddRange((await visit.FaultsAsync()).Select(f => $"{who.UserName} {path}: {f}"));
                    faults.AddRange((await visit.PhoneFaultsAsync()).Select(f => $"{who.UserName} {path} on a phone: {f}"));
                }

                if (status == 200)
                {
                    open.Add(template);
                    foreach (var link in await visit.LinksAsync())
                    {
                        waiting.Enqueue(link);
                    }
                }
                else if (status != 403)
                {
                    faults.Add($"{who.UserName} {path}: status {status}");
                }
            }
        }

        string[] shut = ["/gallery/bare", "/gallery/secret", .. Meant];
        faults.AddRange(templates.Where(t => !RoutablePages.HasParameters(t) && !open.Contains(t) && !shut.Contains(t)).Select(t => $"{t}: nobody may open it"));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Menu_leads_only_to_pages_that_open()
    {
        foreach (var who in new[] { server.CountyAdministrator, server.Clerk, server.Director, server.SystemAdministrator, server.SecurityAdministrator, server.AuditAdministrator })
        {
            await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(who);
            await visit.GoAsync("/");
            foreach (var entry in await visit.MenuAsync())
            {
                var response = await visit.Page.APIRequest.GetAsync(server.Address + entry);
                Assert.True(response.Status == 200, $"{who.UserName} {entry}: {response.Status}");
            }
        }
    }
}
