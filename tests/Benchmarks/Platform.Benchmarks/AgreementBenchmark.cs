using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Data;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Agreement;
using Platform.Supplies.Features.Reconciliation;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>
/// A store for each township of the country with 40 products: a receipt, an issue and a dispatch from the county each, every fourth store counted, a hundredth of the lines not as they
/// were sent. Reads the reconciliation and runs the nightly check, in a process of its own, against statements written by hand.
/// </summary>
internal static class AgreementBenchmark
{
    public const string Child = "supplies-child";
    private const int Products = 40;
    private const int StoresAtOnce = 1000;
    private static readonly DateOnly Sent = new(2026, 10, 12);

    public static async Task RunAsync(DatabaseKind kind)
    {
        await using var platform = await Country.LoadAsync(kind);
        var sites = await Country.SitesAsync(platform, int.MaxValue);
        var watch = Stopwatch.StartNew();
        await FillAsync(platform, sites);
        Console.WriteLine($"{sites.Count:N0} stores with {Products} products in {watch.Elapsed.TotalSeconds:0.0} s");
        await Country.AnalyseAsync(platform);
        using var child = Process.Start(Environment.ProcessPath!, [Child, $"{platform.Database.Provider}", platform.Database.ConnectionString]);
        await child.WaitForExitAsync();
    }

    public static async Task RunChildAsync(string[] args)
    {
        await using var platform = TestPlatform.Over(args[1], args[2]);
        await using var connection = await platform.App.Services.GetRequiredService<ConnectionFactory>().OpenAsync(CancellationToken.None);
        await ReconcileAsync(platform, connection, new PageRequest(), "first page");
        await ReconcileAsync(platform, connection, PageRequest.All(), "all lines");
        var process = Process.GetCurrentProcess();
        using var statements = new Statements();
        var (watch, processor) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await platform.Send(new CheckAgreementNightly());
        process.Refresh();
        var (ours, cpu) = (watch.Elapsed, process.TotalProcessorTime - processor);
        var (found, batches) = await platform.Read((SuppliesDbContext db) => ReadAsync(db));
        var (theirs, theirsCpu, expected) = await ByHandAsync(connection);
        Console.WriteLine(
            $"nightly check {args[1]}: {ours.TotalSeconds:0.0} s wall, {cpu.TotalSeconds:0.0} s CPU, {statements.ByEf / (double)batches:0.0} statements per {CheckAgreementNightlyHandler.Batch} sites, {found} disagreements, peak "
            + $"{process.PeakWorkingSet64 >> 20} MB; by hand {theirs.TotalSeconds:0.0} s wall, {theirsCpu.TotalSeconds:0.0} s CPU, {expected}; {ours / theirs:0.0} times as long");
        SuppliesBenchmark.Tell(statements);
        if (found != expected)
        {
            throw new InvalidOperationException($"{found} disagreements, and by hand {expected}.");
        }
    }

    private static async Task<(int Found, int Batches)> ReadAsync(SuppliesDbContext db) => (
        await db.Set<Disagreement>().CountAsync(d => d.EndedOn == OpenEnd.Never),
        ((await db.Set<AgreementCheck>().CountAsync() - 1) / CheckAgreementNightlyHandler.Batch) + 1);

    private static async Task ReconcileAsync(TestPlatform platform, DbConnection connection, PageRequest page, string what)
    {
        var (ours, theirs, lines) = (new List<double>(), new List<double>(), 0);
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await platform.Send(new ListReconciliation(page));
            ours.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            lines = answer.Items.Count;
            start = Stopwatch.GetTimestamp();
            var (rows, total) = await ReconcileByHandAsync(connection, page.Take);
            theirs.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (rows != lines || total != answer.Total)
            {
                throw new InvalidOperationException($"{lines} of {answer.Total} lines, and by hand {rows} of {total}.");
            }
        }

