using System.Diagnostics;
using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.Data.Sqlite;
using Npgsql;
using Platform.Contracts.Access;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Files;
using Platform.StaffAttendance.Features.Records;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>Imports a file of clock-ins as a page does, and writes the same rows with the provider's fastest prepared insert.</summary>
internal static class ImportBenchmark
{
    private const int PeoplePerSite = 5;
    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    public static async Task RunAsync(int count, DatabaseKind kind)
    {
        await using var platform = await Country.LoadAsync(kind);
        var people = Math.Max(PeoplePerSite, count / 400);
        var sites = await Country.SitesAsync(platform, people / PeoplePerSite);
        foreach (var chunk in sites.Chunk(500))
        {
            await platform.Send(new AddStaff([.. from s in chunk from n in Enumerable.Range(1, PeoplePerSite) select new NewStaff(s, $"{n:000}", $"人员{n}", "专干")]));
        }

        var file = File(sites, count);
        Console.WriteLine($"{count:N0} rows, {file.Length >> 20} MB CSV, {people:N0} people");
        var flow = new ImportFlow(new SystemMediator(platform), ClockInImport.KindName, 0, new Dictionary<string, string>());
        var watch = Stopwatch.StartNew();
        var check = await flow.CheckAsync("打卡.csv", new MemoryStream(file), new Progress<ImportProgress>(), CancellationToken.None);
        var checkedIn = watch.Elapsed;
        Console.WriteLine($"checked in {checkedIn.TotalSeconds:0.0} s: {check.GoodRows:N0} of {check.TotalRows:N0} rows good");
        var outcome = await flow.ImportAsync(check.Key, goodRowsOnly: true, new Progress<ImportProgress>(), CancellationToken.None);
        var imported = watch.Elapsed - checkedIn;
        Console.WriteLine($"imported in {imported.TotalSeconds:0.0} s: {outcome.Imported:N0} rows, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");

        var bare = kind == DatabaseKind.Sqlite ? Sqlite(platform, sites, count) : Postgres(platform, sites, count);
        Console.WriteLine($"prepared bulk insert of the same rows: {bare.TotalSeconds:0.0} s; check and import together {(checkedIn + imported) / bare:0.0} times as long, import alone {imported / bare:0.0} times");
    }

    // Two stamps a day for everybody, in time order as machines write them.
    private static IEnumerable<(int Site, int Person, DateOnly Day, int Second)> Rows(List<int> sites, int count)
    {
        var left = count;
        for (var day = FirstDay; ; day = day.AddDays(1))
        {
            foreach (var site in sites)
            {
                for (var person = 1; person <= PeoplePerSite; person++)
                {
                    foreach (var second in new[] { 28_000 + (site % 900), 61_500 + (person * 60) })
                    {
                        if (left-- == 0)
                        {
                            yield break;
                        }

                        yield return (site, person, day, second);
                    }
                }
            }
        }
    }

    private static byte[] File(List<int> sites, int count)
    {
        var text = new StringBuilder("乡镇代码,工号,日期,时间\n");
        foreach (var (site, person, day, second) in Rows(sites, count))
        {
            text.Append(CultureInfo.InvariantCulture, $"{site:000000000},{person:000},{day:yyyy-MM-dd},{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static TimeSpan Sqlite(TestPlatform platform, List<int> sites, int count)
    {
        using var connection = new SqliteConnection(platform.Database.ConnectionString);
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = "CREATE TABLE bare (SiteId INTEGER, StaffId TEXT, Day TEXT, SecondOfDay INTEGER, Source TEXT, ImportId TEXT, PRIMARY KEY (StaffId, Day, SecondOfDay))";
        create.ExecuteNonQuery();
        var watch = Stopwatch.StartNew();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO bare VALUES ($site, $staff, $day, $second, 'File', $import)";
        var (site, staff, day, second) = (insert.Parameters.Add("$site", SqliteType.Integer), insert.Parameters.Add("$staff", SqliteType.Text), insert.Parameters.Add("$day", SqliteType.Text), insert.Parameters.Add("$second", SqliteType.Integer));
        insert.Parameters.AddWithValue("$import", Guid.Empty.ToString());
        insert.Prepare();
        foreach (var row in Rows(sites, count))
        {
            (site.Value, staff.Value, day.Value, second.Value) = (row.Site, Person(row.Site, row.Person).ToString(), row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Second);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return watch.Elapsed;
    }

    private static TimeSpan Postgres(TestPlatform platform, List<int> sites, int count)
    {
        using var connection = new NpgsqlConnection(platform.Database.ConnectionString);
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = "CREATE TABLE bare (site int, staff uuid, day date, second int, source varchar(40), import uuid, PRIMARY KEY (staff, day, second))";
        create.ExecuteNonQuery();
        var watch = Stopwatch.StartNew();
        using (var copy = connection.BeginBinaryImport("COPY bare FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in Rows(sites, count))
            {
                copy.StartRow();
                copy.Write(row.Site);
                copy.Write(Person(row.Site, row.Person));
                copy.Write(row.Day);
                copy.Write(row.Second);
                copy.Write("File");
                copy.Write(Guid.Empty);
            }

            copy.Complete();
        }

        return watch.Elapsed;
    }

    private static Guid Person(int site, int person) => new(site, (short)person, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Sends as the system, as a page sends as the person in front of it.</summary>
    private sealed class SystemMediator(TestPlatform platform) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            platform.Sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.CommandLine), request, cancellationToken);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }
}
