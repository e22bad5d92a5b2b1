using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Time;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>
/// Makes a key; answers it once. Refuses UNKNOWN_OWNER and PERMISSION_NOT_GRANTABLE: a permission that is for people only, that the owner does
/// not hold in the division, or that the creator does not hold (a security administrator, who gives out roles, may give it all the same).
/// </summary>
/// <param name="ExpiresOn">Last day on which it works, at most a year ahead.</param>
/// <param name="Addresses">Addresses and networks it may come from; empty: any.</param>
[Requires(CorePermissions.ManageKeys)]
[Endpoint(Verb.Post, "api-keys", "新增接口密钥，返回只显示一次的密钥")]
internal sealed record CreateApiKey(
    string Name, string Purpose, Guid OwnerId, int DivisionId, IReadOnlyList<string> Permissions, DateOnly? ExpiresOn, int RatePerMinute = CreateApiKey.UsualRate, string? Addresses = null)
    : ICommand<CreatedApiKey>, ISiteRequest
{
    public const int UsualRate = 120;
    public const int UsualDays = 90;

    int ISiteRequest.SiteId => DivisionId;
}

/// <param name="Key">The whole key. Nobody can read it again.</param>
public sealed record CreatedApiKey(Guid Id, string Prefix, string Key);

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKey>
{
    public CreateApiKeyValidator(ChinaTime time)
    {
        RuleFor(c => c.Name).NotEmpty().WithMessage("请填写名称").MaximumLength(50).WithMessage("名称最多 50 字");
        RuleFor(c => c.Purpose).NotEmpty().WithMessage("请填写用途").MaximumLength(200).WithMessage("用途最多 200 字");
        RuleFor(c => c.OwnerId).NotEmpty().WithMessage("请选择负责人");
        RuleFor(c => c.Permissions).NotEmpty().WithMessage("请至少选择一项权限");
        RuleFor(c => c.RatePerMinute).InclusiveBetween(1, 6000).WithMessage("每分钟次数为 1 至 6000");
        RuleFor(c => c.ExpiresOn).NotNull().WithMessage("请填写到期日")
            .Must(d => d is null || (d >= time.Today && d <= time.Today.AddYears(1))).WithMessage("到期日须在今天至一年之内");
        RuleFor(c => c.Addresses).MaximumLength(500).WithMessage("地址最多 500 字")
            .Must(a => AddressList.Parse(a) is not null).WithMessage("地址写法不对，例如 192.168.1.20 或 10.3.0.0/16，用空格隔开");
    }
}

internal sealed class CreateApiKeyHandler(CoreDbContext db, KeyActors actors, ModuleCatalog catalog, Operation operation) : IRequestHandler<CreateApiKey, CreatedApiKey>
{
    public async Task<CreatedApiKey> Handle(CreateApiKey request, CancellationToken cancellationToken)
    {
        var scope = await RoleScopes.OfAsync(db, request.DivisionId, cancellationToken);
        if (!operation.Actor.Scope.Contains(scope))
        {
            throw new RefusalException("OUT_OF_SCOPE", "没有找到这个区划，或它不在您的管辖范围内。", RefusalKind.NotFound, [new(nameof(request.DivisionId), "请选择管辖范围内的区划")]);
        }

        var owner = await AccountScope.Accounts(db, operation.Actor.Scope).FirstOrDefaultAsync(a => a.Id == request.OwnerId && a.Active, cancellationToken)
            ?? throw new RefusalException("UNKNOWN_OWNER", "没有找到这位负责人的账号，或它不在您的管辖范围内。", RefusalKind.NotFound, [new(nameof(request.OwnerId), "请重新选择")]);
        var offered = KeyOffers.Of(operation.Actor, scope, await actors.HeldAsync(db, owner.Id, owner.StaffId, cancellationToken), catalog).Select(p => p.Code).ToHashSet();
        var permissions = request.Permissions.Distinct().ToList();
        if (permissions.Where(p => !offered.Contains(p)).ToList() is { Count: > 0 } missing)
        {
            throw new RefusalException(
                "PERMISSION_NOT_GRANTABLE", $"有 {missing.Count} 项权限不能授予这个密钥：负责人在该区划没有、您没有，或只能由本人行使。请重新选择。", RefusalKind.Forbidden,
                [new(nameof(request.Permissions), "不能授予：" + string.Join("、", missing))]);
        }

        var prefix = KeyText.NewPrefix();
        var text = KeyText.New(prefix);
        var key = new ApiKey
        {
            SiteId = scope.DivisionId,
            Lo = scope.Lo,
            Hi = scope.Hi,
            Prefix = prefix,
            Name = request.Name.Trim(),
            Purpose = request.Purpose.Trim(),
            OwnerId = owner.Id,
            SecretHash = KeyText.Hash(text),
            ExpiresOn = request.ExpiresOn!.Value,
            RatePerMinute = request.RatePerMinute,
            Addresses = AddressList.Normal(request.Addresses),
            CreatedAt = operation.Now,
            CreatedBy = operation.Actor.Name,
        };
        db.Add(key);
        db.AddRange(permissions.Select(p => new ApiKeyGrant { KeyId = key.Id, SiteId = key.SiteId, Permission = p }));
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"新增接口密钥 {prefix}，权限 {permissions.Count} 项，到期日 {key.ExpiresOn:yyyy-MM-dd}");
        return new CreatedApiKey(key.Id, prefix, text);
    }
}
