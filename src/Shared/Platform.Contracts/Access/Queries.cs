using Platform.Contracts.Messaging;

namespace Platform.Contracts.Access;

/// <summary>
/// May this account do something at a site today: it is active, and one of its roles, those of its posts included, covers the site and holds the permission?
/// For what acts for somebody who is not signed in. Two statements, three for somebody on the staff list.
/// </summary>
public sealed record HoldsPermission(Guid AccountId, int SiteId, string Permission) : IQuery<bool>;
