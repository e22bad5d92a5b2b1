using Autofac;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Protection.Keys;

namespace Platform.Infrastructure.Data;

/// <summary>
/// Creates and upgrades the tables of all modules, shared parts first, sees to it that the keys of protected fields are at hand, and loads the
/// reference data the modules bring along. Every start of a host comes through here, so SQLite's statistics are refreshed here, too.
/// </summary>
public sealed class DatabaseMigrator(DatabaseOptions options, ConnectionFactory connections, ModuleCatalog catalog, OperationScopes scopes, KeyCheck keys, PlannerStatistics statistics)
{
    /// <param name="report">Told the prefix of each module whose migrations were applied, and how many.</param>
    public async Task MigrateAsync(Action<string, int>? report, CancellationToken cancellationToken)
    {
        using var exclusive = PrepareSqlite();
        foreach (var type in catalog.ContextTypes)
        {
            await using var scope = scopes.Begin();
            var db = (ModuleDbContext)scope.Resolve(type);
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
            if (pending > 0)
            {
                await db.Database.MigrateAsync(cancellationToken);
            }

            report?.Invoke(db.Prefix, pending);
        }

        await keys.EnsureAsync(cancellationToken);
        await LoadReferenceDataAsync(cancellationToken);
        await statistics.RefreshAsync(cancellationToken);
    }

    private async Task LoadReferenceDataAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.Begin();
        foreach (var data in scope.Resolve<IEnumerable<IReferenceData>>())
        {
            try
            {
                await data.LoadAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                // Another host that starts on the same database loaded the same rows at this moment; now they are there.
                await data.LoadAsync(cancellationToken);
            }
        }
    }

    // A killed migration leaves EF's lock row behind and the next start would wait for it forever. A file lock of our own, which
    // the system drops with the process, says that nobody is migrating, so the row can go.
    private FileStream? PrepareSqlite()
    {
        if (options.Provider != DatabaseProvider.Sqlite)
        {
            return null;
        }

        var path = new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
        if (path.Length == 0 || path == ":memory:")
        {
            return null;
        }

        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var exclusive = WaitForFile(full + ".migrating");
        using var connection = connections.Open();
        SqlitePragmas.UseWriteAheadLog(connection);
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
        command.ExecuteNonQuery();
        return exclusive;
    }

    private static FileStream WaitForFile(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < 600)
            {
                Thread.Sleep(200);
            }
        }
    }
}
