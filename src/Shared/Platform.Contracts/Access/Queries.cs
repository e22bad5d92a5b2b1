using Platform.Contracts.Messaging;

namespace Platform.Contracts.Access;

/// <summary>An account and a site at which it wants to do something.</summary>
public sealed record AccountAtSite(Guid AccountId, int SiteId);

/// <summary>
/// Which of these accounts may do something at the named site today: active, and one of its roles, those of its posts included, covers the site and holds
/// the permission. For what acts for people who are not signed in. A fixed number of statements whatever the number of accounts.
/// </summary>
public sealed record GetPermissionHolders(IReadOnlyList<AccountAtSite> Asked, string Permission) : IQuery<IReadOnlySet<AccountAtSite>>;
