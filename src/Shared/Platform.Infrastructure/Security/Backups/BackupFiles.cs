using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Security.Backups;

/// <summary>What a test of a backup saw.</summary>
internal sealed record BackupTest(bool Good, string Note);

/// <summary>
/// The files of SQLite backups. Copies through SQLite's own online backup, page by page, while others read and write; the folder is
/// <see cref="DatabaseOptions.BackupFolder"/> or <c>backups</c> beside the database.
/// </summary>
internal sealed class BackupFiles(DatabaseOptions database)
{
    public bool Supported => database.Provider == DatabaseProvider.Sqlite;

    /// <returns>Path, size and SHA-256 of the new copy.</returns>
    public async Task<(string Path, long Size, string Sha256)> CopyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Folder()).FullName;
        var path = Path.Combine(folder, $"platform-{now.ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture)}.db");
        await Task.Run(() => Copy(path), cancellationToken);
        await using var copy = File.OpenRead(path);
        return (path, copy.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, cancellationToken)));
    }

    /// <summary>Deletes the oldest copies of the folder beyond the number that is kept.</summary>
    /// <returns>How many were deleted.</returns>
    public int Prune()
    {
        var old = Directory.GetFiles(Folder(), "platform-*.db").OrderDescending(StringComparer.Ordinal).Skip(Math.Max(database.BackupsKept, 1)).ToList();
        old.ForEach(File.Delete);
        return old.Count;
    }

    /// <summary>Restores the copy into a temporary folder, opens it there and reads all of it.</summary>
    public static async Task<BackupTest> TestAsync(string path, string sha256, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return new BackupTest(false, "备份文件不存在");
        }

        await using (var source = File.OpenRead(path))
        {
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(source, cancellationToken)) != sha256)
            {
                return new BackupTest(false, "备份文件与登记的摘要不符");
            }
        }

        var folder = Directory.CreateTempSubdirectory("restore-test");
        try
        {
            var restored = Path.Combine(folder.FullName, "platform.db");
            File.Copy(path, restored);
            return await Task.Run(() => Read(restored), cancellationToken);
        }
        catch (SqliteException exception)
        {
            return new BackupTest(false, $"打不开：{exception.SqliteErrorCode}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static BackupTest Read(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        if (!SqlitePragmas.IsSound(connection))
        {
            return new BackupTest(false, "完整性检查没有通过");
        }

        var (tables, rows) = SqlitePragmas.CountRows(connection);
        return tables > 0 ? new BackupTest(true, $"完整性检查通过，{tables} 个表，{rows} 行") : new BackupTest(false, "备份里没有表");
    }

    private void Copy(string path)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        source.Open();
        copy.Open();
        source.BackupDatabase(copy);
    }

    private string Folder()
    {
        if (database.BackupFolder is { Length: > 0 } chosen)
        {
            return chosen;
        }

        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        return Path.Combine(Path.GetDirectoryName(file)!, "backups");
    }
}
