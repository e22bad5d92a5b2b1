namespace Platform.TestKit;

/// <summary>The browser of tests and benchmarks.</summary>
public static class InstalledChromium
{
    private const string WithoutDesktop = "/usr/bin/chromium-headless-shell";

    /// <summary>The same engine without a desktop around it, where it is installed: it draws the same pages with half the work.</summary>
    public static string Path => File.Exists(WithoutDesktop) ? WithoutDesktop : "/usr/bin/chromium";
}
