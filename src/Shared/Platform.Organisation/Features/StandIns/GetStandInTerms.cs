using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Organisation;
using Platform.Organisation.Data;

namespace Platform.Organisation.Features.StandIns;

internal sealed class GetStandInTermsHandler(OrganisationDbContext db) : IRequestHandler<GetStandInTerms, IReadOnlyList<StandInTermRow>>
{
    public async Task<IReadOnlyList<StandInTermRow>> Handle(GetStandInTerms request, CancellationToken cancellationToken) =>
        await db.Set<StandIn>().AsNoTracking()
            .Where(s => request.SiteIds.Contains(s.SiteId) && s.To >= s.From && s.From <= request.To && s.To >= request.From)
            .OrderBy(s => s.SiteId).ThenBy(s => s.To).ThenBy(s => s.Id)
            .Select(s => new StandInTermRow(s.Id, s.SiteId, s.StandInStaffId, s.AbsentStaffId, s.PostId, s.From, s.To))
            .ToListAsync(cancellationToken);
}
