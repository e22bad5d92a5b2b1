using System.Diagnostics;
using System.Globalization;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions;
using Platform.Oversight.Data;
using Platform.StaffAttendance.Demo;
using Platform.TestKit.Databases;

namespace Platform.TestKit.Crash;

/// <summary>
/// Some townships with villages, people and a month of clock-ins, whose month can be closed, published at once, again and again in copies of one database;
/// and what a close by the real executable leaves behind when nobody disturbs it.
/// </summary>
internal sealed class UndisturbedClose : IDisposable
{
    private const int VillagesPerSite = 2;
    private const int NewSites = Places.ForeignSite + 1;

    // Where a step's rows of a site stand, in the order of the steps.
    private static readonly string[][] Written =
    [
        ["ovs_SiteClose", "ovs_DutyObligation"],
        ["ovs_AuditResult", "ovs_Finding", "ovs_FindingEvent"],
        ["ovs_Score", "ovs_ScoreLine"],
        ["ovs_Meeting", "ovs_AgendaItem"],
        ["ovs_ResultReceipt", "ovs_DutyFulfilment"],
    ];

    private static readonly string[] Steps = ["Freeze", "Audit", "Score", "Convene", "Publish", "Finished"];

    // The trail is checked on its own; who worked on a chunk, and how often it was begun, is what a disturbance changes.
    private static readonly HashSet<string> LeftOut = ["core_TrailEntry", "core_TrailMention", "core_TrailChain", ".LeaseOwner", ".Claim", ".Attempts"];

    private readonly string folder = Directory.CreateTempSubdirectory("close").FullName;
    private readonly DatabaseKind kind;
    private TestDatabase template = null!;
    private HashSet<string> known = [];
    private DatabaseRows rows = null!;
    private IReadOnlyList<string> lines = [];

    private UndisturbedClose(DatabaseKind kind) => this.kind = kind;

