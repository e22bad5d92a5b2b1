using System.Data.Common;
using System.Diagnostics;
using Autofac;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Contracts.Contributions;
using Platform.Contracts.Deadlines;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Deadlines;
using Platform.Migrants.Contributions;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;
using Platform.Migrants.Features.Inquiries;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>
/// A day of the clocks: many open inquiries that arrived unseen are entered in a book of deadlines that is full already, and the check of all townships finds the overdue ones.
/// By hand: one insert of both clocks of every inquiry with its mark, and one query of the overdue.
/// </summary>
internal static class ClocksBenchmark
{
    private const int Deadlines = 1_000_000;
    private const int BatchSites = 1000;

    public static async Task RunAsync(int inquiries, DatabaseKind kind)
    {
        await using var platform = await Country.LoadAsync(kind);
        var sites = await Country.SitesAsync(platform, 41_000);
        await FillAsync(platform, sites, inquiries);
        await Country.AnalyseAsync(platform);

        var watch = Stopwatch.StartNew();
        var runs = 0;
        for (var left = inquiries; left > 0; runs++)
        {
            await platform.Send(new TrackArrivals());
            left = await platform.Read((MigrantsDbContext db) => db.Set<Inquiry>().CountAsync(q => q.State == InquiryState.Sent && !q.Tracked));
        }

        var entered = watch.Elapsed;
        var made = await platform.Read((CoreDbContext db) => db.Set<TrackedDeadline>().CountAsync()) - Deadlines;
        Console.WriteLine($"{inquiries:N0} inquiries entered with {made:N0} deadlines beside {Deadlines:N0} in {entered.TotalSeconds:0.0} s, {runs} runs of {entered.TotalMilliseconds / runs:0} ms");

        watch.Restart();
        for (var i = 0; i < 100; i++)
        {
            await platform.Send(new TrackArrivals());
        }

        Console.WriteLine($"a run that finds nothing: {watch.Elapsed.TotalMilliseconds / 100:0.0} ms");

        watch.Restart();
        var found = 0;
        foreach (var batch in sites.Chunk(BatchSites))
        {
            await using var operation = platform.Begin();
            var asked = new AuditRequested(Guid.Empty, new DateOnly(2026, 11, 1), batch);
            foreach (var handler in operation.Resolve<IEnumerable<INotificationHandler<AuditRequested>>>().OfType<MigrantAudits>())
            {
                await handler.Handle(asked, CancellationToken.None);
            }

            found += asked.Answers.Sum(a => a.Findings.Count);
        }

        var audited = watch.Elapsed;
        Console.WriteLine($"{found:N0} overdue found in {sites.Count:N0} townships in {audited.TotalSeconds:0.0} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
        await ByHandAsync(platform, kind, entered, audited);
    }

    private static async Task FillAsync(TestPlatform platform, List<int> sites, int inquiries)
    {
        var watch = Stopwatch.StartNew();
        var at = platform.Clock.GetUtcNow();
        await platform.Write<CoreDbContext>(async db => await Bulk.InsertAsync(
            db,
            Enumerable.Range(0, Deadlines).Select(i => new TrackedDeadline
            {
                SiteId = sites[i % sites.Count],
                RecordRef = $"case:{i}",
                RuleCode = "penalty.service.7wd",
                Start = new DateOnly(2026, 11, 1).AddDays(i % 28),
                Due = new DateOnly(2026, 11, 10).AddDays(i % 28),
                Title = "送达处罚决定书",
                TrackedAt = at,
            }),
            CancellationToken.None));
        await platform.Write<MigrantsDbContext>(async db => await Bulk.InsertAsync(
            db,
            Enumerable.Range(0, inquiries).Select(i =>
            {
                var to = sites[(i + 7) % sites.Count];
                var inquiry = new Inquiry
                {
                    SiteId = sites[i % sites.Count],
                    OtherSiteId = to,
                    TargetSiteId = to,
                    Number = $"查{i:000000}",
                    SubjectName = "样例人",
                    Question = "服务衔接",
                    ConsentReference = "同1",
                    State = InquiryState.Sent,
                    DraftedOn = new DateOnly(2026, 10, 1),
                };
                MigrantDeadlines.Receive(inquiry, new DateOnly(2026, 10, 1).AddDays(i % 50));
                return inquiry;
            }),
            CancellationToken.None));
        Console.WriteLine($"filled in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task ByHandAsync(TestPlatform platform, DatabaseKind kind, TimeSpan entered, TimeSpan audited)
    {
        await platform.Write<CoreDbContext>(db => db.Set<TrackedDeadline>().Where(d => d.RecordRef.StartsWith("inquiry:")).ExecuteDeleteAsync());
        await using DbConnection connection = kind == DatabaseKind.Sqlite ? new SqliteConnection(platform.Database.ConnectionString) : new NpgsqlConnection(platform.Database.ConnectionString);
        await connection.OpenAsync();
        var (id, no, yes) = kind == DatabaseKind.Sqlite ? ("upper(hex(randomblob(16)))", "0", "1") : ("gen_random_uuid()", "false", "true");
        var columns = await platform.Read((CoreDbContext db) => Task.FromResult(db.Model.FindEntityType(typeof(TrackedDeadline))!.GetProperties().Select(p => p.Name).ToHashSet()));
        var plain = new Dictionary<string, string>
        {
            ["Id"] = id,
            ["SiteId"] = "q.\"OtherSiteId\"",
            ["RecordRef"] = "'inquiry:' || q.\"Id\"",
            ["RuleCode"] = "r.code",
            ["Start"] = "q.\"ReceivedOn\"",
            ["Due"] = "CASE r.code WHEN 'migrants.reply.7d' THEN q.\"TargetOn\" ELSE q.\"LimitOn\" END",
            ["Title"] = "'答复查询 ' || q.\"Number\"",
            ["Link"] = "'/migrants/inquiries/' || q.\"Id\"",
            ["TrackedAt"] = "CURRENT_TIMESTAMP",
            ["State"] = "'Open'",
            ["Provisional"] = no,
            ["ExtensionDays"] = "0",
            ["Changes"] = "0",
            ["Missed"] = no,
        }.Where(c => columns.Contains(c.Key)).ToList();
        var insert = $"""
            INSERT INTO "core_TrackedDeadline" ({string.Join(", ", plain.Select(c => $"\"{c.Key}\""))})
            SELECT {string.Join(", ", plain.Select(c => c.Value))} FROM "mig_Inquiry" AS q CROSS JOIN (SELECT 'migrants.reply.7d' AS code UNION ALL SELECT 'migrants.reply.1m') AS r WHERE q."State" = 'Sent'
            """;
        var watch = Stopwatch.StartNew();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await RunAsync(insert, transaction);
            await RunAsync($"""UPDATE "mig_Inquiry" SET "Tracked" = {yes} WHERE "State" = 'Sent'""", transaction);
            await transaction.CommitAsync();
        }

        Console.WriteLine($"by hand entered in {watch.Elapsed.TotalSeconds:0.0} s: ratio {entered / watch.Elapsed:0.0}");
        watch.Restart();
        await using var query = connection.CreateCommand();
        query.CommandText = """SELECT "OtherSiteId", "Id", "Number", "LimitOn" FROM "mig_Inquiry" WHERE "State" = 'Sent' AND "LimitOn" <= '2026-11-30' ORDER BY "OtherSiteId" """;
        var rows = 0;
        await using (var reader = await query.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                rows++;
            }
        }

        Console.WriteLine($"by hand {rows:N0} overdue read in {watch.Elapsed.TotalSeconds:0.00} s: ratio {audited / watch.Elapsed:0.0}");

        async Task RunAsync(string text, DbTransaction transaction)
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.Transaction, command.CommandTimeout) = (text, transaction, 600);
            await command.ExecuteNonQueryAsync();
        }
    }
}
