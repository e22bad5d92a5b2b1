using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Platform.TestKit;
using Xunit;

namespace Platform.HostTests.Readme;

/// <summary>The README's first command as a newcomer runs it, and the verbs beside the running server.</summary>
public sealed partial class DemoTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("demo").FullName;

    [Fact]
    public async Task The_demo_is_seeded_once_served_and_closed()
    {
        await using (var first = HostProcess.Start(folder, "serve", "--demo", "--urls", "http://127.0.0.1:0"))
        {
            using var client = await first.ClientAsync();
            var county = SignIns().Matches(first.Output).Single(m => m.Groups[1].Value == "county");
            var answer = await client.PostAsJsonAsync("/api/sign-in", new { userName = "county", password = county.Groups[2].Value });
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Contains("宁国市", WebUtility.HtmlDecode(await client.GetStringAsync("/")));

            await VerbsBesideTheServerAsync();
            first.Interrupt();
            Assert.Contains(await first.ExitAsync(TimeSpan.FromSeconds(60)), new[] { 0, 130 });
        }

        // Passwords are printed when seeding, never again.
        await using var second = HostProcess.Start(folder, "serve", "--demo", "--urls", "http://127.0.0.1:0");
        using var again = await second.ClientAsync();
        Assert.Empty(SignIns().Matches(second.Output));
        Assert.Equal("Healthy", await again.GetStringAsync("/health/ready"));
    }

    private async Task VerbsBesideTheServerAsync()
    {
        var month = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8)).AddMonths(-1).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var (code, output, errors) = await HostProcess.RunAsync(folder, "close-month", month, "--scope", "341881");
        Assert.True(code == 0, output + errors);
        Assert.Contains("19/19", output);
        Assert.Contains("100%", output);

        await File.WriteAllTextAsync(Path.Combine(folder, "townships.tsv"), "code\tname\tcounty_code\tcounty\tcity\tprovince\n341881199\t新样镇\t341881\t宁国市\t宣城市\t安徽省\n");
        (code, output, errors) = await HostProcess.RunAsync(folder, "import-divisions", "townships.tsv", "--dry-run");
        Assert.True(code == 0, output + errors);
        Assert.Contains("新样镇", output);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [GeneratedRegex("账号 ([a-z]+)  密码 (\\S+)")]
    private static partial Regex SignIns();
}
