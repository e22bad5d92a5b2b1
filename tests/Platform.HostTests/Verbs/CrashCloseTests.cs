using Platform.TestKit.Crash;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Verbs;

/// <summary>A close killed with SIGKILL leaves no chunk half done, and run again it ends like one that nobody disturbed.</summary>
public sealed class CrashCloseTests
{
    private const int Kills = 5;
    private const int Sites = 48;

    [Theory, DatabaseData]
    public async Task A_killed_close_goes_on_as_if_nothing_had_happened(DatabaseKind kind)
    {
        Assert.SkipWhen(kind == DatabaseKind.SqlServer, "Copies of a filled database are not cheap there.");
        using var undisturbed = await UndisturbedClose.PrepareAsync(kind, Sites);
        var kills = await new CrashClose(undisturbed, seed: 20261129).RoundAsync(Kills);
        Assert.Contains(kills, k => k.Run == "Running");
    }
}
