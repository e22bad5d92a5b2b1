using Microsoft.Playwright;
using Platform.TestKit;

namespace Platform.BrowserTests.Running;

/// <summary>One browser for all tests; every test opens its own context.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = InstalledChromium.Path,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--lang=zh-CN",
            ],
            Env = Chinese(),
        });
    }

    /// <summary>A Chinese desktop: dates in the fields of the browser and names of saved files depend on it.</summary>
    private static Dictionary<string, string> Chinese()
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
        environment["LANG"] = environment["LC_ALL"] = "C.UTF-8";
        environment["LANGUAGE"] = "zh_CN";
        return environment;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
