using System.CommandLine;
using Platform.Host.Composition;
using Platform.Infrastructure.Data;

namespace Platform.Host.Verbs;

internal static class MigrateVerb
{
    public static Command Create()
    {
        var command = new Command("migrate", "Creates or upgrades the database of all modules.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = PlatformHost.Build(DatabaseArguments.From(parsed), serveJobs: false);
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(
                (module, count) => Console.WriteLine($"{module}: {(count == 0 ? "已是最新" : $"已应用 {count} 项变更")}"), cancellationToken);
            return 0;
        });
        return command;
    }
}
