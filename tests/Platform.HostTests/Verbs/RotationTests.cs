using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Protection.Keys;
using Platform.Infrastructure.Protection.Rotation;
using Platform.Infrastructure.Staff.Register;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Verbs;

/// <summary>Keys are changed by a process of its own beside a platform that goes on writing; killed in the middle, it goes on where it was.</summary>
public sealed class RotationTests : IDisposable
{
    private const int People = 1_500;
    private readonly string folder = Directory.CreateTempSubdirectory("rotation").FullName;

    [Theory, DatabaseData]
    public async Task Rotated_beside_a_writing_server_and_killed_in_the_middle(DatabaseKind kind)
    {
        var keys = Path.Combine(folder, "keys");
        Directory.CreateDirectory(keys);
        await File.WriteAllTextAsync(Path.Combine(keys, "platform-1.key"), TestPlatform.ProtectionKey);
        await using var platform = await TestPlatform.StartAsync(kind, keys: keys);
        foreach (var site in Places.Sites.Take(4))
        {
            await platform.Send(new SaveStaff(site, [.. Enumerable.Range(0, People).Select(i => new StaffDraft($"{i}", "林晓梅", "专干", "", PhoneOf(site, i)))]));
        }

        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(platform, stop.Token);
        await using (var first = Verb(platform, keys))
        {
            await first.LineAsync("已建立第 2 版密钥", TimeSpan.FromMinutes(2));
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            for (var counts = await CountAsync(platform); counts.GetValueOrDefault(2) < 100; counts = await CountAsync(platform))
            {
                await Task.Delay(50, patience.Token);
            }
        }

        // Both keys are in use now: everything is shown and found all the same.
        var halfway = await CountAsync(platform);
        Assert.True(halfway.GetValueOrDefault(1) > 0, "the rotation was done before it could be killed");
        Assert.All((await platform.Send(new ListStaff(PageRequest.All()))).Items, r => Assert.Matches(@"^13\d\*{4}\d{4}$", r.Phone));
        Assert.Single(await platform.Send(new LookUpStaff(PhoneOf(Places.Sites[3], People - 1))));
        Assert.Single(await platform.Send(new LookUpStaff(PhoneOf(Places.Sites[1], 7))));

        await using (var second = Verb(platform, keys))
        {
            Assert.True(await second.ExitAsync(TimeSpan.FromMinutes(3)) == 0, second.Output + second.Errors);
            Assert.Contains("上次没有做完", second.Output);
        }

        await stop.CancelAsync();
        var written = await writing;
        Assert.True(written > 0);
        Assert.Equal([2], (await CountAsync(platform)).Keys);
        await using (var retire = Verb(platform, keys, "--retire"))
        {
            Assert.True(await retire.ExitAsync(TimeSpan.FromMinutes(3)) == 0, retire.Output + retire.Errors);
        }

        Assert.True(File.Exists(Path.Combine(keys, "platform-1.retired")));
        Assert.Single(await platform.Send(new LookUpStaff(PhoneOf(Places.Sites[3], People - 1))));
        Assert.Single(await platform.Send(new LookUpStaff($"139{written:00000000}")));
        await platform.App.Services.GetRequiredService<KeyCheck>().EnsureAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_host_without_the_key_of_its_database_does_not_start()
    {
        await using var platform = await TestPlatform.StartAsync();
        var keys = Path.Combine(folder, "keys");
        await using (var without = Verb(platform, keys, "--status"))
        {
            Assert.Equal(1, await without.ExitAsync(TimeSpan.FromMinutes(1)));
            Assert.Contains("PROTECTION_KEY_MISSING", without.Errors);
            Assert.False(Directory.Exists(keys));
        }

        Directory.CreateDirectory(keys);
        await File.WriteAllTextAsync(Path.Combine(keys, "platform-1.key"), Convert.ToBase64String(new byte[32]));
        await using var wrong = Verb(platform, keys, "--status");
        Assert.Equal(1, await wrong.ExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("PROTECTION_KEY_WRONG", wrong.Errors);
    }

    private HostProcess Verb(TestPlatform platform, string keys, params string[] more) => HostProcess.Start(
        folder,
        ["rotate-keys", .. more, "--provider", $"{platform.Database.Provider}", "--connection", platform.Database.ConnectionString],
        new Dictionary<string, string> { ["PLATFORM_Protection__KeyDirectory"] = keys });

    private static async Task<Dictionary<int, int>> CountAsync(TestPlatform platform) =>
        (await platform.Send(new CountSealed())).GroupBy(c => c.Version).ToDictionary(g => g.Key, g => g.Sum(c => c.Values));

    // The last person of the fifth site gets another telephone again and again.
    private static async Task<int> WriteAsync(TestPlatform platform, CancellationToken stop)
    {
        var written = 0;
        while (!stop.IsCancellationRequested)
        {
            await platform.Send(new SaveStaff(Places.Sites[4], [new("1", "王五", "主任", "", $"139{++written:00000000}")]));

            // People pause between two clicks; a writer without any pause would keep the other process from the one write lock of SQLite.
            await Task.Delay(20, CancellationToken.None);
        }

        return written;
    }

    private static string PhoneOf(int site, int person) => $"13{site % 10}{site % 1000:000}{person:00000}";

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
