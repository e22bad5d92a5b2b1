using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>What the caller may give to a key of this owner in this division, by module. Three statements.</summary>
[Requires(CorePermissions.ManageKeys)]
[Endpoint(Verb.Get, "api-keys/offer", "可以授予某负责人的接口密钥的权限")]
internal sealed record GetKeyOffer(Guid OwnerId, int DivisionId) : IQuery<IReadOnlyList<KeyOfferGroup>>, ISiteRequest
{
    int ISiteRequest.SiteId => DivisionId;
}

/// <param name="Module">Chinese name of the module.</param>
public sealed record KeyOfferGroup(string Module, IReadOnlyList<KeyOfferItem> Permissions);

public sealed record KeyOfferItem(string Code, string Name);

internal sealed class GetKeyOfferHandler(CoreDbContext db, KeyActors actors, ModuleCatalog catalog, Operation operation)
    : IRequestHandler<GetKeyOffer, IReadOnlyList<KeyOfferGroup>>
{
    public async Task<IReadOnlyList<KeyOfferGroup>> Handle(GetKeyOffer request, CancellationToken cancellationToken)
    {
        var scope = await RoleScopes.OfAsync(db, request.DivisionId, cancellationToken);
        var owner = await AccountScope.Accounts(db, operation.Actor.Scope).Where(a => a.Id == request.OwnerId).Select(a => new { a.Id, a.StaffId }).FirstOrDefaultAsync(cancellationToken);
        if (owner is null)
        {
            return [];
        }

        var offered = KeyOffers.Of(operation.Actor, scope, await actors.HeldAsync(db, owner.Id, owner.StaffId, cancellationToken), catalog).Select(p => p.Code).ToHashSet();
        return
        [
            .. catalog.Modules
                .Select(m => new KeyOfferGroup(m.Name, [.. m.Permissions.Where(p => offered.Contains(p.Code)).Select(p => new KeyOfferItem(p.Code, p.Name))]))
                .Where(g => g.Permissions.Count > 0),
        ];
    }
}

internal static class KeyOffers
{
    /// <summary>Grantable, held by the owner in the division, and held by the creator or in the creator's gift.</summary>
    public static IEnumerable<PermissionDefinition> Of(
        Actor creator, DivisionScope scope, IReadOnlyList<(DivisionScope Scope, IReadOnlySet<string> Permissions)> held, ModuleCatalog catalog)
    {
        var owner = KeyRights.Effective(scope, catalog.Permissions.Select(p => p.Code), held, catalog.Permissions);
        var gift = creator.May(CorePermissions.GrantAnyToKeys);
        return catalog.Permissions.Where(p => owner.Contains(p.Code) && (gift || creator.May(p.Code)));
    }
}

/// <summary>Active accounts of the caller's scope by name, for choosing the responsible person or a named operator; at most 20.</summary>
[Requires(CorePermissions.ManageKeys)]
[Endpoint(Verb.Get, "api-keys/owners", "按姓名或账号查找接口密钥的负责人")]
internal sealed record FindKeyOwners(string Text) : IQuery<IReadOnlyList<AccountChoice>>;

internal sealed record AccountChoice(Guid Id, string UserName, string DisplayName);

internal sealed class FindKeyOwnersHandler(CoreDbContext db, Operation operation) : IRequestHandler<FindKeyOwners, IReadOnlyList<AccountChoice>>
{
    public async Task<IReadOnlyList<AccountChoice>> Handle(FindKeyOwners request, CancellationToken cancellationToken) =>
        await AccountChoices.FindAsync(db, operation.Actor.Scope, request.Text, cancellationToken);
}

internal static class AccountChoices
{
    private const int Most = 20;

    public static async Task<IReadOnlyList<AccountChoice>> FindAsync(CoreDbContext db, DivisionScope scope, string text, CancellationToken cancellationToken)
    {
        var wanted = text.Trim();
        return await AccountScope.Accounts(db, scope).AsNoTracking()
            .Where(a => a.Active && (wanted == "" || a.UserName!.StartsWith(wanted) || a.DisplayName.Contains(wanted)))
            .OrderBy(a => a.DisplayName).ThenBy(a => a.Id).Take(Most)
            .Select(a => new AccountChoice(a.Id, a.UserName!, a.DisplayName)).ToListAsync(cancellationToken);
    }
}
