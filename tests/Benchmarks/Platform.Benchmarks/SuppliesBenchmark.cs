using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Data;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Counts;
using Platform.Supplies.Features.Dispatches;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Stores;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>The book of supplies under load: one scarce batch, an entry below many later ones, long receipts and counts. The country is measured by <see cref="AgreementBenchmark"/>.</summary>
internal static class SuppliesBenchmark
{
    private const int Site = Places.FirstSite;
    private static readonly DateOnly Today = new(2026, 11, 23);

    public static async Task RunAsync(string part, DatabaseKind kind)
    {
        if (part == "reconciliation")
        {
            await AgreementBenchmark.RunAsync(kind);
            return;
        }

        await using var platform = await TestPlatform.StartAsync(kind);
        var county = await platform.Send(new SaveStore(Places.CountyId, null, "县药具站", StoreLevel.County));
        var store = await platform.Send(new SaveStore(Site, null, "样镇1药具库", StoreLevel.Township));
        await (part switch
        {
            "issues" => IssuesAsync(platform, store),
            "backdated" => BackdatedAsync(platform, store),
            "receipt" => ReceiptAsync(platform, county, store),
            _ => throw new ArgumentException($"No part {part}: issues, backdated, receipt or reconciliation."),
        });
    }

    private static async Task IssuesAsync(TestPlatform platform, Guid store)
    {
        const int Clients = 64, Connections = 24, Issues = 1000, Rounds = 4, There = 2800;
        var products = await AddProductsAsync(platform, 4);
        await platform.Send(new ReceiveGoods(Site, store, Keys.New(), Today, [.. products.Select((p, i) => new ReceiptLine(p, $"A{i}", There))]));
        // The clients share some connections, as those of the platform share its pool: they wait for the same card anyway.
        var hands = Enumerable.Range(0, Connections).Select(_ => new SuppliesByHand(platform.App.Services.GetRequiredService<ConnectionFactory>(), Site)).ToList();
        var idle = Channel.CreateUnbounded<SuppliesByHand>();
        hands.ForEach(h => idle.Writer.TryWrite(h));
        async Task<long> TheirsAsync(Guid product, int i)
        {
            var hand = await idle.Reader.ReadAsync();
            try
            {
                return await hand.IssueAsync(store, product, 1 + (i % 5), Today, backdated: false);
            }
            finally
            {
                idle.Writer.TryWrite(hand);
            }
        }

        async Task<long> OursAsync(Guid product, int i)
        {
            try
            {
                return (await platform.Send(new IssueGoods(Site, store, Keys.New(), Today, product, 1 + (i % 5), "镇卫生院"))).Picks.Sum(p => p.Quantity);
            }
            catch (RefusalException refusal) when (refusal.Code == "INSUFFICIENT_STOCK")
            {
                return 0;
            }
        }

        async Task<(long Taken, TimeSpan Took, TimeSpan Processor)> AllAsync(int count, Func<int, Task<long>> issue)
        {
            var (next, watch, processor) = (-1, Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            var taken = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
            {
                var sum = 0L;
                while (Interlocked.Increment(ref next) is var i && i < count)
                {
                    sum += await issue(i);
                }

                return sum;
            })));
            return (taken.Sum(), watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - processor);
        }

        await AllAsync(Clients * 12, i => OursAsync(products[2], i));
        await AllAsync(Clients * 12, i => TheirsAsync(products[3], i));
        var (ours, theirs, oursTaken, theirsTaken) = (TimeSpan.Zero, TimeSpan.Zero, 0L, 0L);
        var (oursCpu, theirsCpu) = (TimeSpan.Zero, TimeSpan.Zero);
        using var statements = new Statements();
        for (var turn = 0; turn < Rounds * 2; turn++)
        {
            if (turn % 4 is 0 or 3)
            {
                var (taken, took, cpu) = await AllAsync(Issues / Rounds, i => OursAsync(products[0], i));
                (oursTaken, ours, oursCpu) = (oursTaken + taken, ours + took, oursCpu + cpu);
            }
            else
            {
                var (taken, took, cpu) = await AllAsync(Issues / Rounds, i => TheirsAsync(products[1], i));
                (theirsTaken, theirs, theirsCpu) = (theirsTaken + taken, theirs + took, theirsCpu + cpu);
            }
        }

        hands.ForEach(h => h.Dispose());
        var cards = await platform.Read((SuppliesDbContext db) => db.Set<StockAccount>().AsNoTracking()
            .Select(a => new { a.ProductId, a.Balance, Booked = db.Set<LedgerEntry>().Where(e => e.AccountId == a.Id).Sum(e => e.Quantity) }).ToDictionaryAsync(a => a.ProductId));
        Console.WriteLine(
            $"issues {platform.Kind}: {Issues / ours.TotalSeconds:0} a second, {statements.ByEf / (double)Issues:0.0} statements each through EF, {There - oursTaken} left; by hand {Issues / theirs.TotalSeconds:0} a second, "
            + $"{There - theirsTaken} left; processor {oursCpu.TotalMilliseconds / Issues:0.0} and {theirsCpu.TotalMilliseconds / Issues:0.0} ms each; {ours / theirs:0.0} times as long, {theirs / ours:0.00} of the rate");
        Tell(statements);
        foreach (var (product, taken) in new[] { (products[0], oursTaken), (products[1], theirsTaken) })
        {
            if (cards[product].Balance != There - taken || cards[product].Booked != There - taken)
            {
                throw new InvalidOperationException($"The card says {cards[product].Balance}, the book {cards[product].Booked}, and {taken} of {There} were taken.");
            }
        }
    }

    private static async Task BackdatedAsync(TestPlatform platform, Guid store)
    {
        const int Later = 10_000, Days = 1_000, Times = 21;
        var products = await AddProductsAsync(platform, 2);
        var first = Today.AddDays(-Days - 1);
        await platform.Send(new ReceiveGoods(Site, store, Keys.New(), first, [.. products.Select((p, i) => new ReceiptLine(p, $"A{i}", 1_000_000, new(2023, 1, 1), new(2035, 1, 1)))]));
        await platform.Write<SuppliesDbContext>(async db =>
        {
            foreach (var account in await db.Set<StockAccount>().AsNoTracking().ToListAsync())
            {
                var postings = Enumerable.Range(0, Later).Select(i => new Posting { SiteId = Site, StoreId = store, Kind = PostingKind.Issue, OccurredOn = first.AddDays(2 + (i % (Days - 1))) }).ToList();
                await Bulk.InsertAsync(db, postings, CancellationToken.None);
                await Bulk.InsertAsync(
                    db,
                    postings.Select((p, i) => new LedgerEntry { SiteId = Site, AccountId = account.Id, PostingId = p.Id, Sequence = account.LastSequence + 1 + (2 * i), OccurredOn = p.OccurredOn, Quantity = -1 }),
                    CancellationToken.None);
                await db.Set<StockAccount>().Where(a => a.Id == account.Id)
                    .ExecuteUpdateAsync(s => s.SetProperty(a => a.Balance, a => a.Balance - Later).SetProperty(a => a.LastSequence, a => a.LastSequence + (2 * Later)));
            }
        });
        await Country.AnalyseAsync(platform);
        using var hand = new SuppliesByHand(platform.App.Services.GetRequiredService<ConnectionFactory>(), Site);
        var (ours, theirs) = (new List<double>(), new List<double>());
        using var statements = new Statements();
        for (var i = 0; i < Times; i++)
        {
            ours.Add(await TimeAsync(() => platform.Send(new IssueGoods(Site, store, Keys.New(), first.AddDays(1), products[0], 3, "镇卫生院"))));
            theirs.Add(await TimeAsync(() => hand.IssueAsync(store, products[1], 3, first.AddDays(1), backdated: true)));
        }

        Console.WriteLine(
            $"backdated {platform.Kind}: one entry below {Later:N0} later ones, first {ours[0]:0.0} ms, median of {Times} {Median(ours):0.0} ms; by hand {theirs[0]:0.0} and {Median(theirs):0.0} ms; "
            + $"{Median(ours) / Median(theirs):0.0} times as long");
        Tell(statements);
    }

    private static async Task ReceiptAsync(TestPlatform platform, Guid county, Guid store)
    {
        const int Products = 40, Batches = 30, Times = 4;
        var products = await AddProductsAsync(platform, Products);
        var times = new Dictionary<string, List<double>>();
        async Task<T> MeasureAsync<T>(string what, MediatR.IRequest<T> request)
        {
            T answer = default!;
            var took = await TimeAsync(async () => answer = await platform.Send(request));
            (times.TryGetValue(what, out var list) ? list : times[what] = []).Add(took);
            return answer;
        }

        using var statements = new Statements();
        for (var turn = 0; turn < Times; turn++)
        {
            var lines = products.SelectMany(p => Enumerable.Range(0, Batches).Select(b => new ReceiptLine(p, $"{turn}-{b}", 1000, new(2026, 1, 1), new(2031, 1, 1), "国械注准20183660001"))).ToList();
            await MeasureAsync("receipt from outside, save", new ReceiveGoods(Places.CountyId, county, Keys.New(), Today, lines));
            var sent = await MeasureAsync("dispatch, save", new SendDispatch(
                Places.CountyId, county, Keys.New(), store, Today,
                [.. (await platform.Read((SuppliesDbContext db) => db.Set<StockAccount>().Where(a => a.StoreId == county && a.Balance > 0).ToListAsync())).Select(a => new SendLine(a.ProductId, a.Balance, a.BatchId))],
                Enum.GetValues<CheckItem>()));
            var open = await MeasureAsync("receipt of a dispatch, open", new GetDispatch(sent));
            await MeasureAsync("receipt of a dispatch, save", new ReceiveDispatch(Site, sent, Keys.New(), Today, [.. open.Lines.Select(l => new ReceivedLine(l.Id, l.Sent))], Enum.GetValues<CheckItem>()));
            var count = await platform.Send(new BeginCount(Site, store, Keys.New()));
            var sheet = await MeasureAsync("count, open", new GetCount(Site, count));
            var entries = sheet.Lines.Select((l, i) => i % 20 == 0 ? new CountEntry(l.AccountId, l.Book - 1, CountCause.Wastage) : new CountEntry(l.AccountId, l.Book)).ToList();
            await MeasureAsync("count, save", new RecordCount(Site, count, Keys.New(), entries));
            await MeasureAsync("count, open with its figures", new GetCount(Site, count));
            await MeasureAsync("count, sign", new SignCount(Site, count, Keys.New()));
            Console.WriteLine($"{lines.Count:N0} lines received, {open.Lines.Count:N0} dispatched, {entries.Count:N0} counted");
            // Out they go again, so that the next sheet is as long.
            await platform.Write<SuppliesDbContext>(db => db.Set<StockAccount>().Where(a => a.StoreId == store).ExecuteUpdateAsync(s => s.SetProperty(a => a.Balance, 0)));
        }

        foreach (var (what, took) in times)
        {
            Console.WriteLine($"{platform.Kind} {what}: first {took[0] / 1000:0.00} s, then {Median(took[1..]) / 1000:0.00} s");
        }

        Tell(statements);
    }

    private static async Task<IReadOnlyList<Guid>> AddProductsAsync(TestPlatform platform, int count)
    {
        var products = Enumerable.Range(0, count).Select(i => new Product { DivisionId = Places.CountyId, Lo = Places.County.Lo, Hi = Places.County.Hi, Code = $"{i:0000}", Name = $"药具{i}", Unit = "只" }).ToList();
        await platform.Write<SuppliesDbContext>(db =>
        {
            db.AddRange(products);
            return Task.CompletedTask;
        });
        return [.. products.Select(p => p.Id)];
    }

    internal static void Tell(Statements statements)
    {
        foreach (var (sql, took, times) in statements.Slowest(5))
        {
            Console.WriteLine($"  {took.TotalSeconds:0.000} s in {times} times: {sql[..Math.Min(sql.Length, 170)]}");
        }
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
