using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>A key that was presented and fits.</summary>
internal sealed record VerifiedKey(Guid Id, string Name, DivisionScope Scope, int RatePerMinute);

/// <summary>What became of a presented key: <see cref="Key"/> or <see cref="Refusal"/>.</summary>
/// <param name="KeyId">Empty when no key of that prefix is known.</param>
/// <param name="Prefix">Visible part; empty when the text was no key at all.</param>
internal sealed record KeyVerdict(VerifiedKey? Key, RefusalException? Refusal, Guid KeyId, string Prefix, DivisionScope Scope);

/// <summary>
/// Looks a presented key up. One statement. Refuses with 401 KEY_UNKNOWN (also for a wrong secret: the two cannot be told apart), KEY_EXPIRED,
/// KEY_REVOKED, and with 403 KEY_ADDRESS. What the key may do is asked afterwards, with every request.
/// </summary>
internal sealed class KeyVerifier(CoreDbContext db, Operation operation)
{
    // Compared where the prefix is unknown, so that the time of the answer does not tell which prefixes exist.
    private static readonly string Nobody = KeyText.Hash("nobody");

    public async Task<KeyVerdict> VerifyAsync(string text, string? address, CancellationToken cancellationToken)
    {
        if (!KeyText.TryReadPrefix(text, out var prefix))
        {
            return new KeyVerdict(null, Unknown(), Guid.Empty, "", DivisionScope.Nation);
        }

        var key = await db.Set<ApiKey>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking().FirstOrDefaultAsync(k => k.Prefix == prefix, cancellationToken);
        var fits = KeyText.Fits(text, key?.SecretHash ?? Nobody);
        var fitsBefore = KeyText.Fits(text, key is { PreviousHash.Length: > 0 } ? key.PreviousHash : Nobody);
        if (key is null || !(fits || (fitsBefore && key.PreviousUntil > operation.Now)))
        {
            return new KeyVerdict(null, Unknown(), key?.Id ?? Guid.Empty, prefix, key is null ? DivisionScope.Nation : ScopeOf(key));
        }

        var refusal = key switch
        {
            { RevokedAt: not null } => new RefusalException("KEY_REVOKED", "这个接口密钥已经撤销，请向负责人申请新的密钥。", RefusalKind.NotSignedIn),
            _ when key.ExpiresOn < operation.Today => new RefusalException("KEY_EXPIRED", "这个接口密钥已经过期，请向负责人申请新的密钥。", RefusalKind.NotSignedIn),
            _ when !AddressList.Allows(key.Addresses, address) => new RefusalException("KEY_ADDRESS", "这个接口密钥不能从当前网络地址使用，请核对密钥登记的地址。", RefusalKind.Forbidden),
            _ => null,
        };
        var scope = ScopeOf(key);
        return new KeyVerdict(refusal is null ? new VerifiedKey(key.Id, key.Name, scope, key.RatePerMinute) : null, refusal, key.Id, prefix, scope);
    }

    private static DivisionScope ScopeOf(ApiKey key) => new(key.SiteId, key.Lo, key.Hi);

    private static RefusalException Unknown() => new("KEY_UNKNOWN", "接口密钥不正确，请核对后再试。", RefusalKind.NotSignedIn);
}
