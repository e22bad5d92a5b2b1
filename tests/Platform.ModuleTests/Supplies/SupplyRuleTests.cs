using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Files.Attachments;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Rules;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>Rules on supplies are on file with their text, those in force and those that were (P3-STREETSUPPLY-01, P3-STREETSUPPLY-14a).</summary>
public sealed class SupplyRuleTests
{
    [Theory, DatabaseData]
    public async Task A_rule_is_on_file_with_its_text_until_it_is_replaced_and_after(DatabaseKind kind)
    {
        await using var house = await Warehouse.OpenAsync(kind);
        var rule = new SaveRule(Warehouse.Site, null, Keys.New(), "药具发放制度", "样镇1人民政府", new(2025, 3, 1), "样政〔2025〕3号", Files: [new("制度.txt", "一、专人管理。"u8.ToArray())]);
        Assert.Equal("FILE_WRONG_TYPE", await Code(() => house.AsClerk(rule with { Key = Keys.New(), Files = [new("制度.pdf", "一、专人管理。"u8.ToArray())] })));
        var id = await house.AsClerk(rule);
        Assert.Equal(id, await house.AsClerk(rule));
        Assert.Equal("NAME_TAKEN", await Code(() => house.AsClerk(rule with { Key = Keys.New() })));
        Assert.Equal("VALIDATION", await Code(() => house.AsClerk(rule with { Key = Keys.New(), ReplacedOn = new DateOnly(2025, 3, 1) })));
        await house.AsClerk(rule with { Key = Keys.New(), Title = "新办法", InForceFrom = Warehouse.Today.AddDays(1), Files = null });
        var row = Assert.Single(await List(house, true));
        Assert.Equal((id, "现行", "制度.txt"), (row.Id, row.StateText, Assert.Single(row.Files).Name));
        Assert.Equal("未施行", Assert.Single(await List(house, false)).StateText);

        // Replaced from a day on: in force to the day before.
        var change = rule with { Id = id, Version = row.Version, Files = null };
        await house.AsClerk(change with { ReplacedOn = Warehouse.Today.AddDays(1) });
        Assert.Equal("CHANGED_MEANWHILE", await Code(() => house.AsClerk(change)));
        Assert.Equal(id, Assert.Single(await List(house, true)).Id);
        await house.AsClerk(change with { Version = null, ReplacedOn = Warehouse.Today, ReplacedBy = "新办法" });
        Assert.Empty(await List(house, true));
        Assert.Equal(["已废止", "未施行"], (await List(house, false)).Select(r => r.StateText).Order(StringComparer.Ordinal));
        Assert.Equal(id, Assert.Single((await house.AsClerk(new ListRules(new PageRequest(), Text: "发放"))).Items).Id);

        // The text is read and removed through the platform's attachments, by the site's own people only.
        var reference = SupplyRule.RefOf(id);
        Assert.Single(await house.AsClerk(new GetAttachments(Warehouse.Site, SupplyRuleFileKind.KindCode, reference)));
        await house.AsClerk(new AddAttachments(Warehouse.Site, SupplyRuleFileKind.KindCode, reference, [new("补充.txt", "二、计划发放。"u8.ToArray())]));
        Assert.Equal(2, (await List(house, null)).Single(r => r.Id == id).Files.Count);
        var foreign = Places.SecondSite;
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new GetAttachments(foreign, SupplyRuleFileKind.KindCode, reference), foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(new AddAttachments(foreign, SupplyRuleFileKind.KindCode, reference, [new("补充.txt", "三、"u8.ToArray())]), foreign)));
        Assert.Equal("NOT_FOUND", await Code(() => house.AsClerk(change with { SiteId = foreign }, foreign)));
        Assert.Empty((await house.AsClerk(new ListRules(new PageRequest()), foreign)).Items);
    }

    private static async Task<IReadOnlyList<RuleRow>> List(Warehouse house, bool? inForce) => (await house.AsClerk(new ListRules(new PageRequest(), Warehouse.Site, inForce))).Items;

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
