using System.Diagnostics;
using Platform.TestKit.Databases;

namespace Platform.TestKit.Crash;

/// <summary>
/// A close of a month by the real executable, which is killed (SIGKILL) after a random number of steps and a random moment more, and begun again, several
/// times. After a kill no chunk is half done; at the end all is as if nothing had happened.
/// </summary>
internal sealed class CrashClose(UndisturbedClose undisturbed, int seed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Random random = new(seed);

    /// <summary>One close, killed so many times on its way; fewer when it was over before.</summary>
    /// <exception cref="InvalidOperationException">Something was half done, done twice or not done.</exception>
    public async Task<IReadOnlyList<CloseKill>> RoundAsync(int times)
    {
        using var database = undisturbed.Copy();
        var kills = new List<CloseKill>();
        try
        {
            while (kills.Count < times && kills is not [.., { Run: "Done" }])
            {
                kills.Add(await KillAsync(database, kills.LastOrDefault()?.Steps ?? -1, 2 * undisturbed.TotalSteps / (times + 1)));
            }

            await using (var host = undisturbed.Start(database))
            {
                await EndAsync(host, over: kills[^1].Run == "Done");
            }

            undisturbed.CheckEnd(await DatabaseRows.ReadAsync(database));
            return kills;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException($"{exception.Message} Killed when so many of {undisturbed.TotalSteps} steps were done: {string.Join(", ", kills.Select(k => k.Steps))}.", exception);
        }
    }

    private async Task<CloseKill> KillAsync(TestDatabase database, int done, int most)
    {
        await using (var host = undisturbed.Start(database))
        {
            await StepsAsync(database, host, Math.Min(undisturbed.TotalSteps, done + 1 + random.Next(most)));
            await Task.Delay(undisturbed.Step * random.NextDouble());
        }

        var found = await DatabaseRows.ReadAsync(database);
        undisturbed.CheckSteps(found);
        return new CloseKill(found.Of("ovs_Run").Single()["State"], UndisturbedClose.StepsIn(found));
    }

    // Asked again for what is over, the close refuses.
    private static async Task EndAsync(HostProcess host, bool over)
    {
        if (!over)
        {
            await UndisturbedClose.FinishAsync(host);
        }
        else if (await host.ExitAsync(Patience) == 0 || !host.Errors.Contains("ALREADY_CLOSED", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("A month that is closed was closed again.");
        }
    }

    private static async Task StepsAsync(TestDatabase database, HostProcess host, int wanted)
    {
        await using var connection = await DatabaseRows.OpenAsync(database);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT COALESCE(SUM(CASE "Step" WHEN 'Freeze' THEN 0 WHEN 'Audit' THEN 1 WHEN 'Score' THEN 2 WHEN 'Convene' THEN 3 WHEN 'Publish' THEN 4 ELSE 5 END), -1)
            FROM "ovs_RunChunk"
            """;
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(15))
        {
            var ended = host.HasExited;
            if (Convert.ToInt32(await command.ExecuteScalarAsync(), null) >= wanted)
            {
                return;
            }

            if (ended || watch.Elapsed > Patience)
            {
                throw new InvalidOperationException($"Step {wanted} was not done in {watch.Elapsed}, the process has {(ended ? "" : "not ")}ended.\n{host.Output}\n{host.Errors}\n");
            }
        }
    }
}

/// <param name="Run">State of the run when the process was killed.</param>
/// <param name="Steps">How many steps were done then.</param>
internal sealed record CloseKill(string Run, int Steps);
