using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection.Keys;

/// <summary>Master keys as files of one folder: <c>platform-1.key</c> holds version 1, 32 bytes in base64, readable by the owner alone.</summary>
internal sealed class KeyFiles(string folder)
{
    private const string Start = "platform-";
    private const string End = ".key";

    public string Folder { get; } = Path.GetFullPath(folder);

    public static KeyFiles Of(ProtectionOptions options, DatabaseOptions database) => new(options.KeyDirectory is { Length: > 0 } named ? named : Default(database));

    public Dictionary<int, byte[]> Read()
    {
        var keys = new Dictionary<int, byte[]>();
        if (Directory.Exists(Folder))
        {
            foreach (var file in Directory.EnumerateFiles(Folder, Start + "*" + End))
            {
                var name = Path.GetFileName(file);
                if (int.TryParse(name[Start.Length..^End.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                {
                    keys[version] = KeyRing.Parse(version, File.ReadAllText(file));
                }
            }
        }

        return keys;
    }

    /// <summary>Writes a new key. Of two processes that make the same version at once, the second takes over what the first wrote.</summary>
    public void Create(int version)
    {
        Directory.CreateDirectory(Folder);
        var path = PathOf(version);
        var draft = Path.Combine(Folder, $"{Infrastructure.Keys.New():N}.tmp");
        using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            using var text = new StreamWriter(file);
            text.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyRing.KeyBytes)));
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    /// <summary>Takes a key out of use; the file stays under another ending, because backups of the database may need it.</summary>
    public string Retire(int version)
    {
        var retired = Path.ChangeExtension(PathOf(version), ".retired");
        File.Move(PathOf(version), retired, overwrite: true);
        return retired;
    }

    public string PathOf(int version) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Start}{version}{End}"));

    private static string Default(DatabaseOptions database)
    {
        if (database.Provider == DatabaseProvider.Sqlite
            && new SqliteConnectionStringBuilder(database.ConnectionString).DataSource is { Length: > 0 } file && file != ":memory:")
        {
            return Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "keys");
        }

        return Path.Combine("data", "keys");
    }
}
