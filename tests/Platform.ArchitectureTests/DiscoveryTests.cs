using Platform.ArchitectureTests.Source;
using Xunit;

namespace Platform.ArchitectureTests;

/// <summary>Guards the scans: a rule over nothing proves nothing.</summary>
public class DiscoveryTests
{
    [Fact]
    public void Every_project_below_src_modules_is_found_and_has_one_module()
    {
        var projects = SourceTree.Files("src/Modules", ".csproj").Select(f => Path.GetFileNameWithoutExtension(f.Path)).ToList();
        Assert.NotEmpty(projects);
        foreach (var project in projects)
        {
            Assert.Single(Found.Modules, m => m.GetType().Assembly.GetName().Name == project);
        }
    }

    [Fact]
    public void The_shared_modules_are_found_too() =>
        Assert.True(Found.Modules.Count(m => m.AlwaysOn) >= 2, "core and oversight are modules that are always on");

    [Fact]
    public void Every_module_has_a_context_with_its_prefix()
    {
        foreach (var module in Found.Modules)
        {
            var context = Assert.Single(Found.ContextsIn(module.GetType().Assembly));
            using var db = Found.Context(context);
            Assert.Equal(module.TablePrefix, db.Prefix);
        }
    }

    [Fact]
    public void Module_ids_and_table_prefixes_are_unique()
    {
        Assert.Distinct(Found.Modules.Select(m => m.Id));
        Assert.Distinct(Found.Modules.Select(m => m.TablePrefix));
    }
}
