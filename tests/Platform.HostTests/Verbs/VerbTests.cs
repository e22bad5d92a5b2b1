using System.Net;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Verbs;

/// <summary>The command line as an operator uses it, in a process of its own.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("verbs").FullName;

    public static TheoryData<string> Verbs => ["serve", "migrate", "seed-demo", "close-month", "import-divisions", "rotate-keys", "backup"];

    [Theory, MemberData(nameof(Verbs))]
    public async Task Every_verb_explains_itself(string verb)
    {
        var (code, output, _) = await HostProcess.RunAsync(folder, verb, "--help");
        Assert.Equal(0, code);
        Assert.Contains("Usage:", output);
        Assert.Contains(verb, output);
        Assert.Contains("--provider", output);
    }

    [Fact]
    public async Task Wrong_usage_is_exit_code_2()
    {
        Assert.Equal(2, (await HostProcess.RunAsync(folder, "fly")).Code);
        Assert.Equal(2, (await HostProcess.RunAsync(folder, "close-month")).Code);
        Assert.Equal(2, (await HostProcess.RunAsync(folder, "migrate", "--provider")).Code);
    }

    [Theory, DatabaseData]
    public async Task Migrate_creates_the_database_and_then_finds_nothing_to_do(DatabaseKind kind)
    {
        await using var empty = await TestPlatform.StartEmptyAsync(kind);
        string[] arguments = ["migrate", "--provider", $"{empty.Database.Provider}", "--connection", empty.Database.ConnectionString];
        var (first, output, errors) = await HostProcess.RunAsync(folder, arguments);
        Assert.True(first == 0, errors);
        Assert.Contains("core: 已应用", output);
        var (second, again, _) = await HostProcess.RunAsync(folder, arguments);
        Assert.Equal(0, second);
        Assert.DoesNotContain("已应用", again);
    }

    [Fact]
    public async Task The_first_administrators_are_made_once_and_helped_when_a_password_is_lost()
    {
        var (code, output, errors) = await HostProcess.RunAsync(folder, "create-administrator");
        Assert.True(code == 0, errors);
        Assert.Matches("账号 admin  密码 \\S+\\s+账号 security  密码 \\S+\\s+账号 audit  密码 \\S+", output);
        (code, output, errors) = await HostProcess.RunAsync(folder, "create-administrator");
        Assert.Equal((1, ""), (code, output.Trim()));
        Assert.Contains("ADMINISTRATORS_EXIST", errors);
        (code, output, errors) = await HostProcess.RunAsync(folder, "create-administrator", "--reset-password", "security");
        Assert.True(code == 0, errors);
        Assert.Matches("账号 security  密码 \\S+", output);
        Assert.DoesNotContain("账号 admin", output);
    }

    [Fact]
    public async Task Serve_answers_and_stops_at_ctrl_c()
    {
        await using var host = HostProcess.Start(folder, "serve", "--urls", "http://127.0.0.1:0");
        using var client = await host.ClientAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        var page = await client.GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(page.Headers.GetValues("Content-Security-Policy"), p => p.Contains("script-src 'self';"));
        Assert.True(File.Exists(Path.Combine(folder, "data", "platform.db")));

        host.Interrupt();
        Assert.Contains(await host.ExitAsync(TimeSpan.FromSeconds(40)), new[] { 0, 130 });
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
