using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;

namespace Platform.Organisation.Features;

/// <summary>What the forms of a site choose from: its villages, people in service, bodies and posts of today. Six statements.</summary>
[Requires(OrganisationPermissions.View)]
internal sealed record GetSitePlaces(int SiteId) : IQuery<SitePlaces>, ISiteRequest;

/// <param name="Posts">With the name of their body in front.</param>
internal sealed record SitePlaces(IReadOnlyList<VillageRow> Villages, IReadOnlyList<StaffRow> People, IReadOnlyList<Choice> Bodies, IReadOnlyList<Choice> Posts);

internal sealed record Choice(Guid Id, string Name);

internal sealed class GetSitePlacesHandler(OrganisationDbContext db, OrganisationBook book, IMediator mediator, Operation operation) : IRequestHandler<GetSitePlaces, SitePlaces>
{
    public async Task<SitePlaces> Handle(GetSitePlaces request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var villages = await mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
        var people = await mediator.Send(new GetStaff([request.SiteId]), cancellationToken);
        var bodies = await db.Set<Body>().AsNoTracking().Where(b => b.SiteId == request.SiteId && b.To >= today)
            .OrderBy(b => b.VillageId != Guid.Empty).ThenBy(b => b.Id).Select(b => b.Id).ToListAsync(cancellationToken);
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.SiteId == request.SiteId && p.To >= today)
            .OrderBy(p => p.BodyId).ThenBy(p => p.Id).Select(p => new { p.Id, p.BodyId, p.Name }).ToListAsync(cancellationToken);
        var names = await book.BodiesAsync(bodies.Concat(posts.Select(p => p.BodyId)), today, cancellationToken);
        return new SitePlaces(
            villages, people, [.. bodies.Select(b => new Choice(b, names[b].Name))],
            [.. posts.OrderBy(p => bodies.IndexOf(p.BodyId)).Select(p => new Choice(p.Id, $"{names[p.BodyId].ShortName} {p.Name}"))]);
    }
}
