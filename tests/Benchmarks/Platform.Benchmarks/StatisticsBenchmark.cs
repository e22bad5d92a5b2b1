using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Protection;
using Platform.Statistics;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;
using Platform.Statistics.Features.Intake;
using Platform.Statistics.Features.Reports;
using Platform.Statistics.Features.Residents;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>The population ledger at size: a list of 200,000 lines matched with 1,000,000 people, all reports of a county of 500,000, search among 1,000,000 by 50 clients.</summary>
internal static class StatisticsBenchmark
{
    private const int VillagesPerSite = 25;
    private static readonly YearMonth Month = new(2026, 10);
    private static readonly string[] Families = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗"];
    private static readonly string[] Middles = ["小", "春", "建", "丽", "志", "雅", "海", "玉", "明", "国", "文", "秀", "子", "晓", "金", "德", "美", "永", "红", "伟"];
    private static readonly string[] Lasts = ["禾", "燕", "国", "华", "强", "琴", "波", "兰", "月", "栋", "涛", "英", "涵", "梅", "宝", "山", "玲", "生", "霞", "东"];

    public static async Task RunAsync(string part, DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await (part switch
        {
            "intake" => IntakeAsync(platform, people: 1_000_000, lines: 200_000),
            "reports" => ReportsAsync(platform, people: 500_000),
            "search" => SearchAsync(platform, people: 1_000_000),
            _ => throw new ArgumentException($"No part {part}: intake, reports or search."),
        });
    }

    private static async Task IntakeAsync(TestPlatform platform, int people, int lines)
    {
        await PeopleAsync(platform, people, [Places.FirstSite]);
        var content = new MemoryStream(List(lines));
        var flow = new ImportFlow(new SystemMediator(platform), PoliceImport.KindName, Places.FirstSite, new Dictionary<string, string> { [ListImport.MonthOption] = "2026-10" });
        var watch = Stopwatch.StartNew();
        var check = await flow.CheckAsync("四项变动.csv", content, new Progress<ImportProgress>(), CancellationToken.None);
        var checkedIn = watch.Elapsed;
        var outcome = await flow.ImportAsync(check.Key, goodRowsOnly: false, new Progress<ImportProgress>(), CancellationToken.None);
        var took = watch.Elapsed;
        var states = await platform.Read((StatisticsDbContext db) => Task.FromResult(db.Set<IntakeRow>().GroupBy(r => new { r.State, r.Match }).Select(g => new { g.Key, Count = g.Count() }).ToList()));
        var bare = await BareInsertAsync(platform, lines);
        Console.WriteLine(
            $"intake {platform.Kind}: {outcome.Imported:N0} lines against {people:N0} people: check {checkedIn.TotalSeconds:0.0} s, import {(took - checkedIn).TotalSeconds:0.0} s, {lines / took.TotalSeconds:0} lines a second, "
            + $"peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576} MB; prepared insert of the bare lines {bare.TotalSeconds:0.00} s: {(took - checkedIn) / bare:0.0} times");
        Console.WriteLine(string.Join("; ", states.Select(s => $"{s.Key.State} {s.Key.Match} {s.Count:N0}")));
    }

    private static async Task<TimeSpan> BareInsertAsync(TestPlatform platform, int lines)
    {
        var list = new Intake { SiteId = Places.FirstSite, Source = IntakeSource.Police, Month = Month.FirstDay, ReceivedOn = Month.LastDay, Sha256 = "bare" };
        var watch = new Stopwatch();
        await platform.Write<StatisticsDbContext>(async db =>
        {
            db.Add(list);
            await db.SaveChangesAsync();
            List<IntakeRow> rows =
            [
                .. Enumerable.Range(0, lines).Select(i => new IntakeRow
                {
                    SiteId = list.SiteId, IntakeId = list.Id, Line = i, Hash = i.ToString("x32", CultureInfo.InvariantCulture), Kind = EventKind.MovedOut, OccurredOn = Month.FirstDay, Name = Name(i), Initials = "wxh",
                    BirthDate = Birth(i), Sex = Sex.Male,
                }),
            ];
            watch.Start();
            await Bulk.InsertAsync(db, rows, CancellationToken.None);
            watch.Stop();
        });
        return watch.Elapsed;
    }

