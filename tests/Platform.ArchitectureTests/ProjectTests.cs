using Platform.ArchitectureTests.Rules;
using Platform.ArchitectureTests.Source;
using Xunit;

namespace Platform.ArchitectureTests;

public class ProjectTests
{
    [Fact]
    public void No_module_refers_to_another() =>
        Assert.Empty(ProjectRules.ModuleReferences(SourceTree.Files("src/Modules", ".csproj")));

    [Fact]
    public void No_module_assembly_uses_another()
    {
        var modules = SourceTree.Files("src/Modules", ".csproj").Select(f => Path.GetFileNameWithoutExtension(f.Path)).ToHashSet();
        foreach (var assembly in Found.ModuleAssemblies.Where(a => modules.Contains(a.GetName().Name!)))
        {
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), r => modules.Contains(r.Name!));
        }
    }

    [Theory]
    [InlineData("..\\..\\Other\\Platform.Other\\Platform.Other.csproj")]
    [InlineData("../../**/*.csproj")]
    [InlineData("..\\..\\..\\Host\\Platform.Host\\Platform.Host.csproj")]
    public void A_planted_reference_is_found(string reference) =>
        Assert.Single(ProjectRules.ModuleReferences(
            [new("src/Modules/Area/Platform.Area/Platform.Area.csproj", $"<ItemGroup><ProjectReference Include=\"{reference}\" /></ItemGroup>")]));

    [Fact]
    public void Every_project_is_in_the_solution() =>
        Assert.Empty(ProjectRules.MissingFromSolution(
            File.ReadAllText(Path.Combine(SourceTree.Root, "Platform.sln")),
            [.. SourceTree.Files("src", ".csproj"), .. SourceTree.Files("tests", ".csproj")]));

    [Fact]
    public void A_planted_project_is_missing_from_the_solution() =>
        Assert.Single(ProjectRules.MissingFromSolution(
            File.ReadAllText(Path.Combine(SourceTree.Root, "Platform.sln")), [new("src/Modules/Seventh/Platform.Seventh/Platform.Seventh.csproj", "")]));
}
