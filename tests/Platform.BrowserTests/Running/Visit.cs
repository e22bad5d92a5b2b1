using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Platform.BrowserTests.Running;

/// <summary>A person in front of a screen: one browser context, and everything that went wrong in it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>The rules of axe whose answer changes with the width of the screen.</summary>
    private static readonly string[] ByWidth =
        ["scrollable-region-focusable", "button-name", "link-name", "label", "select-name", "aria-hidden-focus", "nested-interactive"];

    private readonly IBrowserContext context;

    private Visit(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; private set; }

    /// <summary>Messages of the console that no page of ours may cause.</summary>
    public List<string> Complaints { get; } = [];

    public static Task<Visit> OpenAsync(Chromium chromium, PlatformServer server, int width = 1366, int height = 768) =>
        OpenAsync(chromium, server.Address, width, height);

    public static async Task<Visit> OpenAsync(Chromium chromium, string address, int width = 1366, int height = 768)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = address,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(45_000);
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Listen();
        return visit;
    }

    public async Task<Visit> SignInAsync(SignInName who, string returnUrl = "/")
    {
        await Page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await Page.FillAsync("#user-name", who.UserName);
        await Page.FillAsync("#password", who.Password);
        await Page.ClickAsync("button[type=submit]");
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Opens an address and waits until the page is live.</summary>
    public async Task<int> GoAsync(string path)
    {
        var response = await Page.GotoAsync(path);
        await LiveAsync();
        return response!.Status;
    }

    /// <summary>A second tab of the same person at the same address.</summary>
    public async Task<IPage> SecondTabAsync()
    {
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(Page.Url);
        return tab;
    }

    public Task OfflineAsync(bool offline) => context.SetOfflineAsync(offline);

    /// <summary>The live connection is there when the shell's script says so; static pages have none.</summary>
    public async Task LiveAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        if (await Page.Locator(".kit-nav").CountAsync() > 0)
        {
            await UntilAsync("document.documentElement.dataset.kitLive === 'yes'");
        }

        await Page.WaitForTimeoutAsync(150);
    }

    /// <summary>Waits for a condition. The browser's own waiting evaluates strings in the page, which the content policy forbids.</summary>
    public async Task UntilAsync(string condition)
    {
        for (var i = 0; i < 150; i++)
        {
            if (await Page.EvaluateAsync<bool>($"!!({condition})"))
            {
                return;
            }

            await Page.WaitForTimeoutAsync(100);
        }

        throw new TimeoutException($"never came true: {condition}");
    }

    /// <summary>Everything wrong with the page as it stands.</summary>
    public Task<List<string>> FaultsAsync() => FaultsAsync(new AxeRunOptions { ResultTypes = [ResultType.Violations] });

    /// <summary>Everything that is wrong with the page only because the screen is as narrow as a phone's. The page stays as wide as it was.</summary>
    public async Task<List<string>> PhoneFaultsAsync()
    {
        var wide = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(390, 844);
        var faults = await FaultsAsync(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "rule", Values = [.. ByWidth] },
            ResultTypes = [ResultType.Violations],
        });
        await Page.SetViewportSizeAsync(wide.Width, wide.Height);
        return faults;
    }

    // Charts follow a new width a moment later.
    private async Task<bool> ScrollsSidewaysAsync()
    {
        for (var i = 0; i < 30; i++)
        {
            if (await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth + 1"))
            {
                return false;
            }

            await Page.WaitForTimeoutAsync(100);
        }

        return true;
    }

    // A button that just changes its colour has the contrast of neither.
    private Task AtRestAsync() => Page.EvaluateAsync(
        "Promise.race([Promise.all(document.getAnimations().map(a => a.finished.catch(() => 0))), new Promise(done => setTimeout(done, 1000))]).then(() => 0)");

    private async Task<List<string>> FaultsAsync(AxeRunOptions rules)
    {
        var faults = new List<string>(Complaints);
        Complaints.Clear();
        if (await ScrollsSidewaysAsync())
        {
            faults.Add("scrolls sideways");
        }

        if (await Page.Locator("#blazor-error-ui:visible, [data-kit-page=error]").CountAsync() > 0)
        {
            faults.Add("shows an error");
        }

        await AtRestAsync();
        var axe = await Page.RunAxe(rules);
        faults.AddRange(axe.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"axe {v.Impact} {v.Id}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
        return faults;
    }

    public Task<string[]> MenuAsync() => Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.kit-nav a')].map(a => a.getAttribute('href'))");

    /// <summary>Links inside the page itself, as paths with their query.</summary>
    public Task<string[]> LinksAsync() => Page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('main a[href]')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)");

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private void Listen()
    {
        Page.PageError += (_, error) => Complaints.Add($"script error: {error}");
        Page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                Complaints.Add(message.Text);
            }
        };
    }
}
