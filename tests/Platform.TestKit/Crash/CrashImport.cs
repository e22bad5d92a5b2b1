using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Divisions.Import;
using Platform.Infrastructure.Modules;
using Platform.TestKit.Databases;

namespace Platform.TestKit.Crash;

/// <summary>
/// A year's list of divisions taken in by the real executable, which is killed (SIGKILL) at a random point, and then again to the end. After the
/// kill the rows must be those of before or those of the finished import; after the second run those of an import nobody disturbed.
/// </summary>
internal sealed class CrashImport : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crash").FullName;
    private readonly DatabaseKind kind;
    private readonly Random random;
    private TestDatabase template = null!;
    private string before = "";
    private string after = "";
    private TimeSpan length;

    private CrashImport(DatabaseKind kind, int seed) => (this.kind, random) = (kind, new Random(seed));

    private string File => Path.Combine(folder, "next-year.tsv");

    /// <summary>How long an undisturbed import takes, from start to exit of the process.</summary>
    public TimeSpan Length => length;

    /// <param name="townships">How many of the country's townships the list has; a part of them is known before, renamed or recoded.</param>
    public static async Task<CrashImport> PrepareAsync(DatabaseKind kind, int townships, int seed)
    {
        var crash = new CrashImport(kind, seed);
        var lines = await SeedLinesAsync(townships);
        await System.IO.File.WriteAllLinesAsync(crash.File, [lines[0], .. lines.Skip(1).Select(NextYear)]);
        crash.template = TestDatabase.Create(kind);
        await using (var platform = TestPlatform.Over(kind.ToString(), crash.template.Options.ConnectionString))
        {
            await platform.App.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, CancellationToken.None);
            var known = string.Join('\n', lines.Take(townships / 3));
            await platform.Send(new ImportDivisions("this-year.tsv", Encoding.UTF8.GetBytes(known)));
        }

        using var undisturbed = crash.template.Copy();
        crash.before = await crash.ReadAsync(undisturbed);
        var watch = Stopwatch.StartNew();
        await crash.FinishAsync(undisturbed);
        crash.length = watch.Elapsed;
        crash.after = await crash.ReadAsync(undisturbed);
        if (crash.after == crash.before)
        {
            throw new InvalidOperationException("The undisturbed import changed nothing.");
        }

        return crash;
    }

    /// <exception cref="InvalidOperationException">Something was half done, or done twice.</exception>
    public async Task<CrashRound> RoundAsync()
    {
        using var database = template.Copy();
        var wait = length * random.NextDouble();
        string last;
        await using (var host = Start(database))
        {
            await Task.Delay(wait);
            last = host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        }

        var found = await ReadAsync(database);
        if (found != before && found != after)
        {
            throw new InvalidOperationException($"Half done after a kill at {wait.TotalMilliseconds:0} ms ({last}).");
        }

        await FinishAsync(database);
        return await ReadAsync(database) == after
            ? new CrashRound(wait, last, found == after)
            : throw new InvalidOperationException($"Not as undisturbed after a kill at {wait.TotalMilliseconds:0} ms ({last}).");
    }

    public ValueTask DisposeAsync()
    {
        template.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private HostProcess Start(TestDatabase database) => HostProcess.Start(
        folder, "import-divisions", File, "--accept-recodes", "--provider", $"{kind}", "--connection", database.Options.ConnectionString);

    private async Task FinishAsync(TestDatabase database)
    {
        await using var host = Start(database);
        if (await host.ExitAsync(TimeSpan.FromMinutes(5)) != 0)
        {
            throw new InvalidOperationException($"The import failed.\n{host.Output}\n{host.Errors}");
        }
    }

    // A digest of all that an import writes, without keys and moments of its own making.
    private async Task<string> ReadAsync(TestDatabase database)
    {
        await using var platform = TestPlatform.Over(kind.ToString(), database.Options.ConnectionString);
        var text = await platform.Read(async (CoreDbContext db) =>
        {
            var rows = new List<string>();
            var villages = await db.Set<Village>().ToDictionaryAsync(v => v.Id, v => v.Code);
            string Code(Guid village) => villages.GetValueOrDefault(village, "");
            rows.AddRange((await db.Set<Division>().ToListAsync()).Select(d => $"D {d.Id} {d.Code} {d.Name} {d.FullName} {d.ParentId} {d.Levels} {d.Lo} {d.Hi} {d.OpenedOn:O} {d.ClosedOn:O}"));
            rows.AddRange((await db.Set<Village>().ToListAsync()).Select(v => $"V {v.SiteId} {v.Code} {v.Name} {v.OpenedOn:O} {v.ClosedOn:O}"));
            rows.AddRange((await db.Set<DivisionVersion>().ToListAsync()).Select(v => $"H {v.DivisionId} {Code(v.VillageId)} {v.Until:O} {v.Code} {v.Name} {v.FullName} {v.ParentId} {v.Closed}"));
            rows.AddRange((await db.Set<DivisionChange>().ToListAsync()).Select(c => $"C {c.Kind} {c.State} {c.EffectiveOn:O} {c.DivisionId} {Code(c.VillageId)} {c.Code} {c.Name} {c.NewCode} {c.NewName}"));
            rows.AddRange((await db.Set<ModuleState>().ToListAsync()).Select(s => $"M {s.ModuleId} {s.DivisionId} {s.Enabled}"));
            return string.Join('\n', rows.Order(StringComparer.Ordinal));
        });
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static async Task<List<string>> SeedLinesAsync(int townships)
    {
        await using var packed = typeof(CoreModule).Assembly.GetManifestResourceStream("seed/townships.tsv.gz")!;
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var lines = new List<string>();
        while (lines.Count <= townships && await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    // Every seventh township has a new name, every eleventh a new code.
    private static string NextYear(string line, int index)
    {
        var cells = line.Split('\t');
        if (index % 7 == 3)
        {
            cells[1] = "新" + cells[1];
        }
        else if (index % 11 == 5 && cells[0][6..] != "000")
        {
            cells[0] = cells[0][..6] + (900 + (index % 99)).ToString(CultureInfo.InvariantCulture);
        }

        return string.Join('\t', cells);
    }
}

/// <param name="Wait">From the start of the process to the kill.</param>
/// <param name="LastLine">What it had said last.</param>
/// <param name="Done">The import had been committed.</param>
internal sealed record CrashRound(TimeSpan Wait, string LastLine, bool Done);
