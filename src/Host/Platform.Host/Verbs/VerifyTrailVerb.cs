using System.CommandLine;
using Platform.Contracts.Access;
using Platform.Host.Composition;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Trail;

namespace Platform.Host.Verbs;

internal static class VerifyTrailVerb
{
    public static Command Create()
    {
        var command = new Command("verify-trail", "Verifies the hash chains of the trail and names the first broken link; exit code 1 when there is one.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = PlatformHost.Build(DatabaseArguments.From(parsed), serveJobs: false);
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, cancellationToken);
            Console.WriteLine("正在校验操作日志……");
            var check = await app.Services.GetRequiredService<PlatformSender>().SendAs(
                Actor.System(DivisionScope.Nation, ActorChannel.CommandLine), new VerifyTrail(), cancellationToken);
            Console.WriteLine($"校验了 {check.Chains} 个单位的 {check.Entries} 条日志，用时 {check.Took.TotalSeconds:0.0} 秒{(check.Unchained > 0 ? $"；另有 {check.Unchained} 条写于启用校验链之前" : "")}。");
            if (check.Fault is null)
            {
                Console.WriteLine("日志完整。");
                return 0;
            }

            await Console.Error.WriteLineAsync($"第一处断点：{check.Fault}");
            return PlatformCommand.Failed;
        });
        return command;
    }
}
