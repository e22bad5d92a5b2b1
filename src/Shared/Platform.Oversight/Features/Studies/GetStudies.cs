using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Studies;

/// <summary>Study sessions of the caller's scope, newest first.</summary>
/// <param name="Record">An evidence reference: that record only.</param>
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Get, "oversight/studies", "查询村级学习活动记录")]
[Clauses("P3-COMMPOST-02b")]
internal sealed record GetStudies(
    int? SiteId = null, Guid? VillageId = null, DateOnly? Month = null, string? Record = null, int? PageIndex = null, int? PageSize = null, string? Sort = null)
    : PageRequest(PageIndex, PageSize, Sort), IQuery<Page<StudyRow>>;

internal sealed record StudyRow(
    Guid Id, int SiteId, string SiteName, Guid VillageId, string VillageName, DateOnly Period, DateOnly HeldOn, string Topic, string Place, int Participants,
    DateOnly RecordedOn, string RecordedBy, bool Withdrawn, string Reason, Guid Version)
{
    public string State => Withdrawn ? "已作废" : Reason.Length > 0 ? "已更正" : "有效";
}

internal sealed class GetStudiesHandler(OversightDbContext db, IMediator mediator) : IRequestHandler<GetStudies, Page<StudyRow>>
{
    public async Task<Page<StudyRow>> Handle(GetStudies request, CancellationToken cancellationToken)
    {
        var query = db.Set<StudyRecord>().AsNoTracking();
        if (request.SiteId is { } site)
        {
            query = query.Where(s => s.SiteId == site);
        }

        if (request.VillageId is { } village)
        {
            query = query.Where(s => s.VillageId == village);
        }

        if (request.Month is { } month)
        {
            var first = new DateOnly(month.Year, month.Month, 1);
            query = query.Where(s => s.Period == first);
        }

        if (request.Record is { Length: > 0 } reference)
        {
            var id = Guid.TryParse(reference.Split(':').ElementAtOrDefault(1), out var parsed) ? parsed : Guid.Empty;
            query = query.Where(s => s.Id == id);
        }

        var total = await query.CountAsync(cancellationToken);
        query = request.Sort switch
        {
            "HeldOn" => query.OrderBy(s => s.HeldOn).ThenBy(s => s.Id),
            "Participants" => query.OrderBy(s => s.Participants).ThenBy(s => s.Id),
            "-Participants" => query.OrderByDescending(s => s.Participants).ThenBy(s => s.Id),
            _ => query.OrderByDescending(s => s.HeldOn).ThenBy(s => s.Id),
        };
        var rows = await query.Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var sites = rows.Select(r => r.SiteId).Distinct().Order().ToList();
        var names = (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var villages = (await mediator.Send(new GetVillages(sites, IncludeClosed: true), cancellationToken)).ToDictionary(v => v.Id, v => v.Name);
        return new Page<StudyRow>(
        [
            .. rows.Select(r => new StudyRow(
                r.Id, r.SiteId, names.GetValueOrDefault(r.SiteId, ""), r.VillageId, villages.GetValueOrDefault(r.VillageId, ""), r.Period, r.HeldOn, r.Topic, r.Place,
                r.Participants, r.RecordedOn, r.RecordedBy, r.Withdrawn, r.Reason, r.Version)),
        ], total);
    }
}