    private static async Task ReportsAsync(TestPlatform platform, int people)
    {
        await PeopleAsync(platform, people, Places.Sites);
        await EventsAsync(platform, people / 25);
        await platform.Send(new BuildReports(Places.CountyId, Month), Places.County);
        List<TimeSpan> ours = [], theirs = [];
        using var statements = new Statements();
        for (var turn = 0; turn < 6; turn++)
        {
            var watch = Stopwatch.StartNew();
            if (turn % 4 is 0 or 3)
            {
                await platform.Send(new BuildReports(Places.CountyId, Month), Places.County);
                ours.Add(watch.Elapsed);
            }
            else
            {
                await ByHandAsync(platform);
                theirs.Add(watch.Elapsed);
            }
        }

        var (a, b) = (ours.Order().ElementAt(ours.Count / 2), theirs.Order().ElementAt(theirs.Count / 2));
        Console.WriteLine($"reports {platform.Kind}: {people:N0} people, {Places.Sites.Count} townships x {VillagesPerSite} villages: {a.TotalSeconds:0.00} s; by hand {b.TotalSeconds:0.00} s; {a / b:0.0} times; {statements.ByEf / (double)ours.Count:0} statements through EF");
    }

    // The same figures from two statements of conditional sums, and the same rows inserted.
    private static async Task ByHandAsync(TestPlatform platform)
    {
        var (first, last, year) = (Month.FirstDay, Month.LastDay, new DateOnly(2026, 1, 1));
        await using var connection = platform.App.Services.GetRequiredService<ConnectionFactory>().Open();
        var here = "\"From\" <= @last AND \"To\" > @last";
        string Sum(string condition) => $"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)";
        string[] sums =
        [
            Sum("\"From\" < @first AND \"To\" >= @first"), Sum(here), Sum($"{here} AND \"Sex\" = 'Male'"), Sum($"{here} AND \"Sex\" = 'Female'"), Sum($"{here} AND \"Residence\" = 'Registered'"),
            Sum($"{here} AND \"Residence\" = 'Away'"), Sum($"{here} AND \"Residence\" = 'NotRegistered'"), Sum($"{here} AND \"BirthDate\" > @y4"), Sum($"{here} AND \"BirthDate\" > @y18"),
            Sum($"{here} AND \"BirthDate\" <= @y18 AND \"BirthDate\" > @y60"), Sum($"{here} AND \"BirthDate\" <= @y60"), Sum($"{here} AND \"BirthDate\" <= @y65"),
        ];
        string[] kinds = ["Birth", "MovedIn", "TransferIn", "Death", "MovedOut", "TransferOut", "Marriage"];
        string[] events = [.. kinds.Select(k => Sum($"\"Kind\" = '{k}' AND \"OccurredOn\" >= @first")), .. kinds.Where(k => !k.StartsWith('T')).Select(k => Sum($"\"Kind\" = '{k}'"))];
        var people = await RowsAsync(
            connection, $"SELECT \"SiteId\", \"VillageId\", {string.Join(", ", sums)} FROM \"sta_Resident\" WHERE \"SiteId\" BETWEEN @lo AND @hi AND \"From\" <= @last AND \"To\" >= @first GROUP BY \"SiteId\", \"VillageId\"",
            ("@lo", Places.County.Lo), ("@hi", Places.County.Hi), ("@first", first), ("@last", last), ("@y4", last.AddYears(-4)), ("@y18", last.AddYears(-18)), ("@y60", last.AddYears(-60)), ("@y65", last.AddYears(-65)));
        var happened = await RowsAsync(
            connection, $"SELECT \"SiteId\", \"VillageId\", {string.Join(", ", events)} FROM \"sta_PopulationEvent\" WHERE \"SiteId\" BETWEEN @lo AND @hi AND \"OccurredOn\" >= @year AND \"OccurredOn\" <= @last AND \"VoidReason\" = '' GROUP BY \"SiteId\", \"VillageId\"",
            ("@lo", Places.County.Lo), ("@hi", Places.County.Hi), ("@first", first), ("@last", last), ("@year", year));
        await platform.Write<StatisticsDbContext>(async db =>
        {
            var report = new MonthlyReport { SiteId = Places.CountyId, Month = first.AddYears(-10), Revision = Random.Shared.Next(1, int.MaxValue), FormId = db.Set<ReportForm>().Select(f => f.Id).First() };
            db.Add(report);
            await db.SaveChangesAsync();
            await Bulk.InsertAsync(
                db,
                people.Concat(happened).SelectMany(r => r.Skip(2).Select((v, i) => new ReportFigure { SiteId = Places.CountyId, ReportId = report.Id, Code = $"X{i}", Value = Convert.ToDecimal(v, CultureInfo.InvariantCulture) })),
                CancellationToken.None);
        });
    }

