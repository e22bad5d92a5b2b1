using System.CommandLine;
using Platform.Host.Composition;
using Platform.Host.Demo;
using Platform.Infrastructure.Data;

namespace Platform.Host.Verbs;

internal static class SeedDemoVerb
{
    public static Command Create()
    {
        var command = new Command("seed-demo", "Loads the divisions of the country and the demo county 宁国市; prints the demo sign-ins once.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = PlatformHost.Build(DatabaseArguments.From(parsed), serveJobs: false);
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, cancellationToken);
            await app.Services.GetRequiredService<DemoSeeding>().SeedAsync(Console.WriteLine, cancellationToken);
            return 0;
        });
        return command;
    }
}
