using Microsoft.Playwright;
using Platform.Contracts.Access;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>What the server keeps for each open page: managed memory with so many calendars open, less that with none.</summary>
internal static class CircuitBenchmark
{
    public static async Task RunAsync(int pages)
    {
        await using var platform = await EndpointBenchmark.PrepareAsync(100, DatabaseKind.Sqlite);
        var site = (await Country.SitesAsync(platform, 1))[0];
        using var clerk = await platform.SignInAsync(Roles.OfficeDirector, site);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = InstalledChromium.Path, Args = ["--no-sandbox", "--disable-gpu"] });
        var context = await browser.NewContextAsync(new() { BaseURL = platform.App.Urls.First() });
        var director = platform.SignInCookie(clerk);
        await context.AddCookiesAsync([new Cookie { Name = director.Name, Value = director.Value, Url = platform.App.Urls.First() }]);
        await OpenAsync(context);
        var before = Settled();
        for (var i = 0; i < pages; i++)
        {
            await OpenAsync(context);
        }

        var after = Settled();
        Console.WriteLine($"{pages} open calendars: {(after - before) / 1024.0 / pages:0} KB of managed memory each (with one open {before >> 20} MB, with all {after >> 20} MB)");
    }

    private static async Task OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/oversight/calendar");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.WaitForTimeoutAsync(500);
        if (await page.EvaluateAsync<string>("document.documentElement.dataset.kitLive") != "yes")
        {
            throw new InvalidOperationException("The page has no live circuit: " + page.Url);
        }
    }

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
