using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Coverage;
using Platform.Infrastructure.Coverage.Pages;
using Platform.TestKit;
using Xunit;

namespace Platform.ModuleTests.Coverage;

/// <summary>The clauses beside the features, as the page and the API ask for them.</summary>
public class CoverageTests
{
    private const string View = "core.coverage.view";

    [Fact]
    public async Task The_counts_add_up()
    {
        await using var platform = await TestPlatform.StartAsync();
        var totals = await platform.SendAs(Places.County, [View], new GetCoverageTotals());
        Assert.Equal(361, totals.Clauses);
        Assert.Equal(361, totals.States.Sum(s => s.Count));
        Assert.Equal(361, totals.Areas.Sum(a => a.Clauses));
        Assert.All(totals.Areas, a => Assert.Equal(a.Clauses, a.States.Sum(s => s.Count)));
        foreach (var state in totals.States)
        {
            Assert.Equal(state.Count, (await platform.SendAs(Places.County, [View], new ListClauses(new PageRequest(), State: state.State))).Total);
        }

        var whole = await platform.SendAs(Places.County, [View], new ListClauses(PageRequest.All()));
        Assert.Equal(361, whole.Items.Select(c => c.Id).Distinct().Count());
        Assert.Equal(ClauseBook.Clauses[0].Id, whole.Items[0].Id);
        Assert.Equal(whole.Items[^1].Id, (await platform.SendAs(Places.County, [View], new ListClauses(new PageRequest(Sort: "-Order")))).Items[0].Id);
    }

    [Fact]
    public async Task Clauses_are_found_by_id_words_part_area_and_module()
    {
        await using var platform = await TestPlatform.StartAsync();
        Assert.Equal("P3-WORKRULES-01", Assert.Single(await Find(new(new PageRequest(), Text: "p3-workrules-01"))).Id);
        Assert.All(await Find(new(new PageRequest(), Text: "例会制度")), c => Assert.Contains("例会制度", c.Text));
        Assert.All(await Find(new(new PageRequest(), Part: 4, Area: "工作人员考勤")), c => Assert.StartsWith("P4-ATTENDANCE", c.Id, StringComparison.Ordinal));
        Assert.All(await Find(new(new PageRequest(), Module: "工作人员考勤")), c => Assert.Contains("工作人员考勤", c.Modules));

        async Task<IReadOnlyList<ClauseRow>> Find(ListClauses request)
        {
            var found = (await platform.SendAs(Places.County, [View], request)).Items;
            Assert.NotEmpty(found);
            return found;
        }
    }

    [Fact]
    public async Task A_feature_links_to_its_page_for_those_who_may_open_it()
    {
        await using var platform = await TestPlatform.StartAsync();
        var clause = await platform.SendAs(Places.County, [View], new GetClause("P3-WORKRULES-01"));
        Assert.Contains("每月按时召开一次工作会议", clause.Row.Text);
        Assert.Contains(clause.Features, f => (f.Kind, f.Name) == ("职责", "月度工作例会"));
        Assert.All(clause.Features, f => Assert.Null(f.Link));

        var linked = await platform.SendAs(Places.County, [View, "oversight.meetings.view"], new GetClause("p3-workrules-01"));
        Assert.Contains(linked.Features, f => f.Link == "/oversight/meetings");
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => platform.SendAs(Places.County, [View], new GetClause("P9-NONE-01")));
        Assert.Equal(RefusalKind.NotFound, refusal.Kind);
    }

    [Fact]
    public async Task A_form_or_the_reason_stands_beside_what_is_not_followed()
    {
        await using var platform = await TestPlatform.StartAsync();
        var fee = await platform.SendAs(DivisionScope.Nation, [View], new GetClause("P1-OFFICE-09"));
        Assert.Contains("2021年8月20日", fee.Form);
        Assert.NotEmpty(fee.Flag);
        var never = await platform.SendAs(DivisionScope.Nation, [View], new GetClause("P4-MIGMANAGER-04"));
        Assert.Equal(CoverageState.NotBuilt, never.Row.State);
        Assert.NotEmpty(never.Form);
        Assert.Empty(never.Features);
    }
}
