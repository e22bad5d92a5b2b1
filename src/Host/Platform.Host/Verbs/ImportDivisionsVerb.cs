using System.CommandLine;
using Platform.Contracts.Access;
using Platform.Host.Composition;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions.Import;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;

namespace Platform.Host.Verbs;

internal static class ImportDivisionsVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "List of townships or of townships and villages, tab- or comma-separated with a header, UTF-8 or GB18030, may be gzipped" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show the differences, change nothing" };
        var recodes = new Option<bool>("--accept-recodes") { Description = "Takes a missing and a new unit of the same or a similar name for one that changed its code" };
        var command = new Command("import-divisions", "Adds and renames divisions from a file; removes none; may be repeated.") { file, dryRun, recodes };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var source = parsed.GetValue(file)!;
            if (!source.Exists)
            {
                await Console.Error.WriteLineAsync($"没有找到文件 {source.FullName}。");
                return 2;
            }

            await using var app = PlatformHost.Build(DatabaseArguments.From(parsed), serveJobs: false);
            Console.WriteLine("正在准备数据库……");
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, cancellationToken);
            var content = await File.ReadAllBytesAsync(source.FullName, cancellationToken);
            var differences = await app.Services.GetRequiredService<PlatformSender>().SendAs(
                Actor.System(DivisionScope.Nation, ActorChannel.CommandLine),
                new ImportDivisions(source.Name, content, parsed.GetValue(dryRun), parsed.GetValue(recodes)) { Progress = new Lines() },
                cancellationToken);
            await app.Services.GetRequiredService<PlannerStatistics>().RefreshAsync(cancellationToken);
            Print(differences, parsed.GetValue(dryRun));
            return 0;
        });
        return command;
    }

    private static void Print(DivisionDifferences differences, bool dryRun)
    {
        foreach (var one in differences.First)
        {
            Console.WriteLine($"  {one.Kind}  {one.Code}  {(one.OldName is null ? one.Name : $"{one.OldName} → {one.Name}")}");
        }

        Console.WriteLine($"{(dryRun ? "试导入（未改动）" : "已导入")}：新增区划 {differences.AddedDivisions}、村（社区） {differences.AddedVillages}，更名或变更 {differences.Renamed}，不变 {differences.Unchanged}，文件中没有 {differences.Missing}，待核对 {differences.HeldBack}");
    }

    // One line per step and ten thousand rows: readable in a log, too.
    private sealed class Lines : IProgress<ImportProgress>
    {
        private const int Often = 10_000;
        private (string Step, int Part) last = ("", -1);

        public void Report(ImportProgress value)
        {
            if (last != (value.Step, value.Done / Often))
            {
                last = (value.Step, value.Done / Often);
                Console.WriteLine(value.Total > 0 ? $"{value.Step} {value.Done} / {value.Total}……" : $"{value.Step}……");
            }
        }
    }
}
