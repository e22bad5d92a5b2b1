using Platform.Contracts.Access;

namespace Platform.Infrastructure.Access;

/// <summary>A role that comes with a post, in the division of the post.</summary>
public sealed record PostGrant(string Role, DivisionScope Scope);

/// <summary>
/// What a person may do because of the posts held, or stood in for, on a day. Asked once per outermost request before anybody is known, so it reads
/// across scopes. One statement. Never answers one of <see cref="Roles.Separated"/>.
/// </summary>
public interface IPostGrants
{
    Task<IReadOnlyList<PostGrant>> GetAsync(Guid staffId, DateOnly day, CancellationToken cancellationToken);
}