    private static async Task<List<object[]>> RowsAsync(DbConnection connection, string sql, params (string Name, object Value)[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        List<object[]> rows = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static async Task SearchAsync(TestPlatform platform, int people)
    {
        const int Clients = 50, Searches = 1_000;
        await PeopleAsync(platform, people, Places.Sites);
        var connections = platform.App.Services.GetRequiredService<ConnectionFactory>();
        var protector = platform.App.Services.GetRequiredService<Protector>();
        (string What, Func<int, string> Text, string Column)[] ways = [("name", Name, "Name"), ("pinyin", i => LedgerBook.Initials(Name(i)), "Initials"), ("number", Number, "IdentityNumberIndex")];
        foreach (var (what, text, column) in ways)
        {
            Task<Page<ResidentRow>> Ours(int i) => platform.Send(new SearchResidents(Places.FirstSite + (i % 8), new PageRequest(), text(i * 997 % people)), Places.Site(Places.FirstSite + (i % 8)));
            async Task Theirs(int i)
            {
                var key = text(i * 997 % people);
                object value = what == "number" ? protector.Indexes(LedgerFields.IdentityNumber, key)[0].Stored : key;
                await using var connection = connections.Open();
                (string, object)[] parameters = [("@key", value), ("@site", Places.FirstSite + (i % 8)), ("@never", OpenEnd.Never)];
                await RowsAsync(connection, $"SELECT COUNT(*) FROM \"sta_Resident\" WHERE \"SiteId\" = @site AND \"{column}\" = @key AND \"To\" = @never", parameters);
                await RowsAsync(connection, $"SELECT * FROM \"sta_Resident\" WHERE \"SiteId\" = @site AND \"{column}\" = @key AND \"To\" = @never ORDER BY \"VillageId\" LIMIT 10", parameters);
            }

            await P95Async(Clients, Clients * 2, Ours);
            var ours = await P95Async(Clients, Searches, Ours);
            await P95Async(Clients, Clients * 2, Theirs);
            var theirs = await P95Async(Clients, Searches, Theirs);
            Console.WriteLine($"search by {what} {platform.Kind}: p95 {ours.TotalMilliseconds:0} ms at {Clients} clients, with its row in the trail; bare query {theirs.TotalMilliseconds:0.0} ms; {ours / theirs:0.0} times");
        }
    }

    private static async Task<TimeSpan> P95Async(int clients, int count, Func<int, Task> search)
    {
        var (next, times) = (-1, new TimeSpan[count]);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < count)
            {
                var watch = Stopwatch.StartNew();
                await search(i);
                times[i] = watch.Elapsed;
            }
        })));
        return times.Order().ElementAt(count * 95 / 100);
    }

    private static async Task PeopleAsync(TestPlatform platform, int count, IReadOnlyList<int> sites)
    {
        var villages = sites.SelectMany(s => Enumerable.Range(0, VillagesPerSite).Select(v => new Village { SiteId = s, Code = $"{s}{201 + v}", Name = $"村{v}" })).ToList();
        await platform.Write<CoreDbContext>(db =>
        {
            db.AddRange(villages);
            return Task.CompletedTask;
        });
        var protector = platform.App.Services.GetRequiredService<Protector>();
        for (var begin = 0; begin < count; begin += 50_000)
        {
            await platform.Write<StatisticsDbContext>(db => Bulk.InsertAsync(db, Enumerable.Range(begin, Math.Min(50_000, count - begin)).Select(i => Person(protector, villages[i % villages.Count], i)), CancellationToken.None));
        }

        await platform.App.Services.GetRequiredService<PlannerStatistics>().RefreshAsync(CancellationToken.None);
    }

    private static Resident Person(Protector protector, Village village, int i)
    {
        var resident = new Resident
        {
            SiteId = village.SiteId,
            VillageId = village.Id,
            Name = Name(i),
            Initials = LedgerBook.Initials(Name(i)),
            Sex = i % 2 == 0 ? Sex.Male : Sex.Female,
            BirthDate = Birth(i),
            Residence = (ResidenceKind)(i % 10 < 8 ? 0 : i % 10 - 7),
            From = Birth(i),
        };
        protector.Set(LedgerFields.IdentityNumber, resident, Number(i));
        return resident;
    }

    private static Task EventsAsync(TestPlatform platform, int count) => platform.Write<StatisticsDbContext>(async db =>
    {
        var people = db.Set<Resident>().Select(r => new { r.Id, r.SiteId, r.VillageId }).Take(count).ToList();
        await Bulk.InsertAsync(
            db,
            people.Select((p, i) => new PopulationEvent
            {
                SiteId = p.SiteId,
                VillageId = p.VillageId,
                ResidentId = p.Id,
                Kind = (EventKind)(i % 7),
                OccurredOn = new DateOnly(2026, 1, 1).AddDays(i % 303),
                EnteredOn = new DateOnly(2026, 11, 1),
            }),
            CancellationToken.None);
    });

    private static string Name(int i) => Families[i % 20] + Middles[i / 20 % 20] + Lasts[i / 400 % 20];

    private static DateOnly Birth(int i) => new DateOnly(1936, 1, 1).AddDays(i * 31 % 32_000);

    // 499 numbers of each sex and day.
    private static string Number(int i)
    {
        var digits = $"990000{Birth(i):yyyyMMdd}{((i / 32_000 * 2) + (i % 2 == 0 ? 1 : 0)) % 999:000}";
        return digits + IdentityNumbers.CheckOf(digits);
    }

    // Of ten lines six have the number of somebody who is there, three are new, one has a name and birth date alone.
    private static byte[] List(int lines)
    {
        var text = new StringBuilder("变动类别,姓名,性别,出生日期,身份证号,村（社区）,变动日期\n");
        for (var i = 0; i < lines; i++)
        {
            var (who, day) = (i * 5, new DateOnly(2026, 10, 1).AddDays(i % 31));
            text.Append((i % 10) switch
            {
                < 6 => $"迁出,{Name(who)},{(who % 2 == 0 ? "男" : "女")},{Birth(who):yyyy-MM-dd},{Number(who)},,{day:yyyy-MM-dd}\n",
                < 9 => $"出生,新{Letters(i)},男,{day:yyyy-MM-dd},,村{i % VillagesPerSite},{day:yyyy-MM-dd}\n",

                // Names, birth dates and days come round after 198,400 lines: then in another village.
                _ => $"死亡,{Name(who)},{(who % 2 == 0 ? "男" : "女")},{Birth(who):yyyy-MM-dd},,村{(i + (i / 198_400)) % VillagesPerSite},{day:yyyy-MM-dd}\n",
            });
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // A number in ten characters, because names have no digits.
    private static string Letters(int i) => string.Concat(i.ToString(CultureInfo.InvariantCulture).Select(c => "甲乙丙丁戊己庚辛壬癸"[c - '0']));

    private sealed class SystemMediator(TestPlatform platform) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            platform.Sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.CommandLine), request, cancellationToken);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }
}