        var (own, hand) = (ours.Order().ElementAt(2), theirs.Order().ElementAt(2));
        Console.WriteLine(
            $"reconciliation {platform.Kind}, {what} ({lines:N0} lines): first {ours[0]:0} ms, median {own:0} ms, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB; by hand {hand:0} ms; {own / hand:0.0} times as long");
    }

    private static async Task<(int Rows, int Total)> ReconcileByHandAsync(DbConnection connection, int take)
    {
        const string From = """
            FROM "sup_Dispatch" AS d JOIN "sup_DispatchLine" AS l ON l."DispatchId" = d."Id" JOIN "sup_Batch" AS b ON b."Id" = l."BatchId" JOIN "sup_Product" AS p ON p."Id" = l."ProductId"
            WHERE d."State" IN ('Sent', 'Received') AND l."Accepted" <> l."Sent"
            """;
        await using var count = Command(connection, $"SELECT COUNT(*) {From}");
        var total = Convert.ToInt32(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        await using var command = Command(connection, $"""
            SELECT l."Id", d."Id", d."Voucher", d."Kind", d."State", d."SiteId", d."OtherSiteId", d."FromName", d."ToName", p."Name", p."Unit", b."Number", d."SentOn", l."Sent", l."Accepted", l."Rejected", l."Missing", l."Reason"
            {From} ORDER BY d."SentOn", d."Id", l."Id" LIMIT {take}
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return (rows.Count, total);
    }

    // What the check finds out, for the country in three statements, and a row for each site.
    private static async Task<(TimeSpan Took, TimeSpan Processor, int Found)> ByHandAsync(DbConnection connection)
    {
        await using var drop = Command(connection, "DROP TABLE IF EXISTS \"copy_Agreement\"");
        await drop.ExecuteNonQueryAsync();
        await using var create = Command(connection, "CREATE TABLE \"copy_Agreement\" (\"SiteId\" integer PRIMARY KEY, \"Cards\" bigint NOT NULL, \"Counted\" bigint NOT NULL)");
        await create.ExecuteNonQueryAsync();
        await using var book = Command(connection, """
            SELECT a."Id", a."Balance", b."Booked", b."Lowest" FROM "sup_StockAccount" AS a
            JOIN (SELECT "AccountId", SUM("Moved") AS "Booked", MIN("Balance") AS "Lowest", MAX("Sequence") AS "Sequence"
                  FROM (SELECT "AccountId", "OccurredOn", SUM("Quantity") AS "Moved", MAX("Sequence") AS "Sequence", SUM(SUM("Quantity")) OVER (PARTITION BY "AccountId" ORDER BY "OccurredOn") AS "Balance"
                        FROM "sup_LedgerEntry" GROUP BY "AccountId", "OccurredOn") AS d
                  GROUP BY "AccountId") AS b ON b."AccountId" = a."Id"
            WHERE a."Balance" <> b."Booked" OR b."Lowest" < 0 OR b."Sequence" > a."LastSequence"
            """);
        await using var goods = Command(connection, """
            SELECT m."AccountId", m."Counted", SUM(e."Quantity")
            FROM "sup_CountMark" AS m JOIN "sup_LedgerEntry" AS e ON e."AccountId" = m."AccountId" LEFT JOIN "sup_Posting" AS p ON p."Id" = e."PostingId"
            WHERE m."Day" = (SELECT MAX(n."Day") FROM "sup_CountMark" AS n WHERE n."AccountId" = m."AccountId")
              AND (e."OccurredOn" < m."Day" OR (e."OccurredOn" = m."Day" AND (e."Sequence" <= m."Sequence" OR e."Compensates" OR p."Kind" = 'Count')))
            GROUP BY m."AccountId", m."Counted" HAVING SUM(e."Quantity") <> m."Counted"
            """);
        await using var save = Command(connection, """
            INSERT INTO "copy_Agreement" SELECT a."SiteId", COUNT(*), COUNT(DISTINCT m."AccountId") FROM "sup_StockAccount" AS a LEFT JOIN "sup_CountMark" AS m ON m."AccountId" = a."Id" GROUP BY a."SiteId"
            """);
        var (watch, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var found = await RowsAsync(book) + await RowsAsync(goods);
        await save.ExecuteNonQueryAsync();
        return (watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - processor, found);
    }

    private static async Task<int> RowsAsync(DbCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        while (await reader.ReadAsync())
        {
            rows++;
        }

        return rows;
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 600);
        return command;
    }

    private static async Task FillAsync(TestPlatform platform, List<int> sites)
    {
        var products = Enumerable.Range(0, Products).Select(i => new Product { Lo = 0, Hi = 999_999_999, Code = $"{i:0000}", Name = $"药具{i}", Unit = "只" }).ToList();
        var batches = products.ConvertAll(p => new Batch { ProductId = p.Id, Lo = 0, Hi = 999_999_999, Number = $"A{p.Code}" });
        await platform.Write<SuppliesDbContext>(db =>
        {
            db.AddRange(products);
            db.AddRange(batches);
            return Task.CompletedTask;
        });
        var number = 0;
        foreach (var chunk in sites.Chunk(StoresAtOnce))
        {
            var stores = chunk.Select(s => new Store { SiteId = s, Level = StoreLevel.Township, Name = "药具库" }).ToList();
            var (accounts, postings, entries, marks, dispatches, lines) = (new List<StockAccount>(), new List<Posting>(), new List<LedgerEntry>(), new List<CountMark>(), new List<Dispatch>(), new List<DispatchLine>());
            foreach (var store in stores)
            {
                number++;
                var open = number % 25 == 0;
                var dispatch = new Dispatch
                {
                    SiteId = store.SiteId / 1000 * 1000,
                    OtherSiteId = store.SiteId,
                    FromName = "县药具站",
                    ToStoreId = store.Id,
                    ToName = store.Name,
                    State = !open ? DispatchState.Settled : number % 50 == 0 ? DispatchState.Sent : DispatchState.Received,
                    Voucher = $"调{number}",
                    SentOn = Sent.AddDays(number % 30),
                };
                var (into, outOf) = (Move(store, PostingKind.DispatchIn, Sent.AddDays(1)), Move(store, PostingKind.Issue, Sent.AddDays(20)));
                dispatches.Add(dispatch);
                postings.AddRange([into, outOf]);
                for (var i = 0; i < Products; i++)
                {
                    // One card in 10,000 says something else than the book, and one count in 10,000.
                    var card = (number * Products) + i;
                    var account = new StockAccount { SiteId = store.SiteId, StoreId = store.Id, ProductId = products[i].Id, BatchId = batches[i].Id, Balance = card % 10_000 == 0 ? 1 : 900, LastSequence = 4 };
                    accounts.Add(account);
                    entries.Add(new LedgerEntry { SiteId = store.SiteId, AccountId = account.Id, PostingId = into.Id, Sequence = 1, OccurredOn = into.OccurredOn, Quantity = 1000 });
                    entries.Add(new LedgerEntry { SiteId = store.SiteId, AccountId = account.Id, PostingId = outOf.Id, Sequence = 3, OccurredOn = outOf.OccurredOn, Quantity = -100 });
                    if (number % 4 == 0)
                    {
                        marks.Add(new CountMark { SiteId = store.SiteId, AccountId = account.Id, Day = outOf.OccurredOn.AddDays(2), Sequence = 4, Counted = card % 10_000 == 20 ? 899 : 900 });
                    }

                    var accepted = open && i % 4 == 0 ? 990 : 1000;
                    lines.Add(new DispatchLine
                    {
                        SiteId = dispatch.SiteId,
                        OtherSiteId = store.SiteId,
                        DispatchId = dispatch.Id,
                        ProductId = products[i].Id,
                        BatchId = batches[i].Id,
                        Sent = 1000,
                        Accepted = dispatch.State == DispatchState.Sent ? 0 : accepted,
                        Missing = dispatch.State == DispatchState.Sent ? 0 : 1000 - accepted,
                    });
                }
            }

            await platform.Write<SuppliesDbContext>(async db =>
            {
                await Bulk.InsertAsync(db, stores, CancellationToken.None);
                await Bulk.InsertAsync(db, accounts, CancellationToken.None);
                await Bulk.InsertAsync(db, postings, CancellationToken.None);
                await Bulk.InsertAsync(db, entries, CancellationToken.None);
                await Bulk.InsertAsync(db, marks, CancellationToken.None);
                await Bulk.InsertAsync(db, dispatches, CancellationToken.None);
                await Bulk.InsertAsync(db, lines, CancellationToken.None);
            });
        }
    }

    private static Posting Move(Store store, PostingKind kind, DateOnly day) => new() { SiteId = store.SiteId, StoreId = store.Id, Kind = kind, OccurredOn = day };
}
