using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>Papers after GB/T 9704-2012.</summary>
public sealed class PaperTests(PlatformServer server, Chromium chromium)
{
    private const double Millimetre = 96 / 25.4;

    [Fact]
    public async Task Paper_is_A4_without_buttons_and_the_seal_lies_on_name_and_date()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/paper");
        var page = visit.Page;
        var sheet = (await page.Locator(".kit-paper").BoundingBoxAsync())!;
        var office = (await page.Locator(".kit-paper-office").BoundingBoxAsync())!;
        Assert.InRange(sheet.Width / Millimetre, 209, 211);
        Assert.InRange((office.Y - sheet.Y) / Millimetre, 36, 38);
        Assert.InRange((office.X - sheet.X) / Millimetre, 27, 29);
        Assert.InRange(office.Width / Millimetre, 155, 157);
        Assert.Equal("2026年11月5日", await page.Locator(".kit-paper-seal span").Nth(1).InnerTextAsync());
        var seal = (await page.Locator(".kit-paper-seal-box").BoundingBoxAsync())!;
        var name = (await page.Locator(".kit-paper-seal span").Nth(0).BoundingBoxAsync())!;
        var date = (await page.Locator(".kit-paper-seal span").Nth(1).BoundingBoxAsync())!;
        Assert.True(seal.Y < name.Y + name.Height && seal.Y + seal.Height > date.Y + date.Height, "the seal covers name and date");

        await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        Assert.Equal(0, await page.Locator("button:visible, .kit-print-tools:visible").CountAsync());
        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });
        Assert.Contains("/MediaBox [0 0 594", System.Text.Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }
}
