using System.Diagnostics;
using Autofac;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Trail;
using Platform.Infrastructure.Trail.Pages;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>Search in a trail of many entries over the whole country, page by page as the audit administrator's list asks, and the rate of verification.</summary>
internal static class TrailBenchmark
{
    private const int PerTransaction = 200_000;
    private const int Actors = 5_000;
    private const int Tries = 7;
    private static readonly string[] Actions = ["SaveStaffMember", "ImportClockIns", "SignIn", "DecideIncident", "SaveMinutes", "ResetPassword"];

    public static async Task RunAsync(int entries, DatabaseKind kind)
    {
        await using var platform = await Country.LoadAsync(kind);
        var sites = await Country.SitesAsync(platform, int.MaxValue);
        var person = await platform.Send(new CreateAccount("bench.person", "林晓梅", Roles.OfficeClerk, sites[7]));
        var watch = Stopwatch.StartNew();
        var sample = await FillAsync(platform, sites, entries, person.Id);
        Console.WriteLine($"{entries:N0} entries in {sites.Count:N0} chains written in {watch.Elapsed.TotalSeconds:0.0} s ({entries / watch.Elapsed.TotalSeconds:N0}/s)");
        await Country.AnalyseAsync(platform);

        var last = DateOnly.FromDateTime(sample.Last.ToOffset(TimeSpan.FromHours(8)).DateTime);
        await TimeAsync(platform, "newest page", new ListTrail(new PageRequest()));
        await TimeAsync(platform, "page 100", new ListTrail(new PageRequest(100)));
        await TimeAsync(platform, "one person", new ListTrail(new PageRequest(), Person: "林晓梅"));
        await TimeAsync(platform, "one record", new ListTrail(new PageRequest(), Record: sample.RecordKey));
        await TimeAsync(platform, "one site", new ListTrail(new PageRequest(), SiteId: sites[7]));
        await TimeAsync(platform, "one day a year back", new ListTrail(new PageRequest(), From: last.AddYears(-1), To: last.AddYears(-1)));
        await TimeAsync(platform, "one action in a month", new ListTrail(new PageRequest(), Action: "重置密码", From: last.AddMonths(-1)));
        await TimeAsync(platform, "refused only", new ListTrail(new PageRequest(), Refused: true));
        await TimeAsync(platform, "a county's own auditor", new ListTrail(new PageRequest()), new DivisionScope(sites[7] / 1000 * 1000, sites[7] / 1000 * 1000, (sites[7] / 1000 * 1000) + 999));

        var check = await platform.Send(new VerifyTrail());
        Console.WriteLine($"verified {check.Entries:N0} entries in {check.Took.TotalSeconds:0.0} s: {check.Entries / check.Took.TotalSeconds:N0}/s{(check.Fault is null ? "" : ", FAULT " + check.Fault)}");
        Console.WriteLine($"peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
    }

    private static async Task TimeAsync(TestPlatform platform, string what, ListTrail request, DivisionScope? scope = null)
    {
        var times = new List<double>();
        var found = 0;
        for (var i = 0; i < Tries; i++)
        {
            var watch = Stopwatch.StartNew();
            found = (await platform.Send(request, scope)).Total;
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{what,-24} median {times[Tries / 2],8:0.0} ms, first of {Tries} at most {times[^1]:0.0} ms, {found:N0} found");
    }

    private static async Task<(string RecordKey, DateTimeOffset Last)> FillAsync(TestPlatform platform, List<int> sites, int count, Guid person)
    {
        var actors = Enumerable.Range(0, Actors).Select(_ => Keys.New()).Prepend(person).ToList();
        var begun = (await platform.Read((CoreDbContext db) => db.Set<TrailChain>().ToListAsync())).ToDictionary(c => c.SiteId);
        var heads = sites.Select(s => begun.TryGetValue(s, out var head) ? (head.Sequence, head.Hash) : (0L, TrailHash.None)).ToArray();
        var first = new DateTimeOffset(2023, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var step = TimeSpan.FromMilliseconds(Math.Floor(TimeSpan.FromDays(3 * 365).TotalMilliseconds / count));
        var (key, at) = ("", first);
        for (var done = 0; done < count; done += PerTransaction)
        {
            var chunk = new List<TrailEntry>(PerTransaction);
            for (var i = done; i < Math.Min(count, done + PerTransaction); i++)
            {
                var slot = i % sites.Count;
                var entry = new TrailEntry
                {
                    SiteId = sites[slot],
                    Sequence = ++heads[slot].Item1,
                    At = at += step,
                    AccountId = actors[(i * 7) % actors.Count],
                    ActorName = "经办人",
                    Channel = ActorChannel.Page,
                    ModuleId = "core",
                    Action = Actions[i % Actions.Length],
                    Outcome = i % 5000 == 0 ? "NO_PERMISSION" : "",
                    RecordRef = $"staff:{Keys.New()}",
                    Detail = "修改人员",
                    RemoteAddress = "10.1.2.3",
                    CorrelationId = Keys.New(),
                    PreviousHash = heads[slot].Item2,
                    Changes = "[{\"Entity\":\"StaffMember\",\"Key\":\"1\",\"Kind\":\"Changed\",\"Fields\":[{\"Name\":\"Post\",\"Before\":\"统计员\",\"After\":\"会计\"}],\"Rows\":1}]",
                };
                heads[slot].Item2 = entry.Hash = TrailHash.Of(entry, entry.PreviousHash);
                chunk.Add(entry);
            }

            await InsertAsync(platform, chunk);
            await InsertAsync(platform, chunk.Select(e => new TrailMention { RecordKey = e.RecordRef[6..], EntryId = e.Id }));
            key = chunk[0].RecordRef;
        }

        await InsertAsync(platform, sites.Select((s, i) => new TrailChain { SiteId = s, Sequence = heads[i].Item1, Hash = heads[i].Item2 }).Where(c => !begun.ContainsKey(c.SiteId)));
        await platform.Write<CoreDbContext>(async db =>
        {
            foreach (var head in await db.Set<TrailChain>().Where(c => begun.Keys.Contains(c.SiteId) && c.SiteId > 0).ToListAsync())
            {
                (head.Sequence, head.Hash) = heads[sites.IndexOf(head.SiteId)];
            }
        });
        return (key, at);
    }

    private static async Task InsertAsync<TRow>(TestPlatform platform, IEnumerable<TRow> rows)
        where TRow : class
    {
        await using var operation = platform.Begin();
        var database = operation.Resolve<OperationDatabase>();
        await database.BeginAsync(CancellationToken.None);
        await Bulk.InsertAsync(operation.Resolve<CoreDbContext>(), rows, CancellationToken.None);
        await database.CommitAsync(CancellationToken.None);
    }
}
