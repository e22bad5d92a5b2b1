using Platform.Contracts.Access;

namespace Platform.Infrastructure.Access;

/// <summary>A role that comes with a post, in the division of the post.</summary>
public sealed record PostGrant(string Role, DivisionScope Scope);

/// <summary>
/// What people may do because of the posts held, or stood in for, on a day, by the person. Asked once per outermost request before anybody is known, so it
/// reads across scopes. One statement. Never answers one of <see cref="Roles.Separated"/>.
/// </summary>
public interface IPostGrants
{
    Task<ILookup<Guid, PostGrant>> GetAsync(IReadOnlyList<Guid> staffIds, DateOnly day, CancellationToken cancellationToken);
}
