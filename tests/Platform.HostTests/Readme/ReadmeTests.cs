using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Readme;

/// <summary>Every command of README.md is run, or checked where running it here would run the tests inside the tests.</summary>
public sealed class ReadmeTests : IDisposable
{
    private static readonly string[] RunElsewhere = ["serve --demo", "close-month 2026-10 --scope 341881", "import-divisions townships.tsv --dry-run"];
    private readonly string folder = Directory.CreateTempSubdirectory("readme").FullName;

    [Fact]
    public void Every_command_is_of_a_known_kind()
    {
        Assert.NotEmpty(ReadmeCommands.All);
        foreach (var line in ReadmeCommands.All)
        {
            var known = ReadmeCommands.HostArguments(line) is not null
                || line is "dotnet test --solution Platform.sln" or "dotnet publish src/Host/Platform.Host -c Release -o artifacts/platform"
                || line.StartsWith("export PLATFORM_", StringComparison.Ordinal)
                || line.StartsWith("dotnet sln Platform.sln add src/Modules/", StringComparison.Ordinal)
                || line.StartsWith("scripts/add-migration.sh ", StringComparison.Ordinal);
            Assert.True(known, $"README says '{line}', which no test runs or checks");
        }
    }

    [Fact]
    public void The_test_command_is_the_one_that_ci_runs()
    {
        const string command = "dotnet test --solution Platform.sln";
        Assert.Contains(command, ReadmeCommands.All);
        Assert.Contains(command, File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run")));
    }

    [Fact]
    public void Files_and_folders_it_names_are_there()
    {
        string[] named = ["Platform.sln", "src/Host/Platform.Host", "scripts/add-migration.sh", "tests/Platform.SampleModule", ".ci/run", "global.json"];
        Assert.All(named, n => Assert.Contains(n, ReadmeCommands.Text));
        Assert.All(named.Concat(ReadmeCommands.Links), n => Assert.True(Path.Exists(Path.Combine(Repository.Root, n)), $"{n} is missing"));
    }

    [Fact]
    public async Task The_migration_script_explains_itself()
    {
        await using var script = HostProcess.StartCommand(Repository.Root, Path.Combine(Repository.Root, "scripts", "add-migration.sh"));
        Assert.Equal(2, await script.ExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("add-migration.sh <project> <name>", script.Errors);
    }

    [Fact]
    public async Task Dotnet_run_starts_the_host()
    {
        var help = Assert.Single(ReadmeCommands.All, l => l.EndsWith("--help", StringComparison.Ordinal)).Split(' ');
        string[] line = ["run", "--no-build", "--project", Path.Combine(Repository.Root, "src/Host/Platform.Host"), .. help[4..]];
        await using var host = HostProcess.StartCommand(folder, "dotnet", line);
        Assert.Equal(0, await host.ExitAsync(TimeSpan.FromMinutes(2)));
        Assert.Contains("close-month", host.Output);
    }

    [Theory, DatabaseData]
    public async Task The_deployment_block_of_each_database_works(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            // The default: the two commands above need no configuration.
            Assert.DoesNotContain(ReadmeCommands.All, l => l.Contains("=Sqlite", StringComparison.Ordinal));
            return;
        }

        var block = Assert.Single(ReadmeCommands.Blocks, b => b[0] == $"export PLATFORM_Database__Provider={kind}");
        Assert.StartsWith("export PLATFORM_Database__ConnectionString='", block[1], StringComparison.Ordinal);
        Assert.Equal(["migrate", "serve"], block.Skip(2).Select(l => Assert.Single(ReadmeCommands.HostArguments(l)!)));

        await using var empty = await TestPlatform.StartEmptyAsync(kind);
        var environment = new Dictionary<string, string>
        {
            ["PLATFORM_Database__Provider"] = $"{kind}",
            ["PLATFORM_Database__ConnectionString"] = empty.Database.ConnectionString,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        };
        await using var migrate = HostProcess.Start(folder, ["migrate"], environment);
        Assert.True(await migrate.ExitAsync(TimeSpan.FromMinutes(3)) == 0, migrate.Errors);
        await using var serve = HostProcess.Start(folder, ["serve"], environment);
        using var client = await serve.ClientAsync();
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready"));
        Assert.False(Directory.Exists(Path.Combine(folder, "data")), "the configured database was not used");
    }

    [Fact]
    public void The_other_host_commands_are_run_by_the_demo_test() =>
        Assert.All(RunElsewhere, c => Assert.Contains($"dotnet run --project src/Host/Platform.Host -- {c}", ReadmeCommands.All));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
