using System.Reflection;
using Microsoft.AspNetCore.Components;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Coverage;
using Platform.Infrastructure.Modules;
using Xunit;

namespace Platform.ArchitectureTests;

/// <summary>The coverage page tells the truth: every declared clause exists, every clause has a state, and nothing claims what is not built.</summary>
public class CoverageTests
{
    private static readonly CoverageCatalog Coverage = new(new ModuleCatalog(Found.Modules));

    [Fact]
    public void All_clauses_of_the_documents_are_there()
    {
        Assert.Equal(361, ClauseBook.Clauses.Count);
        Assert.Equal([17, 17, 243, 84], ClauseBook.Clauses.CountBy(c => c.Part).Select(p => p.Value));
        Assert.Distinct(ClauseBook.Clauses.Select(c => c.Id));
        Assert.All(ClauseBook.Clauses, c => Assert.Matches("^P[1-4]-[A-Z]+-[0-9]{2}[a-d]?$", c.Id));
        Assert.All(ClauseBook.Clauses, c => Assert.True(c is { Text.Length: > 0, Section.Length: > 0, Area.Length: > 0, Level.Length: > 0, Cadence.Length: > 0 }, c.Id));
        var ids = ClauseBook.Clauses.Select(c => c.Id).ToHashSet();
        Assert.All(ClauseBook.Clauses.Where(c => c.DuplicateOf.Length > 0), c => Assert.Contains(c.DuplicateOf, ids));
    }

    [Fact]
    public void Every_declared_clause_exists() => Assert.Empty(Coverage.Unknown);

    [Fact]
    public void A_planted_clause_is_found()
    {
        var planted = new CoverageCatalog([new Feature(Found.Modules[0], "办理", "假的", null, ["P4-NOTHING-01", "P4-NOTICE-00"])]);
        Assert.Equal(["P4-NOTHING-01"], planted.Unknown);
    }

    [Fact]
    public void No_feature_claims_a_clause_that_is_not_built()
    {
        Assert.Empty(Coverage.Refused);
        Assert.Equal(["P4-PATCH-05"], new CoverageCatalog([new Feature(Found.Modules[0], "办理", "假的", null, ["P4-PATCH-05"])]).Refused);
    }

    [Fact]
    public void Every_feature_has_a_Chinese_name_and_stands_in_a_module()
    {
        Assert.All(new FeatureIndex(new ModuleCatalog(Found.Modules)).All(), f => Assert.Matches("[\u4e00-\u9fff]", f.Name));
        Assert.All(
            Found.Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.GetCustomAttribute<ClausesAttribute>() is not null),
            t => Assert.Contains(t.Assembly, Found.ModuleAssemblies));
    }

    [Fact]
    public void Links_lead_to_pages()
    {
        var routes = Found.ModuleAssemblies.SelectMany(a => a.GetTypes()).SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).ToHashSet();
        var linked = Coverage.Clauses.SelectMany(c => c.Features).Select(f => f.Page?.Href).OfType<string>().Distinct().ToList();
        Assert.NotEmpty(linked);
        Assert.All(linked, href => Assert.Contains(href, routes));
    }

    [Fact]
    public void Every_clause_whose_wording_is_not_followed_has_its_form()
    {
        var forms = ClauseBook.Forms.SelectMany(f => f.Ids).ToList();
        Assert.Distinct(forms);
        var clauses = ClauseBook.Clauses.ToDictionary(c => c.Id);
        Assert.All(forms, id => Assert.True(clauses.ContainsKey(id), id));
        Assert.All(ClauseBook.Clauses.Where(c => c.Flag.Length > 0), c => Assert.Contains(c.Id, forms));
        Assert.All(ClauseBook.Clauses.Where(c => c.DuplicateOf.Length > 0), c => Assert.Equal(Form(c.DuplicateOf), Form(c.Id)));

        static ClauseForm? Form(string id) => ClauseBook.Forms.FirstOrDefault(f => f.Ids.Contains(id));
    }

    [Theory]
    [InlineData("P3-WORKRULES-01", "Served")]
    [InlineData("P4-ATTENDANCE-02a", "Adjusted")]
    [InlineData("P1-OFFICE-01", "Statement")]
    [InlineData("P4-VILLAGEDUTY-02", "NotBuilt")]
    public void A_clause_has_the_state_it_deserves(string id, string state) => Assert.Equal(state, Coverage.Find(id)!.State.ToString());

    [Fact]
    public void What_nothing_serves_is_openly_not_there_yet()
    {
        var empty = new CoverageCatalog([]);
        Assert.Equal(CoverageState.NotYet, empty.Find("P3-WORKRULES-01")!.State);
        Assert.Equal(CoverageState.NotYet, empty.Find("P4-ATTENDANCE-02a")!.State);
        Assert.DoesNotContain(empty.Clauses, c => c.State is CoverageState.Served or CoverageState.Adjusted);
    }

    [Fact]
    public void What_repeats_a_clause_is_served_by_the_same_features()
    {
        var copy = new CoverageCatalog([new Feature(Found.Modules[0], "办理", "目标管理", null, ["P1-OFFICE-02"])]).Find("p2-office-01");
        Assert.Equal((CoverageState.Served, "目标管理"), (copy!.State, Assert.Single(copy.Features).Name));
    }
}
