using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access;

/// <summary>
/// The roles an account holds today, by assignment and by the posts of its person: one answer for the person and for the person's keys. One statement,
/// and one more for each source of posts where the account belongs to somebody on the staff list.
/// </summary>
internal sealed class AccountRoles(Operation operation, IEnumerable<IPostGrants> posts)
{
    /// <summary>Roles that do nothing without a second factor and sign in at fewer places at a time.</summary>
    public static bool IncludeAdministrator(IEnumerable<PostGrant> held) => held.Any(g => Roles.Separated.Contains(g.Role) || g.Role == Roles.CountyAdministrator);

    /// <returns>Assignments in the order they were made, then those of posts.</returns>
    public async Task<List<PostGrant>> OfAsync(CoreDbContext db, Guid accountId, Guid staffId, CancellationToken cancellationToken)
    {
        var held = (await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.AccountId == accountId).OrderBy(r => r.Id).ToListAsync(cancellationToken))
            .ConvertAll(a => new PostGrant(a.Role, new DivisionScope(a.DivisionId, a.Lo, a.Hi)));

        // The separated administrators hold no other role, so no post adds one to theirs.
        if (staffId == Guid.Empty || held.Any(a => Roles.Separated.Contains(a.Role)))
        {
            return held;
        }

        foreach (var source in posts)
        {
            held.AddRange((await source.GetAsync(staffId, operation.Today, cancellationToken)).Where(g => !Roles.Separated.Contains(g.Role)));
        }

        return held;
    }
}
