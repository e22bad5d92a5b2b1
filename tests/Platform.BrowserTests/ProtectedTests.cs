using Platform.BrowserTests.Running;
using Platform.Contracts.Staff;

namespace Platform.BrowserTests;

/// <summary>A protected number on the staff page: masked, opened with a reason, gone again; nothing of it travels before.</summary>
public sealed class ProtectedTests(PlatformServer server, Chromium chromium)
{
    private const string Phone = "13988801234";
    private const string Identity = "990000190001010024";

    [Fact]
    public async Task A_number_is_masked_until_a_reason_is_given()
    {
        await server.SendAsync(new SaveStaff(PlatformServer.Township, [new("P900", "保护样", "专干", "", Phone, Identity)]));
        await using var visit = await Visit.OpenAsync(chromium, server);
        var frames = new List<string>();
        visit.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => frames.Add(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? []));
        await visit.SignInAsync(server.Director);
        await visit.GoAsync("/staff?text=P900");
        var page = visit.Page;
        var source = await page.ContentAsync();
        Assert.Contains("139****1234", source, StringComparison.Ordinal);
        Assert.Contains("9900**********0024", source, StringComparison.Ordinal);
        Assert.All(frames.Append(source), text => Assert.False(text.Contains(Phone, StringComparison.Ordinal) || text.Contains(Identity, StringComparison.Ordinal)));
        Assert.Equal(1, await page.Locator(".kit-watermark").CountAsync());

        await page.ClickAsync("button[aria-label='查看保护样的手机号']");
        await page.WaitForSelectorAsync(".kit-dialog[open]");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync(".kit-dialog >> text=请写明查看的理由");
        await page.SelectOptionAsync(".kit-dialog select", "工作联系本人");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync($".kit-protected-full >> text={Phone}");
        Assert.DoesNotContain(Identity, await page.ContentAsync(), StringComparison.Ordinal);
        await page.ClickAsync("button[aria-label='隐藏保护样的手机号']");
        await page.WaitForSelectorAsync("button[aria-label='查看保护样的手机号']");
        Assert.DoesNotContain(Phone, await page.ContentAsync(), StringComparison.Ordinal);

    }

    [Fact]
    public async Task Somebody_is_found_by_the_whole_number_and_the_number_stays_out_of_the_address()
    {
        await server.SendAsync(new SaveStaff(PlatformServer.Township, [new("P901", "查找样", "专干", "", "13988805678")]));
        await using var visit = await (await Visit.OpenAsync(chromium, server, 390, 844)).SignInAsync(server.Clerk);
        await visit.GoAsync("/staff");
        var page = visit.Page;
        await page.ClickAsync("text=按号码查人");
        await page.FillAsync(".kit-dialog input", "139-8880-5678");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.ClickAsync("text=查找样（工号 P901");
        await page.WaitForURLAsync("**person=**");
        await page.WaitForSelectorAsync("text=139****5678");
        Assert.DoesNotContain("5678", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("button[aria-label='查看查找样的手机号']").CountAsync());
        Assert.Empty(await visit.FaultsAsync());
    }
}
