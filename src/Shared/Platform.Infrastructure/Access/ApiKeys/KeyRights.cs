using Platform.Contracts.Access;
using Platform.Contracts.Modules;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>What a key may do. The one place that says which permissions no key ever gets.</summary>
internal static class KeyRights
{
    /// <summary>
    /// Parts of permission codes that are for people only: accounts, keys, roles of posts and stand-ins would let a key make itself or its owner greater,
    /// the trail watches it, protected data is opened by a person with a reason, and what is erased or answered to a citizen is decided by one. A module that wants it otherwise says so with
    /// <see cref="PermissionDefinition.ForKeys"/>.
    /// </summary>
    private static readonly HashSet<string> PeopleOnly = ["accounts", "keys", "sessions", "roles", "grants", "stand-ins", "trail", "reveal", "erase", "retention", "data-requests", "security", "backup", "jobs"];

    public static bool Grantable(PermissionDefinition permission) =>
        permission.ForKeys ?? !permission.Code.Split('.').Any(PeopleOnly.Contains);

    /// <summary>What a key may do now: granted once, still grantable, and still held by the owner in the key's division.</summary>
    /// <param name="ownerScopes">The owner's assignments: their scopes with the permissions of the role.</param>
    public static HashSet<string> Effective(
        DivisionScope key, IEnumerable<string> granted, IEnumerable<(DivisionScope Scope, IReadOnlySet<string> Permissions)> ownerScopes, IEnumerable<PermissionDefinition> known)
    {
        var held = ownerScopes.Where(o => o.Scope.Contains(key)).SelectMany(o => o.Permissions).ToHashSet();
        var grantable = known.Where(Grantable).Select(p => p.Code).ToHashSet();
        return [.. granted.Where(p => held.Contains(p) && grantable.Contains(p))];
    }
}
