using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Organisation;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Bodies;

/// <summary>Answers how bodies were called: recorded names first, the usual name of the level where none is recorded.</summary>
internal sealed class GetBodyNamesHandler(OrganisationDbContext db, IMediator mediator) : IRequestHandler<GetBodyNames, IReadOnlyList<BodyNameRow>>
{
    public async Task<IReadOnlyList<BodyNameRow>> Handle(GetBodyNames request, CancellationToken cancellationToken)
    {
        var ids = request.DivisionIds.Distinct().ToList();
        var recorded = (await (
                from body in db.Set<Body>().AsNoTracking()
                where ids.Contains(body.SiteId) && body.Kind == request.Kind && body.From <= request.Day && body.To >= request.Day
                join name in db.Set<BodyName>() on body.Id equals name.BodyId
                where name.From <= request.Day && name.To >= request.Day
                orderby body.SiteId, body.From, body.Id
                select new BodyNameRow(body.SiteId, request.Kind, body.Id, name.Name, name.ShortName, false)).ToListAsync(cancellationToken))
            .ToLookup(r => r.DivisionId);
        var rows = new List<BodyNameRow>();
        foreach (var division in await mediator.Send(new GetDivisions(ids), cancellationToken))
        {
            if (recorded.Contains(division.Id))
            {
                rows.AddRange(recorded[division.Id]);
            }
            else if (DefaultNames.Of(division, request.Kind, request.Day) is var (name, shortName))
            {
                rows.Add(new BodyNameRow(division.Id, request.Kind, Guid.Empty, name, shortName, true));
            }
        }

        return rows;
    }
}
