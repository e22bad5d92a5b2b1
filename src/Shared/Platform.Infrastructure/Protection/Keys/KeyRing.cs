using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection.Keys;

/// <summary>
/// The master keys outside the database, by version: the highest is the current one, older ones only read. What encrypts and what indexes is derived
/// from them by purpose (HKDF-SHA256). A key that another process adds is found without a restart.
/// </summary>
public sealed class KeyRing(ProtectionOptions options, DatabaseOptions database)
{
    internal const int KeyBytes = 32;

    /// <summary>How long a new key file may stay unnoticed by a running server, in milliseconds.</summary>
    internal const int NoticedWithin = 2_000;

    private readonly ConcurrentDictionary<(int Version, string Purpose), byte[]> derived = new();
    private readonly KeyFiles files = KeyFiles.Of(options, database);
    private readonly Lock gate = new();
    private volatile IReadOnlyDictionary<int, byte[]> masters = new Dictionary<int, byte[]>();
    private long lookedAt = long.MinValue;

    /// <summary>True: the keys come from configuration, and nobody here can add one.</summary>
    public bool IsConfigured => options.Keys.Count > 0;

    public string Folder => files.Folder;

    /// <summary>Versions at hand, ascending.</summary>
    public IReadOnlyList<int> Versions => [.. Masters().Keys.Order()];

    /// <exception cref="RefusalException">NO_PROTECTION_KEY: nothing can be protected without a key.</exception>
    public int Current => Masters() is { Count: > 0 } known
        ? options.CurrentKey is { } pinned && known.ContainsKey(pinned) ? pinned : known.Keys.Max()
        : throw new RefusalException("NO_PROTECTION_KEY", $"没有找到保护字段的密钥（目录 {files.Folder}）。请先运行 migrate，或放回备份的密钥文件。", RefusalKind.Refused);

    internal KeyFiles Files => files;

    internal bool Has(int version) => Masters().ContainsKey(version) || Reload().ContainsKey(version);

    /// <summary>A key for one purpose, for example <c>encrypt:staff.phone</c>.</summary>
    internal byte[] Derive(int version, string purpose) => derived.GetOrAdd((version, purpose), key =>
    {
        var master = Masters().TryGetValue(key.Version, out var known) || Reload().TryGetValue(key.Version, out known) ? known : throw Missing(key.Version, files.Folder);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyBytes, salt: null, info: Encoding.UTF8.GetBytes("platform:" + key.Purpose));
    });

    internal static RefusalException Missing(int version, string folder) => new(
        "PROTECTION_KEY_MISSING",
        $"数据库里有用第 {version} 版密钥加密的数据，但没有找到这把密钥（目录 {folder}，或 PLATFORM_Protection__Keys__{version}）。请放回备份的密钥文件后再启动；"
            + $"没有密钥，这些数据无法读出。 Data is encrypted under key version {version}, which is missing.",
        RefusalKind.Refused);

    internal static byte[] Parse(int version, string text)
    {
        var key = new byte[KeyBytes + 1];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == KeyBytes
            ? key[..KeyBytes]
            : throw new RefusalException("PROTECTION_KEY_MALFORMED", $"第 {version} 版密钥不是 32 字节的 base64。 Key version {version} is not 32 bytes in base64.", RefusalKind.Refused);
    }

    internal IReadOnlyDictionary<int, byte[]> Reload()
    {
        lock (gate)
        {
            masters = IsConfigured ? Configured() : files.Read();
            lookedAt = Environment.TickCount64;
            return masters;
        }
    }

    private IReadOnlyDictionary<int, byte[]> Masters() =>
        masters.Count > 0 && (IsConfigured || Environment.TickCount64 - lookedAt < NoticedWithin) ? masters : Reload();

    private Dictionary<int, byte[]> Configured() =>
        options.Keys.ToDictionary(
            k => int.TryParse(k.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is > 0 and <= ushort.MaxValue
                ? version
                : throw new RefusalException("PROTECTION_KEY_MALFORMED", $"密钥版本“{k.Key}”应为 1 至 65535 的整数。", RefusalKind.Refused),
            k => Parse(int.Parse(k.Key, CultureInfo.InvariantCulture), k.Value));
}
