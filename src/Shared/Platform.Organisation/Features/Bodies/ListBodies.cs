using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Bodies;

/// <summary>One page of the bodies of the scope with all names they ever had. Five statements.</summary>
/// <param name="Text">Part of a name, a former one too.</param>
/// <param name="Day">Null: today. Bodies that did not exist that day are left out.</param>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/bodies", "查询机构和机构名称的沿革")]
[Clauses("P3-OFFICEDUTY-02a")]
internal sealed record ListBodies(PageRequest Page, string? Text = null, BodyKind? Kind = null, DateOnly? Day = null, int? SiteId = null) : IQuery<Page<BodyRow>>;

/// <param name="Name">On the day asked for.</param>
/// <param name="History">All names in order of time.</param>
internal sealed record BodyRow(
    Guid Id, int SiteId, string SiteName, BodyKind Kind, string VillageName, string Name, string ShortName, DateOnly From, DateOnly To, IReadOnlyList<NameSpan> History, Guid Version);

internal sealed record NameSpan(string Name, string ShortName, DateOnly From, DateOnly To)
{
    public string Text => $"{Name}（{Days.Span(From, To)}）";
}

internal sealed class ListBodiesHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<ListBodies, Page<BodyRow>>
{
    public async Task<Page<BodyRow>> Handle(ListBodies request, CancellationToken cancellationToken)
    {
        var day = request.Day ?? operation.Today;
        var bodies = db.Set<Body>().AsNoTracking().Where(b => b.From <= day && b.To >= day);
        if (request.SiteId is { } site)
        {
            bodies = bodies.Where(b => b.SiteId == site);
        }

        if (request.Kind is { } kind)
        {
            bodies = bodies.Where(b => b.Kind == kind);
        }

        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            bodies = bodies.Where(b => db.Set<BodyName>().Any(n => n.BodyId == b.Id && (n.Name.Contains(text) || n.ShortName.Contains(text))));
        }

        var total = await bodies.CountAsync(cancellationToken);
        var rows = await bodies.OrderBy(b => b.SiteId).ThenBy(b => b.VillageId != Guid.Empty).ThenBy(b => b.Kind).ThenBy(b => b.Id)
            .Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(b => b.Id);
        var names = (await db.Set<BodyName>().AsNoTracking().Where(n => ids.Contains(n.BodyId)).OrderBy(n => n.From).ToListAsync(cancellationToken)).ToLookup(n => n.BodyId);
        var sites = await book.SitesAsync(rows.Select(b => b.SiteId), cancellationToken);
        var villages = await book.VillagesAsync(rows.Where(b => b.VillageId != Guid.Empty).Select(b => b.SiteId), cancellationToken);
        return new Page<BodyRow>(
            [
                .. rows.Select(b =>
                {
                    var on = OrganisationBook.On(names[b.Id], day);
                    return new BodyRow(
                        b.Id, b.SiteId, sites.GetValueOrDefault(b.SiteId, ""), b.Kind, villages.GetValueOrDefault(b.VillageId)?.Name ?? "", on.Name, on.ShortName, b.From, b.To,
                        [.. names[b.Id].Select(n => new NameSpan(n.Name, n.ShortName, n.From, n.To))], b.Version);
                }),
            ],
            total);
    }
}
