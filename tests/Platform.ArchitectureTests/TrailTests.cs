using Platform.ArchitectureTests.Planted;
using Platform.ArchitectureTests.Rules;
using Xunit;

namespace Platform.ArchitectureTests;

public class TrailTests
{
    public static TheoryData<Type> Contexts => [.. Found.ContextTypes];

    [Theory, MemberData(nameof(Contexts))]
    public void Records_and_fields_have_Chinese_names(Type type)
    {
        using var db = Found.Context(type);
        var unnamed = string.Join(Environment.NewLine, TrailRules.UnnamedRecords(db));
        Assert.True(unnamed.Length == 0, unnamed);
    }

    [Fact]
    public void Commands_have_Chinese_names()
    {
        var unnamed = string.Join(Environment.NewLine, TrailRules.UnnamedCommands(RequestRules.RequestsIn(Found.ModuleAssemblies.SelectMany(a => a.GetTypes()))));
        Assert.True(unnamed.Length == 0, unnamed);
    }

    [Fact]
    public void No_two_requests_share_a_name()
    {
        // The trail names an act by its request alone.
        var shared = RequestRules.RequestsIn(Found.ModuleAssemblies.SelectMany(a => a.GetTypes())).GroupBy(t => t.Name).Where(g => g.Count() > 1)
            .Select(g => string.Join(" and ", g.Select(t => t.FullName)));
        Assert.Empty(shared);
    }

    [Fact]
    public void Planted_records_without_a_name_are_found()
    {
        using var db = Found.Context(typeof(PlantedContext));
        Assert.Contains(TrailRules.UnnamedRecords(db), f => f.Contains("has no [Label]", StringComparison.Ordinal));
    }
}