    /// <summary>Two months back: over, and past the day on which results are published automatically.</summary>
    public static YearMonth Month { get; } = YearMonth.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8))).AddMonths(-2);

    /// <summary>How long the process took from start to exit.</summary>
    public TimeSpan Length { get; private set; }

    /// <summary>About how long it takes for one step of one chunk: most of the time the process starts.</summary>
    public TimeSpan Step => Length / 2 / TotalSteps;

    /// <summary>How many rows it wrote that depend on the steps.</summary>
    public int Rows => Written.SelectMany(w => w).Sum(t => rows.Of(t).Count);

    public int Chunks => rows.Of("ovs_RunChunk").Count;

    /// <summary>How many steps all chunks take together.</summary>
    public int TotalSteps => Chunks * (Steps.Length - 1);

    public static async Task<UndisturbedClose> PrepareAsync(DatabaseKind kind, int sites)
    {
        var close = new UndisturbedClose(kind) { template = (await Templates.GetAsync(kind)).Copy() };
        await using (var platform = TestPlatform.Over(kind.ToString(), close.template.Options.ConnectionString))
        {
            await FillAsync(platform, sites);
        }

        close.known = (await DatabaseRows.ReadAsync(close.template)).Ids();
        using var database = close.Copy();
        var watch = Stopwatch.StartNew();
        await using (var host = close.Start(database))
        {
            await FinishAsync(host);
        }

        close.Length = watch.Elapsed;
        close.rows = await DatabaseRows.ReadAsync(database);
        close.lines = close.rows.Lines(close.known, LeftOut);
        close.CheckSteps(close.rows);
        return close;
    }

    /// <summary>The month not closed yet.</summary>
    public TestDatabase Copy() => template.Copy();

    /// <summary>Begins the close, or goes on with it, in a process of its own.</summary>
    /// <param name="connection">Another way to the database.</param>
    public HostProcess Start(TestDatabase database, string? connection = null, int leaseSeconds = 1) => HostProcess.Start(
        folder,
        ["close-month", $"{Month}", "--provider", $"{kind}", "--connection", connection ?? database.Options.ConnectionString],
        new Dictionary<string, string> { ["PLATFORM_Runs__LeaseSeconds"] = $"{leaseSeconds}", ["DOTNET_TieredPGO"] = "0" });

    public static async Task FinishAsync(HostProcess host)
    {
        var code = await host.ExitAsync(TimeSpan.FromMinutes(3));
        if (code != 0)
        {
            throw new InvalidOperationException($"The close ended with {code}.\n{host.Output}\n{host.Errors}");
        }
    }

    /// <summary>How many steps are done.</summary>
    public static int StepsIn(DatabaseRows rows) => rows.Of("ovs_RunChunk").Sum(c => Array.IndexOf(Steps, c["Step"]));

    /// <summary>Every chunk has all rows of the steps behind it, as many as an undisturbed close writes, and none of the others; the trail has each step once.</summary>
    /// <exception cref="InvalidOperationException">Something is half done or done twice.</exception>
    public void CheckSteps(DatabaseRows found)
    {
        var sites = Written.SelectMany(w => w).ToDictionary(t => t, t => (Now: SitesOf(found, t), Whole: SitesOf(rows, t)));
        foreach (var chunk in found.Of("ovs_RunChunk"))
        {
            var (lo, hi, done) = (int.Parse(chunk["Lo"], CultureInfo.InvariantCulture), int.Parse(chunk["Hi"], CultureInfo.InvariantCulture), Array.IndexOf(Steps, chunk["Step"]));
            Check((chunk["State"] == "Done") == (done == Steps.Length - 1), $"chunk {chunk["Position"]} is {chunk["State"]} at {chunk["Step"]}");
            for (var step = 0; step < Written.Length; step++)
            {
                foreach (var table in Written[step])
                {
                    int Count(List<int> of) => of.Count(s => s >= lo && s <= hi);
                    var (is_, whole) = (Count(sites[table].Now), Count(sites[table].Whole));
                    Check(whole > 0, $"{table} of chunk {chunk["Position"]} is empty without any disturbance");
                    Check(is_ == (step < done ? whole : 0), $"{table} has {is_} rows of chunk {chunk["Position"]} at {chunk["Step"]}, {whole} undisturbed");
                }
            }
        }

        CheckTrail(found);
    }

    /// <summary>All rows are those of the undisturbed close, and the trail has every step of every chunk once.</summary>
    /// <exception cref="InvalidOperationException">Something differs.</exception>
    public void CheckEnd(DatabaseRows found)
    {
        CheckSteps(found);
        var now = found.Lines(known, LeftOut);
        var (more, less) = (now.Except(lines).ToList(), lines.Except(now).ToList());
        Check(
            now.SequenceEqual(lines),
            $"{now.Count} rows, {lines.Count} undisturbed; {more.Count} only now, {less.Count} only undisturbed, for example\n{more.FirstOrDefault()}\n{less.FirstOrDefault()}");
    }

    public void Dispose()
    {
        template.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static void CheckTrail(DatabaseRows found)
    {
        var steps = found.Of("core_TrailEntry").Where(e => e["Action"] == "SaveStep").Select(e => e["Detail"]).ToList();
        Check(steps.Count == StepsIn(found) && steps.Distinct().Count() == steps.Count, $"{StepsIn(found)} steps are done, the trail has {steps.Count} ({steps.Distinct().Count()} different ones)");
        foreach (var chain in found.Of("core_TrailEntry").GroupBy(e => e["SiteId"]))
        {
            var links = chain.OrderBy(e => long.Parse(e["Sequence"], CultureInfo.InvariantCulture)).ToList();
            Check(links.Zip(links.Skip(1)).All(l => l.Second["PreviousHash"] == l.First["Hash"]), $"the chain of {chain.Key} is broken");
        }
    }

    private static List<int> SitesOf(DatabaseRows rows, string table) => [.. rows.Of(table).Select(r => int.Parse(r["SiteId"], CultureInfo.InvariantCulture))];

    private static void Check(bool right, string otherwise)
    {
        if (!right)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private static async Task FillAsync(TestPlatform platform, int count)
    {
        List<int> sites = [.. Places.Sites, Places.ForeignSite, .. Enumerable.Range(NewSites, count - Places.Sites.Count - 1)];
        await platform.Write<CoreDbContext>(async db =>
        {
            await Bulk.InsertAsync(db, sites.Where(s => s >= NewSites).Select(Township), CancellationToken.None);
            await Bulk.InsertAsync(db, from site in sites from number in Enumerable.Range(1, VillagesPerSite) select Village(site, number), CancellationToken.None);
        });
        await platform.Send(new GenerateLoad(sites, Month));
        await platform.Write<OversightDbContext>(async db =>
        {
            db.Add(new AppraisalScheme { DivisionId = 0, Lo = 0, Hi = DivisionScope.Nation.Hi, EffectiveFrom = new DateOnly(2020, 1, 1), Name = "考评方案", Automatic = true });
            await Bulk.InsertAsync(db, sites.Select(s => new ResultRecipient { SiteId = s, RowNumber = 1, PostName = "主任" }), CancellationToken.None);
        });
    }

    private static Division Township(int id) => new()
    {
        Id = id,
        Code = id.ToString("000000000", CultureInfo.InvariantCulture),
        Name = $"样镇{id % 1000}",
        FullName = $"样镇{id % 1000}",
        Levels = DivisionLevels.Township,
        ParentId = Places.ForeignSite / 1000 * 1000,
        Lo = id,
        Hi = id,
        IsSite = true,
    };

    private static Village Village(int site, int number) => new() { Id = Keys.New(), SiteId = site, Code = $"{site:000000000}{200 + number}", Name = $"样村{number}" };
}
