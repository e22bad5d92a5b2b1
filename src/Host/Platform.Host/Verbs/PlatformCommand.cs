using System.CommandLine;
using System.Text;
using Platform.Contracts.Messaging;

namespace Platform.Host.Verbs;

/// <summary>The command line. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 130 stopped by Ctrl-C (run the same again to continue).</summary>
internal static class PlatformCommand
{
    public const int Failed = 1;
    public const int Stopped = 130;

    public static async Task<int> RunAsync(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var root = new RootCommand("乡镇人口与家庭服务工作平台 · one central deployment for all townships")
        {
            ServeVerb.Create(), MigrateVerb.Create(), SeedDemoVerb.Create(), CloseMonthVerb.Create(), ImportDivisionsVerb.Create(), VerifyTrailVerb.Create(),
            RotateKeysVerb.Create(), CreateAdministratorVerb.Create(), BackupVerb.Create(),
        };
        root.Options.Add(DatabaseArguments.Provider);
        root.Options.Add(DatabaseArguments.Connection);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync();
            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
        }
        catch (RefusalException refusal)
        {
            await Console.Error.WriteLineAsync($"{refusal.Code}: {refusal.Detail}");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("已停止。已完成的部分都已保存，再次运行同一命令即可继续。");
            return Stopped;
        }
    }
}
