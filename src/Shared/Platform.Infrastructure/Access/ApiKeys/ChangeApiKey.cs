using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>Gives a key a new secret, which is shown once. The one before is taken for the chosen number of days more, so that a program can change over.</summary>
/// <param name="OverlapDays">0: the old one ends at once; at most 7.</param>
[Requires(CorePermissions.ManageKeys)]
[Endpoint(Verb.Post, "api-keys/{id}/rotation", "更换接口密钥的密文，返回只显示一次的新密钥")]
internal sealed record RotateApiKey(Guid Id, int OverlapDays, Guid? Version = null) : ICommand<CreatedApiKey>, IRecordRequest
{
    public const int MostDays = 7;

    string IRecordRequest.RecordRef => $"api-key:{Id}";
}

internal sealed class RotateApiKeyValidator : AbstractValidator<RotateApiKey>
{
    public RotateApiKeyValidator() =>
        RuleFor(c => c.OverlapDays).InclusiveBetween(0, RotateApiKey.MostDays).WithMessage($"旧密钥最多再用 {RotateApiKey.MostDays} 天");
}

internal sealed class RotateApiKeyHandler(CoreDbContext db, Operation operation) : IRequestHandler<RotateApiKey, CreatedApiKey>
{
    public async Task<CreatedApiKey> Handle(RotateApiKey request, CancellationToken cancellationToken)
    {
        var key = await KeyDesk.OpenAsync(db, request.Id, request.Version, cancellationToken);
        if (key.ExpiresOn < operation.Today)
        {
            throw new RefusalException("KEY_EXPIRED", "这个接口密钥已经过期，请新增一个。", RefusalKind.Refused);
        }

        var text = KeyText.New(key.Prefix);
        (key.PreviousHash, key.PreviousUntil) = request.OverlapDays > 0 ? (key.SecretHash, operation.Now.AddDays(request.OverlapDays)) : ("", (DateTimeOffset?)null);
        (key.SecretHash, key.RotatedAt) = (KeyText.Hash(text), operation.Now);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"更换接口密钥 {key.Prefix} 的密文，旧密文再用 {request.OverlapDays} 天");
        return new CreatedApiKey(key.Id, key.Prefix, text);
    }
}

/// <summary>Ends a key for good. It is refused from the next request on.</summary>
[Requires(CorePermissions.ManageKeys)]
[Endpoint(Verb.Post, "api-keys/{id}/revocation", "撤销接口密钥，须写明原因")]
internal sealed record RevokeApiKey(Guid Id, string Reason, Guid? Version = null) : ICommand, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"api-key:{Id}";
}

internal sealed class RevokeApiKeyValidator : AbstractValidator<RevokeApiKey>
{
    public RevokeApiKeyValidator() =>
        RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明撤销原因").Length(2, 200).WithMessage("原因为 2 至 200 字");
}

internal sealed class RevokeApiKeyHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<RevokeApiKey>
{
    protected override async Task Handle(RevokeApiKey request, CancellationToken cancellationToken)
    {
        var key = await KeyDesk.OpenAsync(db, request.Id, request.Version, cancellationToken);
        (key.RevokedAt, key.RevokedBy, key.RevokedReason) = (operation.Now, operation.Actor.Name, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"撤销接口密钥 {key.Prefix}");
    }
}

internal static class KeyDesk
{
    /// <summary>Refuses NOT_FOUND, CHANGED_MEANWHILE and KEY_REVOKED.</summary>
    public static async Task<ApiKey> OpenAsync(CoreDbContext db, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var key = await db.Set<ApiKey>().FirstOrDefaultAsync(k => k.Id == id, cancellationToken) ?? throw NotFound();
        Refusals.CheckVersion(version, key.Version, "这个密钥");

        return key.RevokedAt is null ? key : throw new RefusalException("KEY_REVOKED", "这个接口密钥已经撤销，不能再办理。", RefusalKind.Refused);
    }

    public static RefusalException NotFound() => Refusals.NotFound("这个接口密钥");
}
