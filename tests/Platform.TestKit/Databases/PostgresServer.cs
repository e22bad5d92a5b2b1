using System.Diagnostics;
using Npgsql;

namespace Platform.TestKit.Databases;

/// <summary>
/// A PostgreSQL server of this test process: made in a temporary folder, reached over a Unix socket there, gone with the process.
/// </summary>
internal sealed class PostgresServer
{
    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer());

    // Held for the life of the process: the server stops when this pipe closes, also when the process is killed.
    private readonly Process process;
    private readonly string folder;
    private int databases;

    private PostgresServer()
    {
        folder = Directory.CreateTempSubdirectory("pg").FullName;
        var script = Path.Combine(folder, "serve.sh");
        File.WriteAllText(script, Script(BinFolder()));
        process = Start(script);
        WaitUntilReady();
    }

    /// <summary>Starts the server at first use. Throws, never skips, when it cannot be started.</summary>
    public static PostgresServer Instance => Started.Value;

    /// <summary>Its Unix socket.</summary>
    public string SocketPath => Path.Combine(folder, ".s.PGSQL.5432");

    public string ConnectionString(string database) =>
        $"Host={folder};Username=postgres;Database={database};Maximum Pool Size=30;Include Error Detail=true";

    /// <summary>A fresh database, a copy of <paramref name="template"/> where one is given.</summary>
    public string Create(string? template = null)
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        Execute($"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template}"));
        return name;
    }

    public void Drop(string name) => Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        // Dropping waits for every session of the server, and a test may hold one back for a while.
        command.CommandTimeout = 120;
        command.ExecuteNonQuery();
    }

    private void WaitUntilReady()
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException exception)
            {
                if (process.HasExited || patience.Elapsed > TimeSpan.FromSeconds(60))
                {
                    throw new InvalidOperationException($"PostgreSQL did not start; see {folder}.", exception);
                }

                Thread.Sleep(100);
            }
        }
    }

    // PostgreSQL refuses to run as root.
    private Process Start(string script)
    {
        var info = new ProcessStartInfo { RedirectStandardInput = true, WorkingDirectory = "/" };
        if (Environment.UserName == "root")
        {
            var user = File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
            using var owner = Process.Start("chown", ["-R", user, folder]);
            owner.WaitForExit();
            info.FileName = "runuser";
            foreach (var argument in new[] { "-u", user, "--", "sh", script })
            {
                info.ArgumentList.Add(argument);
            }
        }
        else
        {
            info.FileName = "sh";
            info.ArgumentList.Add(script);
        }

        return Process.Start(info) ?? throw new InvalidOperationException("The shell that starts PostgreSQL did not start.");
    }

    private string Script(string bin) => $"""
        {bin}/initdb -D {folder}/data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync > {folder}/log 2>&1 || exit 1
        {bin}/postgres -D {folder}/data -k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off \
            -c synchronous_commit=off -c max_connections=200 >> {folder}/log 2>&1 &
        server=$!
        read -r line
        kill -INT $server
        wait $server
        rm -rf {folder}/*
        rmdir {folder} 2> /dev/null

        """;

    private static string BinFolder()
    {
        var candidates = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => d + "/bin") : []);
        return candidates.FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")))
            ?? throw new InvalidOperationException("PostgreSQL (initdb, postgres) is not installed; on Debian: apt-get install postgresql");
    }
}
