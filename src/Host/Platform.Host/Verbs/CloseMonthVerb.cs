using System.CommandLine;
using System.Diagnostics;
using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Host.Composition;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Host.Verbs;

internal static class CloseMonthVerb
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(5);

    public static Command Create()
    {
        var period = new Argument<string>("PERIOD") { Description = "Month to close, yyyy-MM" };
        var scope = new Option<string?>("--scope") { Description = "Division code (2 to 9 digits), for example 341881; default: the whole country" };
        var revise = new Option<bool>("--revise") { Description = "Close again what is closed already: makes the next revision beside the old one" };
        var command = new Command("close-month", "Freezes the month's duties, audits, scores and convenes the next meeting. Stopped, it continues where it was.") { period, scope, revise };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!YearMonth.TryParse(parsed.GetValue(period), null, out var month))
            {
                await Console.Error.WriteLineAsync($"月份“{parsed.GetValue(period)}”不对，请写成 yyyy-MM，例如 2026-10。");
                return 2;
            }

            if (!DivisionCode.TryParse(parsed.GetValue(scope), out var divisionId))
            {
                await Console.Error.WriteLineAsync($"区划代码“{parsed.GetValue(scope)}”不对，应为 2、4、6 或 9 位数字，例如 341881。");
                return 2;
            }

            await using var app = PlatformHost.Build(DatabaseArguments.From(parsed), serveJobs: false);
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, cancellationToken);
            var worker = app.Services.GetRequiredService<IRunWorker>();
            var run = await worker.StartCloseAsync(month, await ScopeAsync(app, divisionId, cancellationToken), parsed.GetValue(revise), cancellationToken);
            return await WorkAsync(worker, run, cancellationToken);
        });
        return command;
    }

    private static async Task<DivisionScope> ScopeAsync(WebApplication app, int divisionId, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.GetRequiredService<OperationScopes>().Begin();
        return await RoleScopes.OfAsync(scope.Resolve<CoreDbContext>(), divisionId, cancellationToken);
    }

    // What is left over may be in the hands of another process, or of one that vanished: then its lease must run out first.
    private static async Task<int> WorkAsync(IRunWorker worker, Guid run, CancellationToken cancellationToken)
    {
        Stopwatch? away = null;
        while (true)
        {
            try
            {
                await WorkOnceAsync(worker, run, cancellationToken);
                var end = await worker.GetProgressAsync(run, CancellationToken.None);
                if (end is null or { IsFinished: true })
                {
                    return end is { State: RunState.Done, FailedChunks: 0 } ? 0 : PlatformCommand.Failed;
                }

                away = null;
            }
            catch (Exception exception) when (Transient.Is(exception) && (away ??= Stopwatch.StartNew()).Elapsed < LongestOutage)
            {
                await Console.Error.WriteLineAsync($"数据库暂时连接不上，稍后继续：{exception.Message}");
            }

            await Task.Delay(Tick, cancellationToken);
        }
    }

    private static async Task WorkOnceAsync(IRunWorker worker, Guid run, CancellationToken cancellationToken)
    {
        var work = worker.ProcessAsync(run, cancellationToken);
        do
        {
            await Task.WhenAny(work, Task.Delay(Tick, CancellationToken.None));
            await ReportAsync(worker, run);
        }
        while (!work.IsCompleted);
        await work;
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task ReportAsync(IRunWorker worker, Guid run)
    {
        try
        {
            if (await worker.GetProgressAsync(run, CancellationToken.None) is { } now)
            {
                Console.WriteLine($"{now.Month} {now.Percent,3}%  {now.DoneSites}/{now.TotalSites} 个乡镇  {now.Step}  {now.Elapsed:hh\\:mm\\:ss}{(now.Failures > 0 ? $"  无法计算 {now.Failures} 项" : "")}");
            }
        }
        catch (Exception exception) when (Transient.Is(exception))
        {
            // The work itself meets the same, and what comes of it is said there.
        }
    }
}
