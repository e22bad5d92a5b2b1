using System.Buffers.Text;
using Autofac;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;

namespace Platform.Infrastructure.Protection.Keys;

/// <summary>
/// Before anything is served: makes the first key of a new database, enters keys that were added, and refuses to go on without a key that the
/// database was written with.
/// </summary>
public sealed class KeyCheck(KeyRing ring, OperationScopes scopes, ChinaTime time, ILogger<KeyCheck> log)
{
    private const string Purpose = "canary";
    private const string Word = "platform";

    /// <exception cref="RefusalException">PROTECTION_KEY_MISSING, PROTECTION_KEY_WRONG.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        ring.Reload();
        await using var scope = scopes.Begin();
        var db = scope.Resolve<CoreDbContext>();
        var known = await db.Set<ProtectionKey>().AsNoTracking().ToListAsync(cancellationToken);
        foreach (var key in known.Where(k => k.RetiredAt is null))
        {
            Check(key);
        }

        if (known.Count == 0 && ring.Versions.Count == 0)
        {
            ring.Files.Create(1);
            ring.Reload();
            log.LogWarning("A protection key was made in {Folder}. Back it up apart from the database: without it protected fields cannot be read.", ring.Folder);
            Console.WriteLine($"已建立保护字段的密钥：{ring.Files.PathOf(1)}。请立即另行备份，不要和数据库备份放在一起；丢失密钥，身份证号、电话、住址将无法读出。");
        }

        var added = ring.Versions.Where(v => known.All(k => k.Number != v)).ToList();
        if (added.Count == 0)
        {
            return;
        }

        var database = scope.Resolve<OperationDatabase>();
        await database.BeginAsync(cancellationToken);
        db.AddRange(added.Select(v => new ProtectionKey { Number = v, Canary = Canary(v), FirstSeenAt = time.Now }));
        await db.SaveChangesAsync(cancellationToken);
        await database.CommitAsync(cancellationToken);
    }

    private string Canary(int version) => Base64Url.EncodeToString(Sealing.Seal(ring, Purpose, $"{version}", System.Text.Encoding.UTF8.GetBytes(Word), version));

    private void Check(ProtectionKey key)
    {
        if (!ring.Has(key.Number))
        {
            throw KeyRing.Missing(key.Number, ring.Folder);
        }

        try
        {
            Sealing.Open(ring, Purpose, $"{key.Number}", Base64Url.DecodeFromChars(key.Canary));
        }
        catch (RefusalException refusal) when (refusal.Code == "PROTECTED_VALUE_DAMAGED")
        {
            throw new RefusalException(
                "PROTECTION_KEY_WRONG",
                $"第 {key.Number} 版密钥（目录 {ring.Folder}）不是这个数据库用的那一把。请放回正确的密钥文件后再启动。 Key version {key.Number} does not belong to this database.",
                RefusalKind.Refused);
        }
    }
}
