using Platform.TestKit.Crash;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Verbs;

/// <summary>An import of divisions killed with SIGKILL leaves nothing half done, and run again it ends like one that nobody disturbed.</summary>
public sealed class CrashImportTests
{
    private const int Rounds = 3;
    private const int Townships = 600;

    [Theory, DatabaseData]
    public async Task A_killed_import_is_done_again_as_if_nothing_had_happened(DatabaseKind kind)
    {
        Assert.SkipWhen(kind == DatabaseKind.SqlServer, "Copies of a filled database are not cheap there.");
        await using var crash = await CrashImport.PrepareAsync(kind, Townships, seed: 20261123);
        for (var i = 0; i < Rounds; i++)
        {
            await crash.RoundAsync();
        }
    }
}
