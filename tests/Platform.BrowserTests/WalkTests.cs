using Platform.BrowserTests.Pages;
using Platform.BrowserTests.Running;
using Platform.Infrastructure.Modules;

namespace Platform.BrowserTests;

/// <summary>Walks all pages of ours: readable for a screen reader, within the content policy, without sideways scrolling, on a desk and on a phone.</summary>
public sealed class WalkTests(PlatformServer server, Chromium chromium)
{
    /// <summary>Windows that one person walks with side by side.</summary>
    private const int Windows = 2;

    /// <summary>Pages that are an error by purpose; other tests look at them.</summary>
    private static readonly string[] Meant = ["/not-found", "/error", "/gallery/broken"];

    private SignInName[] Everybody => [server.CountyAdministrator, server.Clerk, server.Director, server.SystemAdministrator, server.SecurityAdministrator, server.AuditAdministrator];

    [Fact]
    public async Task Every_page_is_accessible_and_keeps_the_content_policy()
    {
        var templates = RoutablePages.Templates(server.Services.GetRequiredService<ModuleCatalog>());
        Assert.True(templates.Count >= 10, "the walk must find the pages");
        var faults = new List<string>();
        var open = new HashSet<string>();
        foreach (var who in Everybody)
        {
            var round = new Round(templates, open, faults, who);
            var visits = await Task.WhenAll(Enumerable.Range(0, Windows).Select(async _ => await (await Visit.OpenAsync(chromium, server)).SignInAsync(who)));
            round.Add(await visits[0].MenuAsync());
            await Task.WhenAll(visits.Select(round.WalkAsync));
            foreach (var visit in visits)
            {
                await visit.DisposeAsync();
            }
        }

        string[] shut = ["/gallery/bare", "/gallery/secret", .. Meant];
        faults.AddRange(templates.Where(t => !RoutablePages.HasParameters(t) && !open.Contains(t) && !shut.Contains(t)).Select(t => $"{t}: nobody may open it"));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Menu_leads_only_to_pages_that_open()
    {
        foreach (var who in Everybody)
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

    /// <summary>What one person finds: every template once, unless somebody before opened it. Windows share what waits.</summary>
    private sealed class Round
    {
        private readonly Lock gate = new();
        private readonly HashSet<string> seen = [];
        private readonly Queue<string> waiting;
        private readonly IReadOnlyList<string> templates;
        private readonly HashSet<string> open;
        private readonly List<string> faults;
        private readonly SignInName who;
        private int busy;
        private int refusals;

        public Round(IReadOnlyList<string> templates, HashSet<string> open, List<string> faults, SignInName who)
        {
            (this.templates, this.open, this.faults, this.who) = (templates, open, faults, who);
            waiting = new Queue<string>(templates.Where(t => !RoutablePages.HasParameters(t)));
        }

        public void Add(IEnumerable<string> paths)
        {
            lock (gate)
            {
                foreach (var path in paths)
                {
                    waiting.Enqueue(path);
                }
            }
        }

        public async Task WalkAsync(Visit visit)
        {
            while (Next() is var (path, template, wait))
            {
                if (wait)
                {
                    await Task.Delay(100);
                    continue;
                }

                try
                {
                    await LookAsync(visit, path!, template!);
                }
                finally
                {
                    lock (gate)
                    {
                        busy--;
                    }
                }
            }
        }

        // Null: all is seen. Wait: another window may still find links.
        private (string? Path, string? Template, bool Wait)? Next()
        {
            lock (gate)
            {
                while (waiting.TryDequeue(out var path))
                {
                    var template = templates.FirstOrDefault(t => RoutablePages.Matches(t, path.Split('?')[0]));
                    if (template is not null && !Meant.Contains(template) && !open.Contains(template) && seen.Add(template))
                    {
                        busy++;
                        return (path, template, false);
                    }
                }

                return busy > 0 ? (null, null, true) : null;
            }
        }

        private async Task LookAsync(Visit visit, string path, string template)
        {
            var status = await visit.GoAsync(path);

            // All pages somebody may not open look the same.
            if (status == 200 || Interlocked.Increment(ref refusals) == 1)
            {
                var found = (await visit.FaultsAsync()).Select(f => $"{who.UserName} {path}: {f}").ToList();
                found.AddRange((await visit.PhoneFaultsAsync()).Select(f => $"{who.UserName} {path} on a phone: {f}"));
                lock (gate)
                {
                    faults.AddRange(found);
                }
            }

            if (status == 200)
            {
                var links = await visit.LinksAsync();
                lock (gate)
                {
                    open.Add(template);
                }

                Add(links);
            }
            else if (status != 403)
            {
                lock (gate)
                {
                    faults.Add($"{who.UserName} {path}: status {status}");
                }
            }
        }
    }
}
