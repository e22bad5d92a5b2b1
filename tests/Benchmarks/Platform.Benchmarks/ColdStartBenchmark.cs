using System.Diagnostics;
using System.Net;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>From starting the process to the first page, in turns with an empty Blazor host.</summary>
internal static class ColdStartBenchmark
{
    private const int Rounds = 7;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cold").FullName;
        await using var platform = await Country.LoadAsync(DatabaseKind.Sqlite);
        string[] host = [Path.Combine(AppContext.BaseDirectory, "Platform.Host.dll"), "serve", "--connection", platform.Database.ConnectionString, "--urls", "http://127.0.0.1:0"];
        string[] empty = [EmptyHost(), "--urls", "http://127.0.0.1:0"];
        List<(double Host, double Empty)> times = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var pair = (await FirstPageAsync(folder, host, "/sign-in"), await FirstPageAsync(folder, empty, "/"));
            if (round > 0)
            {
                // The first round warms the file cache for both.
                times.Add(pair);
            }
        }

        Console.WriteLine($"first page, median of {Rounds}: platform {Median(times.Select(t => t.Host)):0.00} s, empty Blazor host {Median(times.Select(t => t.Empty)):0.00} s, "
            + $"difference {Median(times.Select(t => t.Host - t.Empty)):0.00} s");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<double> FirstPageAsync(string folder, string[] arguments, string page)
    {
        var watch = Stopwatch.StartNew();
        await using var process = HostProcess.StartCommand(folder, "dotnet", arguments);
        using var client = await process.ClientAsync();
        var response = await client.GetAsync(page);
        await response.Content.ReadAsByteArrayAsync();
        return response.StatusCode == HttpStatusCode.OK ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{page}: {response.StatusCode}");
    }

    // Two web hosts cannot stand in one project's references: their static assets collide.
    private static string EmptyHost()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../EmptyHost"));
        using var build = Process.Start("dotnet", ["build", folder, "-c", configuration, "-v", "quiet", "--nologo"]);
        build.WaitForExit();
        return Path.Combine(folder, "bin", configuration, "net10.0", "Platform.EmptyHost.dll");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
