using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access;

/// <summary>An account and its person on the staff list; empty when there is none.</summary>
internal sealed record AccountPerson(Guid AccountId, Guid StaffId);

/// <summary>
/// The roles an account holds today, by assignment and by the posts of its person: one answer for the person and for the person's keys. One statement,
/// and one more for each source of posts where the account belongs to somebody on the staff list.
/// </summary>
internal sealed class AccountRoles(Operation operation, IEnumerable<IPostGrants> posts)
{
    /// <summary>Roles that do nothing without a second factor and sign in at fewer places at a time.</summary>
    public static bool IncludeAdministrator(IEnumerable<PostGrant> held) => held.Any(g => Roles.Separated.Contains(g.Role) || g.Role == Roles.CountyAdministrator);

    /// <returns>Assignments in the order they were made, then those of posts.</returns>
    public async Task<List<PostGrant>> OfAsync(CoreDbContext db, Guid accountId, Guid staffId, CancellationToken cancellationToken) =>
        [.. (await OfAsync(db, [new(accountId, staffId)], cancellationToken))[accountId]];

    /// <summary>The same of many accounts.</summary>
    public async Task<ILookup<Guid, PostGrant>> OfAsync(CoreDbContext db, IReadOnlyList<AccountPerson> accounts, CancellationToken cancellationToken)
    {
        var ids = accounts.Select(a => a.AccountId).ToList();
        var held = (await db.Set<RoleAssignment>().AsNoTracking().Where(r => ids.Contains(r.AccountId)).OrderBy(r => r.Id).ToListAsync(cancellationToken))
            .ConvertAll(a => (a.AccountId, Grant: new PostGrant(a.Role, new DivisionScope(a.DivisionId, a.Lo, a.Hi))));

        // The separated administrators hold no other role, so no post adds one to theirs.
        var separated = held.Where(h => Roles.Separated.Contains(h.Grant.Role)).Select(h => h.AccountId).ToHashSet();
        var people = accounts.Where(a => a.StaffId != Guid.Empty && !separated.Contains(a.AccountId)).ToList();
        if (people.Count > 0)
        {
            var staffIds = people.Select(p => p.StaffId).Distinct().ToList();
            foreach (var source in posts)
            {
                var granted = await source.GetAsync(staffIds, operation.Today, cancellationToken);
                held.AddRange(people.SelectMany(p => granted[p.StaffId].Where(g => !Roles.Separated.Contains(g.Role)).Select(g => (p.AccountId, g))));
            }
        }

        return held.ToLookup(h => h.AccountId, h => h.Grant);
    }
}
