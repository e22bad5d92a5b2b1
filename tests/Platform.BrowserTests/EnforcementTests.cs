using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk writes a lead down, the director finds a repealed basis refused, hands the case over and prints the letter.</summary>
public sealed class EnforcementTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_lead_is_handed_over_with_its_letter()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var page = visit.Page;
        var today = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await visit.GoAsync("/enforcement/cases");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync("button:has-text('登记线索')");
        await page.GetByLabel("案件类型").SelectOptionAsync("ChildcareBody");
        await page.GetByLabel("当事人种类").SelectOptionAsync("Organisation");
        await page.GetByLabel("当事人名称或姓名").FillAsync("新苗托育点");
        await page.GetByLabel("线索来源").SelectOptionAsync("Inspection");
        await page.GetByLabel("行为发生日期").FillAsync(today);
        await page.GetByLabel("发现日期").FillAsync(today);
        await page.GetByLabel("线索内容").FillAsync("没有备案");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync("text=新苗托育点");
        var address = page.Url;
        Assert.Contains("没有，须移送县级主管部门", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(await visit.FaultsAsync());
        Assert.Empty(await visit.PhoneFaultsAsync());

        await using var director = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await director.GoAsync(new Uri(address).AbsolutePath);
        await director.Page.ClickAsync("button[aria-label='办理：批准立案']");
        await director.Page.GetByLabel("依据").FillAsync("L07");
        await director.Page.ClickAsync(".kit-dialog button[type=submit]");
        await director.Page.WaitForSelectorAsync(".kit-errors >> text=不能再引用");
        await director.Page.ClickAsync(".kit-dialog button:has-text('取消')");
        await director.Page.ClickAsync("button[aria-label='办理：移送']");
        await director.Page.GetByLabel("移送函文号").FillAsync("移〔2026〕9 号");
        await director.Page.GetByLabel("移送理由").FillAsync("没有赋权，依法移送");
        await director.Page.ClickAsync(".kit-dialog button[type=submit]");
        await director.Page.ClickAsync("a:has-text('移送函')");
        await director.Page.WaitForSelectorAsync("h1:has-text('案件移送函')");
        Assert.Contains("新苗托育点", await director.Page.InnerTextAsync("article"), StringComparison.Ordinal);
        Assert.Empty(await director.FaultsAsync());
    }
}
