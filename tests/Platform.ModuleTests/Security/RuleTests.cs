using System.Text;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Security.Rules;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Security.SecurityBench;

namespace Platform.ModuleTests.Security;

/// <summary>Security rules on file, and who has read them.</summary>
public class RuleTests
{
    private static readonly Guid Reader = new("0193517a-0000-7000-8000-0000000000c1");
    private static readonly DateOnly From = new(2026, 11, 1);

    [Theory, DatabaseData]
    public async Task A_countys_rule_is_read_in_its_townships_and_again_when_it_is_revised(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var here = Places.Site(Places.FirstSite);
        var id = await platform.Send(File(null, "保密制度", From));
        var unread = Assert.Single(await platform.As(Reader, here, new ListUnreadRules()));
        Assert.Equal(id, unread.Id);
        var rule = await platform.As(Reader, here, new GetSecurityRule(id));
        Assert.Equal(("宁国市", false, "生效中"), (rule.Division, rule.Mine, rule.State));
        await platform.As(Reader, here, new AcknowledgeRule(rule.Shown.Id));
        await platform.As(Reader, here, new AcknowledgeRule(rule.Shown.Id));
        Assert.Empty(await platform.As(Reader, here, new ListUnreadRules()));
        Assert.Equal("测试员", Assert.Single((await platform.Send(new GetSecurityRule(id))).Readings).Name);
        Assert.Empty((await platform.As(Reader, Places.Site(Places.SecondSite), new GetSecurityRule(id))).Readings);

        await RefusedAsync("VERSION_ORDER", () => platform.Send(File(id, "保密制度（修订）", From)));
        await platform.Send(File(id, "保密制度（修订）", From.AddDays(10)));
        Assert.Equal("保密制度（修订）", Assert.Single(await platform.As(Reader, here, new ListUnreadRules())).Title);
        var revised = await platform.As(Reader, here, new GetSecurityRule(id));
        Assert.Equal([2, 1], revised.Versions.Select(v => v.Ordinal));
        var old = await platform.As(Reader, here, new GetSecurityRule(id, 1));
        Assert.Equal(("保密制度", "旧版本", true), (old.Shown.Title, old.State, old.ReadAt is not null));
        var row = Assert.Single((await platform.As(Reader, here, new ListSecurityRules(new PageRequest(), Unread: true))).Items);
        Assert.Equal((2, (DateTimeOffset?)null), (row.Versions, row.ReadAt));
        Assert.Empty((await platform.As(Reader, here, new ListSecurityRules(new PageRequest(), Unread: false))).Items);
    }

    [Fact]
    public async Task Another_countys_rules_are_not_found_and_those_from_above_are_not_changed()
    {
        await using var platform = await TestPlatform.StartAsync();
        var id = await platform.Send(File(null, "保密制度", From));
        var foreign = Places.Site(Places.ForeignSite);
        await RefusedAsync("NOT_FOUND", () => platform.As(Reader, foreign, new GetSecurityRule(id)));
        Assert.Empty(await platform.As(Reader, foreign, new ListUnreadRules()));
        var version = (await platform.Send(new GetSecurityRule(id))).Shown.Id;
        await RefusedAsync("NOT_FOUND", () => platform.As(Reader, foreign, new AcknowledgeRule(version)));
        await RefusedAsync("NOT_FOUND", () => platform.As(Reader, foreign, new GetSecurityRuleFile(version)));
        var here = Places.Site(Places.FirstSite);
        await RefusedAsync("OUT_OF_SCOPE", () => platform.As(Reader, here, File(id, "改写", From.AddDays(1))));
        await RefusedAsync("NOT_FOUND", () => platform.As(Reader, here, File(id, "改写", From.AddDays(1)) with { SiteId = Places.FirstSite }));
        Assert.Empty(await platform.As(Reader, DivisionScope.None, new ListUnreadRules()));
    }

    [Fact]
    public async Task The_paper_is_kept_as_it_was_given()
    {
        await using var platform = await TestPlatform.StartAsync();
        var content = Encoding.UTF8.GetBytes("%PDF 制度");
        var id = await platform.Send(File(null, "保密制度", From) with { Text = null, FileName = "制度.pdf", Content = content });
        var rule = await platform.Send(new GetSecurityRule(id));
        Assert.Equal("制度.pdf", rule.FileName);
        Assert.Equal(content, (await platform.Send(new GetSecurityRuleFile(rule.Shown.Id))).Content);
        await RefusedAsync("VALIDATION", () => platform.Send(File(null, "保密制度", From) with { Text = null }));
        await RefusedAsync("VALIDATION", () => platform.Send(File(null, "保密制度", From) with { FileName = "a.exe", Content = content }));
    }

    private static SaveSecurityRule File(Guid? id, string title, DateOnly from) =>
        new(Places.CountyId, id, "宁〔2026〕1号", title, from, null, "第一条 不得泄露。", id is null ? null : "补充第二条");
}
