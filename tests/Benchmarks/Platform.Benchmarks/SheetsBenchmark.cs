using System.Diagnostics;
using System.Globalization;
using Autofac;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Staff;
using Platform.StaffAttendance;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Demo;
using Platform.StaffAttendance.Domain;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>
/// Reads the sheets of a month of N townships with five people each, in batches, against one statement by hand per batch that aggregates the same; the batches
/// take turns, and both have to find the same figures. The readers run in a process of their own.
/// </summary>
internal static class SheetsBenchmark
{
    public const string Child = "sheets-child";
    private const int GeneratedAtOnce = 250;
    private const int ReadAtOnce = 500;
    private static readonly YearMonth Month = new(2026, 10);

    public static async Task RunAsync(int count, DatabaseKind kind)
    {
        await using var platform = await Country.LoadAsync(kind);
        var sites = await Country.SitesAsync(platform, count);
        var (watch, rows) = (Stopwatch.StartNew(), 0L);
        foreach (var chunk in sites.Chunk(GeneratedAtOnce))
        {
            rows += await platform.Send(new GenerateLoad(chunk, Month));
            await AddLeaveAndTripsAsync(platform, chunk[0], chunk[^1]);
        }

        Console.WriteLine($"generated {rows:N0} clock-ins for {sites.Count:N0} sites in {watch.Elapsed.TotalSeconds:0.0} s");
        await Country.AnalyseAsync(platform);
        using var child = Process.Start(
            Environment.ProcessPath!, [Child, $"{platform.Database.Provider}", platform.Database.ConnectionString, sites.Count.ToString(CultureInfo.InvariantCulture)]);
        await child.WaitForExitAsync();
    }

    public static async Task RunChildAsync(string[] args)
    {
        await using var platform = TestPlatform.Over(args[1], args[2]);
        var sites = await Country.SitesAsync(platform, int.Parse(args[3], CultureInfo.InvariantCulture));
        using var calendar = platform.Begin();
        var days = calendar.Resolve<IWorkingDays>().WorkingDaysBetween(Month.FirstDay, Month.LastDay);
        using var byHand = new HandWrittenSheets(platform.App.Services.GetRequiredService<ConnectionFactory>(), Month, days);
        using var statements = new Statements();
        var batches = sites.Chunk(ReadAtOnce).ToList();
        await ReadAsync(platform, batches[0]);
        byHand.Read(batches[0]);
        var (asked, process) = (statements.ByEf, Process.GetCurrentProcess());
        var (ours, theirs, oursCpu, theirsCpu) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        var (found, expected) = (default(SheetTotals), default(SheetTotals));
        for (var i = 0; i < batches.Count; i++)
        {
            for (var turn = 0; turn < 2; turn++)
            {
                var (watch, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
                if ((i + turn) % 2 == 0)
                {
                    found += await ReadAsync(platform, batches[i]);
                    (ours, oursCpu) = (ours + watch.Elapsed, oursCpu + Process.GetCurrentProcess().TotalProcessorTime - processor);
                }
                else
                {
                    expected += byHand.Read(batches[i]);
                    (theirs, theirsCpu) = (theirs + watch.Elapsed, theirsCpu + Process.GetCurrentProcess().TotalProcessorTime - processor);
                }
            }
        }

        process.Refresh();
        Console.WriteLine(
            $"sheets {args[1]} of {sites.Count:N0} sites, {found.People:N0} people: {ours.TotalSeconds:0.0} s wall, {oursCpu.TotalSeconds:0.0} s CPU, peak {process.PeakWorkingSet64 >> 20} MB, "
            + $"{(statements.ByEf - asked) / (double)batches.Count:0.0} statements per {ReadAtOnce} sites");
        Console.WriteLine($"by hand: {theirs.TotalSeconds:0.0} s wall, {theirsCpu.TotalSeconds:0.0} s CPU; {ours / theirs:0.00} times as long");
        foreach (var (sql, took, times) in statements.Slowest(6))
        {
            Console.WriteLine($"{took.TotalSeconds:0.00} s in {times} times: {sql[..Math.Min(sql.Length, 160)]}");
        }

        if (found != expected)
        {
            throw new InvalidOperationException($"The figures differ: {found} and by hand {expected}.");
        }
    }

    private static async Task<SheetTotals> ReadAsync(TestPlatform platform, int[] sites)
    {
        await using var operation = platform.Begin();
        var totals = default(SheetTotals);
        foreach (var line in (await operation.Resolve<SheetReader>().ReadAsync(sites, Month, CancellationToken.None)).SelectMany(l => l))
        {
            totals += new SheetTotals(
                1, line.WorkingDays, line.CompleteDays, line.LeaveHalfDays, line.Late, line.Early, line.Verified, line.Other, line.FieldDays, line.FieldOpen, line.LateCorrections);
        }

        return totals;
    }

    // A day of leave for every twentieth, field work for every tenth, some of it unconfirmed, a late correction for every fiftieth.
    private static async Task AddLeaveAndTripsAsync(TestPlatform platform, int lo, int hi)
    {
        var people = await platform.Read((CoreDbContext db) => Task.FromResult(
            db.Set<StaffMember>().Where(s => s.SiteId >= lo && s.SiteId <= hi).OrderBy(s => s.SiteId).ThenBy(s => s.Number).Select(s => new { s.Id, s.SiteId }).ToList()));
        await platform.Write<AttendanceDbContext>(async db =>
        {
            await Bulk.InsertAsync(
                db,
                people.Where((_, i) => i % 20 == 3).Select(p => new LeaveRequest
                {
                    SiteId = p.SiteId,
                    StaffId = p.Id,
                    Span = new LeaveSpan(new(2026, 10, 15), DayHalf.Morning, new(2026, 10, 15), DayHalf.Afternoon),
                    HalfDays = 2,
                    State = LeaveState.Granted,
                    AskedOn = new(2026, 10, 12),
                }),
                CancellationToken.None);
            await Bulk.InsertAsync(
                db,
                people.Where((_, i) => i % 10 == 5).Select((p, i) => new FieldTrip
                {
                    SiteId = p.SiteId,
                    StaffId = p.Id,
                    Day = new(2026, 10, 20),
                    From = 9 * 3600,
                    To = 11 * 3600,
                    Purpose = "入户走访",
                    RequestKey = Keys.New(),
                    State = i % 3 == 0 ? FieldTripState.Recorded : FieldTripState.Confirmed,
                }),
                CancellationToken.None);
            await Bulk.InsertAsync(
                db,
                people.Where((_, i) => i % 50 == 7).Select(p => new ClockInCorrection
                {
                    SiteId = p.SiteId,
                    StaffId = p.Id,
                    Day = new(2026, 10, 21),
                    SecondOfDay = 28_000,
                    MadeOn = new(2026, 11, 20),
                    AfterLock = true,
                    Reason = "补录",
                }),
                CancellationToken.None);
        });
    }
}
