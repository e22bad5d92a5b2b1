using System.CommandLine;
using Platform.Contracts.Access;
using Platform.Host.Composition;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Host.Verbs;

internal static class CreateAdministratorVerb
{
    public static Command Create()
    {
        var reset = new Option<string?>("--reset-password") { Description = "Give this one of the three administrators a new first password instead, and end its lockout" };
        var command = new Command("create-administrator", "Creates the first three administrators (system, security, audit) and prints their first passwords once; refuses when there are any.") { reset };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = PlatformHost.Build(DatabaseArguments.From(parsed), serveJobs: false);
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, cancellationToken);
            await app.Services.GetRequiredService<ModuleStates>().EnsureAsync(cancellationToken);
            var sender = app.Services.GetRequiredService<PlatformSender>();
            var actor = Actor.System(DivisionScope.Nation, ActorChannel.CommandLine);
            IReadOnlyList<CreatedAccount> made = parsed.GetValue(reset) is { } name
                ? [await sender.SendAs(actor, new ResetAdministrator(name), cancellationToken)]
                : await sender.SendAs(actor, new CreateAdministrators(), cancellationToken);
            Console.WriteLine("管理员账号（密码只显示这一次）：");
            foreach (var account in made)
            {
                Console.WriteLine($"  账号 {account.UserName}  密码 {account.Password}");
            }

            Console.WriteLine("请分别交给三个人保管。每人首次登录时须改成自己的密码。");
            return 0;
        });
        return command;
    }
}
