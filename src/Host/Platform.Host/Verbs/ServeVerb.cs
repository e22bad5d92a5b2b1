using System.CommandLine;
using Platform.Host.Composition;
using Platform.Host.Demo;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Modules;

namespace Platform.Host.Verbs;

internal static class ServeVerb
{
    private const string DefaultAddress = "http://localhost:5080";

    public static Command Create()
    {
        var demo = new Option<bool>("--demo") { Description = "Load the divisions and the demo county first, unless done before; refuses a database with other data." };
        var urls = new Option<string?>("--urls") { Description = $"Addresses to listen on, separated by semicolons; default {DefaultAddress}" };
        var command = new Command("serve", "Migrates the database and serves the web application.") { demo, urls };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var address = parsed.GetValue(urls) ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? DefaultAddress;
            await using var app = PlatformHost.Build(DatabaseArguments.From(parsed, $"--urls={address}"));
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, cancellationToken);
            await app.Services.GetRequiredService<ModuleStates>().EnsureAsync(cancellationToken);
            if (parsed.GetValue(demo))
            {
                await app.Services.GetRequiredService<DemoSeeding>().SeedAsync(Console.WriteLine, cancellationToken);
            }

            await app.StartAsync(cancellationToken);
            Console.WriteLine($"平台已启动，请用浏览器打开：{string.Join("  ", app.Urls)}");
            Console.WriteLine("按 Ctrl-C 停止。");
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        });
        return command;
    }
}
