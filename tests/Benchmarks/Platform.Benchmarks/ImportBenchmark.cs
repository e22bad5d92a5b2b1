using System.Diagnostics;
using System.Globalization;
using MediatR;
using Platform.Contracts.Access;
using Platform.Infrastructure.Files;
using Platform.StaffAttendance.Features.Records;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>
/// Imports a file of clock-ins as a page does, and writes the same rows by hand with the provider's fastest prepared insert. The import runs in a process of
/// its own, so that its memory is its own.
/// </summary>
internal static class ImportBenchmark
{
    public const string Child = "import-child";
    private const string WarmUp = ".before";

    public static async Task RunAsync(int count, DatabaseKind kind)
    {
        await using var platform = await Country.LoadAsync(kind);
        var rows = await ImportRows.PrepareAsync(platform, count);
        await Country.AnalyseAsync(platform);
        var file = Path.GetTempFileName();
        try
        {
            rows.WriteFile(file);
            rows.WriteWarmUp(file + WarmUp);
            Console.WriteLine($"{count:N0} rows, {new FileInfo(file).Length >> 20} MB CSV, {rows.People:N0} people");
            var seconds = await RunChildAsync(platform, file);
            foreach (var (name, indexes) in new[] { ("with the table's own indexes", true), ("with its key alone", false) })
            {
                var (took, processor) = HandWrittenInsert.Run(platform, rows, indexes);
                var bare = took.TotalSeconds;
                Console.WriteLine(
                    $"prepared insert of the same rows by hand, {name}: {bare:0.0} s wall, {processor.TotalSeconds:0.0} s CPU; import alone {seconds.Import / bare:0.0} times as long, check and import together {(seconds.Check + seconds.Import) / bare:0.0} times");
            }
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + WarmUp);
        }
    }

    public static async Task RunChildAsync(string[] args)
    {
        await using var platform = TestPlatform.Over(args[1], args[2]);
        await using var content = File.OpenRead(args[3]);
        await using (var before = File.OpenRead(args[3] + WarmUp))
        {
            await ImportAsync(platform, before);
        }

        using var statements = new Statements();
        var flow = new ImportFlow(new SystemMediator(platform), ClockInImport.KindName, 0, new Dictionary<string, string>());
        Console.WriteLine($"warm, before: {Process.GetCurrentProcess().WorkingSet64 >> 20} MB");
        var (check, checkTook) = await MeasureAsync("check", () => flow.CheckAsync("打卡.csv", content, new Silent(), CancellationToken.None));
        Console.WriteLine($"{check.GoodRows:N0} of {check.TotalRows:N0} rows good");
        var (outcome, importTook) = await MeasureAsync("import", () => flow.ImportAsync(check.Key, goodRowsOnly: true, new Silent(), CancellationToken.None));
        Console.WriteLine($"{outcome.Imported:N0} rows imported, {outcome.Skipped:N0} repeated; {statements.ByEf:N0} statements through EF");
        foreach (var (sql, took, times) in statements.Slowest(6))
        {
            Console.WriteLine($"{took.TotalSeconds:0.00} s in {times} times: {sql[..Math.Min(sql.Length, 110)]}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seconds {checkTook:0.000} {importTook:0.000}"));
    }

    private static async Task ImportAsync(TestPlatform platform, Stream content)
    {
        var flow = new ImportFlow(new SystemMediator(platform), ClockInImport.KindName, 0, new Dictionary<string, string>());
        var check = await flow.CheckAsync("打卡.csv", content, new Silent(), CancellationToken.None);
        await flow.ImportAsync(check.Key, goodRowsOnly: false, new Silent(), CancellationToken.None);
    }

    private static async Task<(double Check, double Import)> RunChildAsync(TestPlatform platform, string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Child, $"{platform.Database.Provider}", platform.Database.ConnectionString, file]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        string[] seconds = [];
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line);
            seconds = line.StartsWith("seconds ", StringComparison.Ordinal) ? line.Split(' ') : seconds;
        }

        await child.WaitForExitAsync();
        return seconds.Length == 3
            ? (double.Parse(seconds[1], CultureInfo.InvariantCulture), double.Parse(seconds[2], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException("The import did not come to its end.");
    }

    private static async Task<(T Answer, double Seconds)> MeasureAsync<T>(string what, Func<Task<T>> work)
    {
        var (watch, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var answer = await work();
        watch.Stop();
        var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{what}: {watch.Elapsed.TotalSeconds:0.0} s wall, {(process.TotalProcessorTime - processor).TotalSeconds:0.0} s CPU, peak {process.PeakWorkingSet64 >> 20} MB, "
            + $"of it {GC.GetGCMemoryInfo().TotalCommittedBytes >> 20} MB managed at the end");
        return (answer, watch.Elapsed.TotalSeconds);
    }

    private sealed class Silent : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }

    /// <summary>Sends as the system, as a page sends as the person in front of it.</summary>
    private sealed class SystemMediator(TestPlatform platform) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            platform.Sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.CommandLine), request, cancellationToken);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }
}
