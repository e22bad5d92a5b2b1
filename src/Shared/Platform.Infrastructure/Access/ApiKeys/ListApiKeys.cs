using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>Keys of the caller's scope. Two statements.</summary>
/// <param name="Text">Part of the name, of the purpose or of the visible prefix.</param>
/// <param name="Owner">Part of the responsible person's name.</param>
[Requires(CorePermissions.ManageKeys)]
[Endpoint(Verb.Get, "api-keys", "接口密钥清单")]
internal sealed record ListApiKeys(PageRequest Page, string? Text = null, string? Owner = null, ApiKeyState? State = null) : IQuery<Page<ApiKeyRow>>;

/// <summary>Expiring: works, but for two weeks at most.</summary>
internal enum ApiKeyState { Active, Expiring, Expired, Revoked }

internal sealed record ApiKeyRow(
    Guid Id, string Prefix, string Name, string Purpose, string Owner, bool OwnerActive, string Division, DateOnly ExpiresOn, ApiKeyState State, DateTimeOffset? LastUsedAt);

internal sealed class ListApiKeysHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListApiKeys, Page<ApiKeyRow>>
{
    public async Task<Page<ApiKeyRow>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        var keys = db.Set<ApiKey>().AsNoTracking();
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            keys = keys.Where(k => k.Name.Contains(text) || k.Purpose.Contains(text) || k.Prefix.StartsWith(text));
        }

        if (request.Owner?.Trim() is { Length: > 0 } owner)
        {
            keys = keys.Where(k => db.Set<Account>().Any(a => a.Id == k.OwnerId && (a.DisplayName.Contains(owner) || a.UserName!.StartsWith(owner))));
        }

        keys = request.State is { } state ? KeyStates.Where(keys, state, operation.Today) : keys;
        var total = await keys.CountAsync(cancellationToken);
        var rows = await Sorted(keys, request.Page.Sort).ThenBy(k => k.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(k => new
            {
                Key = k,
                Owner = db.Set<Account>().Where(a => a.Id == k.OwnerId).Select(a => a.DisplayName).FirstOrDefault(),
                OwnerActive = db.Set<Account>().Any(a => a.Id == k.OwnerId && a.Active),
                Division = db.Set<Division>().Where(d => d.Id == k.SiteId).Select(d => d.Name).FirstOrDefault(),
                LastUsedAt = db.Set<ApiKeyUseDay>().Where(u => u.KeyId == k.Id).OrderByDescending(u => u.Day).Select(u => (DateTimeOffset?)u.LastAt).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return new Page<ApiKeyRow>(
            [.. rows.Select(r => new ApiKeyRow(
                r.Key.Id, r.Key.Prefix, r.Key.Name, r.Key.Purpose, r.Owner ?? "", r.OwnerActive, r.Division ?? "全国", r.Key.ExpiresOn,
                KeyStates.Of(r.Key, operation.Today), r.LastUsedAt))],
            total);
    }

    private static IOrderedQueryable<ApiKey> Sorted(IQueryable<ApiKey> keys, string? sort) => sort switch
    {
        "Name" => keys.OrderBy(k => k.Name),
        "-Name" => keys.OrderByDescending(k => k.Name),
        "ExpiresOn" => keys.OrderBy(k => k.ExpiresOn),
        "-ExpiresOn" => keys.OrderByDescending(k => k.ExpiresOn),
        _ => keys.OrderByDescending(k => k.CreatedAt),
    };
}

internal static class KeyStates
{
    /// <summary>From so many days before its end a key counts as expiring.</summary>
    public const int WarnDays = 14;

    public static ApiKeyState Of(ApiKey key, DateOnly today) =>
        key.RevokedAt is not null ? ApiKeyState.Revoked
        : key.ExpiresOn < today ? ApiKeyState.Expired
        : key.ExpiresOn <= today.AddDays(WarnDays) ? ApiKeyState.Expiring : ApiKeyState.Active;

    public static IQueryable<ApiKey> Where(IQueryable<ApiKey> keys, ApiKeyState state, DateOnly today)
    {
        var soon = today.AddDays(WarnDays);
        return state switch
        {
            ApiKeyState.Revoked => keys.Where(k => k.RevokedAt != null),
            ApiKeyState.Expired => keys.Where(k => k.RevokedAt == null && k.ExpiresOn < today),
            ApiKeyState.Expiring => keys.Where(k => k.RevokedAt == null && k.ExpiresOn >= today && k.ExpiresOn <= soon),
            _ => keys.Where(k => k.RevokedAt == null && k.ExpiresOn > soon),
        };
    }

    public static string Text(ApiKeyState state) => state switch
    {
        ApiKeyState.Active => "使用中",
        ApiKeyState.Expiring => "即将到期",
        ApiKeyState.Expired => "已过期",
        _ => "已撤销",
    };
}
