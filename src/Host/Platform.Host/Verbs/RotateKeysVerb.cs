using System.CommandLine;
using Platform.Host.Composition;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection.Rotation;

namespace Platform.Host.Verbs;

internal static class RotateKeysVerb
{
    public static Command Create()
    {
        var retire = new Option<bool>("--retire") { Description = "Put older keys aside; refused while anything lies under one of them" };
        var status = new Option<bool>("--status") { Description = "Only count the values under each version of the key" };
        var command = new Command("rotate-keys", "Makes the next key of protected fields and re-encrypts everything under it while servers go on. Stopped, it continues where it was.") { retire, status };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = PlatformHost.Build(DatabaseArguments.From(parsed), serveJobs: false);
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, cancellationToken);
            var rotation = app.Services.GetRequiredService<KeyRotation>();
            if (parsed.GetValue(status))
            {
                await PrintAsync(rotation, cancellationToken);
            }
            else if (parsed.GetValue(retire))
            {
                var retired = await rotation.RetireAsync(cancellationToken);
                Console.WriteLine(retired.Count == 0 ? "没有旧密钥。" : $"已停用第 {string.Join("、", retired)} 版密钥。密钥文件改名保留，读取旧的数据库备份时还要用。");
            }
            else
            {
                var renewed = await rotation.RotateAsync(Console.WriteLine, cancellationToken);
                Console.WriteLine($"完成：{renewed} 项内容改用了当前密钥。确认无误后运行 rotate-keys --retire 停用旧密钥。");
            }

            return 0;
        });
        return command;
    }

    private static async Task PrintAsync(KeyRotation rotation, CancellationToken cancellationToken)
    {
        foreach (var count in await rotation.CountAsync(cancellationToken))
        {
            Console.WriteLine($"  {count.Name}（{count.Store}）：第 {count.Version} 版密钥 {count.Values} 项");
        }
    }
}
