using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Contracts.Deadlines;
using Platform.Deadlines;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Deadlines;
using Platform.Infrastructure.Deadlines.Redating;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>
/// Imports a year that many provisional deadlines wait for, and changes the same rows back and forth with two statements written by hand:
/// history and new day, for all rows at once.
/// </summary>
internal static class DeadlineBenchmark
{
    private static readonly string[] Codes = ["penalty.service.7wd", "hearing.request.5wd", "enforcement.reminder.10wd", "reconsideration.apply.60d", "litigation.6m", "petition.recheck.apply.30d"];

    public static async Task RunAsync(int count, DatabaseKind kind)
    {
        await using var platform = await Country.LoadAsync(kind);
        var sites = await Country.SitesAsync(platform, 41_000);
        await FillAsync(platform, sites, count);
        await Country.AnalyseAsync(platform);

        var redater = platform.App.Services.GetRequiredService<DeadlineRedater>();
        redater.AtOnce = int.MaxValue;
        var watch = Stopwatch.StartNew();
        var done = await platform.Send(new ImportCalendar("2027.csv", Encoding.UTF8.GetBytes("date,kind,name\n2027-01-01,holiday,元旦\n2027-02-06,holiday,春节\n2027-02-08,holiday,春节\n2027-05-03,holiday,劳动节\n")));
        var redated = watch.Elapsed;
        var history = await platform.Read((CoreDbContext db) => db.Set<DeadlineChange>().CountAsync());
        Console.WriteLine($"{done.Affected:N0} deadlines computed anew in {redated.TotalSeconds:0.0} s ({history:N0} rows of history, chunks of {redater.ChunkRows:N0}), peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");

        watch.Restart();
        await ByHandAsync(platform, kind);
        var bare = watch.Elapsed;
        Console.WriteLine($"by hand, one insert and one update of all rows: {bare.TotalSeconds:0.0} s; the import takes {redated / bare:0.0} times as long");
    }

    private static async Task FillAsync(TestPlatform platform, List<int> sites, int count)
    {
        var calendar = await platform.Read((CoreDbContext db) => CalendarReader.ReadAsync(db, CancellationToken.None));
        var rules = Codes.Select(c => StatutoryDeadlines.All.Single(r => r.Code == c)).ToList();
        IEnumerable<TrackedDeadline> Rows()
        {
            var at = platform.Clock.GetUtcNow();
            for (var (i, made) = (0, 0); made < count; i++)
            {
                var rule = rules[i % rules.Count];
                var start = new DateOnly(2026, 12, 1).AddDays(i / rules.Count % 160);
                var (due, provisional) = DeadlineCalculator.DueOf(calendar, rule, new DeadlineStart(start));
                if (provisional)
                {
                    made++;
                    yield return new TrackedDeadline
                    {
                        SiteId = sites[i % sites.Count],
                        RecordRef = $"case:{i}",
                        RuleCode = rule.Code,
                        Start = start,
                        Due = due,
                        Provisional = true,
                        Title = rule.Name,
                        TrackedAt = at,
                    };
                }
            }
        }

        var watch = Stopwatch.StartNew();
        await platform.Write<CoreDbContext>(async db => await Bulk.InsertAsync(db, Rows(), CancellationToken.None));
        Console.WriteLine($"{count:N0} provisional deadlines filled in, {watch.Elapsed.TotalSeconds:0.0} s");
    }

    // The same rows once more: every certain deadline moves by a week, with its history.
    private static async Task ByHandAsync(TestPlatform platform, DatabaseKind kind)
    {
        var week = kind == DatabaseKind.Sqlite ? "date(d.\"Due\", '+7 days')" : "d.\"Due\" + 7";
        var (sure, unsure) = kind == DatabaseKind.Sqlite ? ("0", "1") : ("false", "true");
        var insert = $"""
            INSERT INTO "core_DeadlineChange" ("DeadlineId", "Number", "SiteId", "OldDue", "OldProvisional", "NewDue", "NewProvisional", "Reason", "At", "ByName")
            SELECT d."Id", d."Changes" + 1, d."SiteId", d."Due", {sure}, {week}, {unsure}, 'by hand', CURRENT_TIMESTAMP, 'by hand' FROM "core_TrackedDeadline" AS d WHERE d."State" = 'Open'
            """;
        var update = $"""UPDATE "core_TrackedDeadline" AS d SET "Due" = {week}, "Provisional" = {unsure}, "Changes" = "Changes" + 1 WHERE d."State" = 'Open'""";
        await using System.Data.Common.DbConnection connection = kind == DatabaseKind.Sqlite
            ? new SqliteConnection(platform.Database.ConnectionString) : new NpgsqlConnection(platform.Database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var text in new[] { insert, update })
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.Transaction, command.CommandTimeout) = (text, transaction, 600);
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
