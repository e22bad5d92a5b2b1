using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Trail;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Records;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>Files of many people and many days: whatever their order, every stamp is there once, and its incidents.</summary>
public sealed class LongFileTests
{
    private const int Late = 30_700;
    private static readonly DateOnly[] FarApart = [new(2020, 5, 6), Office.Thursday, new(2026, 10, 16)];

    [Theory, DatabaseData]
    public async Task Rows_in_any_order_and_any_number_of_times_are_there_once(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var people = await AddPeopleAsync(platform, 300, Places.FirstSite, Places.SecondSite);
        var random = new Random(41);
        var all = (from p in people from d in FarApart from s in new[] { 28_000, Late, 64_000 } where random.Next(3) > 0 select new Stamp(p.Site, p.Id, d, s)).ToList();
        var gone = all[17];
        await platform.Write<AttendanceDbContext>(db =>
        {
            db.Add(new ClockInCorrection { SiteId = gone.SiteId, StaffId = gone.StaffId, Day = gone.Day, SecondOfDay = gone.SecondOfDay, Kind = CorrectionKind.Voided, Reason = "重复" });
            return Task.CompletedTask;
        });
        var first = Shuffled(random, [.. all.Take(all.Count * 2 / 3), .. all.Take(100)]);
        var second = Shuffled(random, [.. all.Skip(all.Count / 3)]);
        foreach (var part in new[] { first, second })
        {
            var before = await StampsAsync(platform);
            var outcome = await ImportAsync(platform, People(people, part));
            var after = await StampsAsync(platform);
            Assert.Equal((after.Count - before.Count, part.Count), (outcome.Imported, outcome.Imported + outcome.Skipped));
        }

        var found = await StampsAsync(platform);
        Assert.Equal(all.Where(s => s != gone).Order(Comparer<Stamp>.Create(Stamp.ByPersonAndTime)), found);
        var late = found.Where(s => s.SecondOfDay < Late + 1).GroupBy(s => (s.StaffId, s.Day)).Where(g => g.Min(s => s.SecondOfDay) == Late && g.Key.Day.Year == 2026).Select(g => g.Key);
        var incidents = await platform.Read((AttendanceDbContext db) => db.Set<Incident>().Select(i => new { i.StaffId, i.Day }).ToListAsync());
        Assert.Equal(late.Order(), incidents.Select(i => (i.StaffId, i.Day)).Order());
    }

    [Theory, DatabaseData]
    public async Task A_long_file_that_was_broken_off_goes_on_where_it_stopped(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var people = await AddPeopleAsync(platform, 260, Places.FirstSite);
        var rows = People(people, [.. from d in Enumerable.Range(0, 50) from p in people from s in new[] { 28_000, 64_000 } select new Stamp(p.Site, p.Id, Office.Thursday.AddDays(-d), s)]);
        rows.Insert(25_500, $"{Places.FirstSite},099,2026-10-15,08:00:00");
        var flow = Flow(platform);
        var check = await flow.CheckAsync("打卡.csv", Content(rows), new Watch(_ => { }), default);
        Assert.Equal((26_001, 26_000), (check.TotalRows, check.GoodRows));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flow.ImportAsync(check.Key, true, new Watch(_ => stop.Cancel()), stop.Token));
        Assert.Equal(25_000, (await StampsAsync(platform)).Count);

        var outcome = await flow.ImportAsync(check.Key, true, new Watch(_ => { }), default);
        Assert.Equal(new ImportOutcome(26_001, 26_000, 0, 1), outcome);
        Assert.Equal(26_000, (await StampsAsync(platform)).Count);
        Assert.Equal(outcome, await flow.ImportAsync(check.Key, true, new Watch(_ => { }), default));
        var notes = await platform.Read((CoreDbContext db) => db.Set<TrailEntry>().Where(t => t.Action == "ApplyImportBatch").OrderBy(t => t.Id).Select(t => t.Detail).ToListAsync());
        Assert.Equal(2, notes.Count(n => n.StartsWith("导入打卡记录至第", StringComparison.Ordinal)));
        using var errors = new StreamReader((await flow.ErrorFileAsync(check.Key, default)).Content);
        Assert.Equal(2, (await errors.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task<List<Stamp>> StampsAsync(TestPlatform platform)
    {
        var stamps = await platform.Read((AttendanceDbContext db) => db.Set<ClockIn>().AsNoTracking().Select(c => new Stamp(c.SiteId, c.StaffId, c.Day, c.SecondOfDay)).ToListAsync());
        stamps.Sort(Stamp.ByPersonAndTime);
        return stamps;
    }

    private static async Task<List<(int Site, string Number, Guid Id)>> AddPeopleAsync(TestPlatform platform, int each, params int[] sites)
    {
        List<NewStaff> people = [.. from s in sites from n in Enumerable.Range(100, each) select new NewStaff(s, $"{n}", "林晓梅", "专干")];
        var ids = await platform.Send(new AddStaff(people));
        await platform.Write<AttendanceDbContext>(db => Bulk.InsertAsync(
            db,
            people.Select((p, i) => new WorkingHours { SiteId = p.SiteId, StaffId = ids[i], Start = WorkingHours.UsualStart, End = WorkingHours.UsualEnd, EffectiveFrom = new DateOnly(2026, 1, 1) }),
            default));
        return [.. people.Select((p, i) => (p.SiteId, p.Number, ids[i]))];
    }

    private static List<Stamp> Shuffled(Random random, Stamp[] stamps)
    {
        random.Shuffle(stamps);
        return [.. stamps];
    }

    private static List<string> People(List<(int Site, string Number, Guid Id)> people, IReadOnlyList<Stamp> stamps)
    {
        var numbers = people.ToDictionary(p => p.Id, p => p.Number);
        return [.. stamps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.SiteId},{numbers[s.StaffId]},{s.Day:yyyy-MM-dd},{TimeText.Time(s.SecondOfDay):HH:mm:ss}"))];
    }

    private static async Task<ImportOutcome> ImportAsync(TestPlatform platform, List<string> rows)
    {
        var flow = Flow(platform);
        var check = await flow.CheckAsync("打卡.csv", Content(rows), new Watch(_ => { }), default);
        Assert.Equal(0, check.IssueCount);
        return await flow.ImportAsync(check.Key, goodRowsOnly: false, new Watch(_ => { }), default);
    }

    private static MemoryStream Content(List<string> rows) => new(Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend("乡镇代码,工号,日期,时间"))));

    private static ImportFlow Flow(TestPlatform platform) => new(new Caller(platform), ClockInImport.KindName, Places.CountyId, new Dictionary<string, string>());

    private sealed class Watch(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }

    private sealed class Caller(TestPlatform platform) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            platform.Sender.SendAs(Actor.System(Places.County, ActorChannel.CommandLine), request, cancellationToken);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }
}
