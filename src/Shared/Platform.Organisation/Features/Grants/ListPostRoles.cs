using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Grants;

/// <summary>The roles that come with posts in the scope. Three statements.</summary>
/// <param name="Ended">True: also those that were stopped.</param>
[Requires(OrganisationPermissions.ManageGrants)]
[Endpoint(Verb.Get, "organisation/grants", "查询岗位权限")]
internal sealed record ListPostRoles(PageRequest Page, bool? Ended = null) : IQuery<Page<PostRoleRow>>;

internal sealed record PostRoleRow(Guid Id, int SiteId, string SiteName, string PostKind, string Role, DateOnly From, DateOnly To, bool Live, Guid Version)
{
    public string PostName => Words.Post(PostKind);

    public string RoleName => Roles.Names.GetValueOrDefault(Role, Role);
}

internal sealed class ListPostRolesHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<ListPostRoles, Page<PostRoleRow>>
{
    public async Task<Page<PostRoleRow>> Handle(ListPostRoles request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var query = db.Set<PostRole>().AsNoTracking().Where(r => request.Ended == true || r.To >= today);
        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderBy(r => r.SiteId).ThenBy(r => r.PostKind).ThenBy(r => r.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var sites = await book.SitesAsync(rows.Select(r => r.SiteId), cancellationToken);
        return new Page<PostRoleRow>(
            [.. rows.Select(r => new PostRoleRow(r.Id, r.SiteId, sites.GetValueOrDefault(r.SiteId, "全国"), r.PostKind, r.Role, r.From, r.To, r.To >= today, r.Version))], total);
    }
}
