using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Platform.TestKit;

/// <summary>The platform's executable in a process of its own, as an operator starts it.</summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly Lock gate = new();

    private HostProcess(ProcessStartInfo info)
    {
        info.RedirectStandardOutput = info.RedirectStandardError = true;
        info.Environment["DOTNET_NOLOGO"] = "1";
        process = new Process { StartInfo = info };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>All lines of standard output so far.</summary>
    public string Output
    {
        get
        {
            lock (gate)
            {
                return output.ToString();
            }
        }
    }

    public string Errors
    {
        get
        {
            lock (gate)
            {
                return errors.ToString();
            }
        }
    }

    /// <summary>The host's executable that was built with the tests.</summary>
    public static HostProcess Start(string folder, params string[] arguments) => Start(folder, arguments, new Dictionary<string, string>());

    /// <param name="environment">With <c>PLATFORM_Protection__KeyDirectory</c> the process keeps key files of its own; otherwise it has the tests' key.</param>
    public static HostProcess Start(string folder, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Platform.Host.dll"), .. arguments]) { WorkingDirectory = folder };
        if (!environment.ContainsKey("PLATFORM_Protection__KeyDirectory"))
        {
            info.Environment["PLATFORM_Protection__Keys__1"] = TestPlatform.ProtectionKey;
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return new HostProcess(info);
    }

    public static HostProcess StartCommand(string folder, string command, params string[] arguments) =>
        new(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder });

    /// <summary>Runs to the end and answers the exit code.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string folder, params string[] arguments)
    {
        await using var host = Start(folder, arguments);
        return (await host.ExitAsync(TimeSpan.FromMinutes(5)), host.Output, host.Errors);
    }

    public async Task<int> ExitAsync(TimeSpan patience)
    {
        using var source = new CancellationTokenSource(patience);
        await process.WaitForExitAsync(source.Token);
        return process.ExitCode;
    }

    /// <summary>Waits until a line of standard output contains the text, and answers that line.</summary>
    public async Task<string> LineAsync(string text, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < patience)
        {
            var line = Output.Split('\n').FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal));
            if (line is not null)
            {
                return line;
            }

            if (process.HasExited)
            {
                break;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"'{text}' was not printed.\n{Output}\n{Errors}");
    }

    /// <summary>Waits until the host serves, and answers a client for the address it printed.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var line = await LineAsync("http://", TimeSpan.FromMinutes(5));
        var address = line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim().Split(' ')[0];
        return new HttpClient(new HttpClientHandler { CookieContainer = new(), AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Kill(process.Id, 2);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Append(StringBuilder builder, string? line)
    {
        lock (gate)
        {
            builder.Append(line).Append('\n');
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
