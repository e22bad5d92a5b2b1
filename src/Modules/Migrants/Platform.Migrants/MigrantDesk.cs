using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants;

/// <summary>Opens what a request names, and says which villages the caller serves. Refuses NOT_FOUND, CHANGED_MEANWHILE and NOT_YOUR_VILLAGE.</summary>
internal sealed class MigrantDesk(MigrantsDbContext db, IMediator mediator, Operation operation)
{
    /// <summary>Villages of the site that the caller serves: the office all, a village officer the own. Two statements at most.</summary>
    public async Task<IReadOnlyList<VillageRow>> VillagesAsync(int siteId, CancellationToken cancellationToken) =>
        await ServedAsync(siteId, await mediator.Send(new GetVillages([siteId]), cancellationToken), cancellationToken);

    /// <summary>A village of the site that the caller serves. Refuses NOT_FOUND where the site has none such, NOT_YOUR_VILLAGE where it is a colleague's.</summary>
    public async Task<VillageRow> VillageAsync(int siteId, Guid id, CancellationToken cancellationToken)
    {
        var villages = await mediator.Send(new GetVillages([siteId]), cancellationToken);
        var found = villages.FirstOrDefault(v => v.Id == id) ?? throw Refusals.NotFound("这个村（社区）");
        return (await ServedAsync(siteId, villages, cancellationToken)).Contains(found)
            ? found
            : throw new RefusalException("NOT_YOUR_VILLAGE", "这个村（社区）不在您负责的范围内。请选择您联系的村（社区），或由乡镇办公室办理。", RefusalKind.Forbidden, [new("VillageId", "请重新选择")]) { InTrail = true };
    }

    public async Task<MigrantRecord> RecordAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var found = await db.Set<MigrantRecord>().FirstOrDefaultAsync(r => r.Id == id && r.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这条登记");
        await VillageAsync(siteId, found.VillageId, cancellationToken);
        Refusals.CheckVersion(version, found.Version);
        return found;
    }

    private async Task<IReadOnlyList<VillageRow>> ServedAsync(int siteId, IReadOnlyList<VillageRow> villages, CancellationToken cancellationToken)
    {
        if (operation.Actor.May(MigrantPermissions.Office))
        {
            return villages;
        }

        var own = (await mediator.Send(new GetStaff([siteId]), cancellationToken)).FirstOrDefault(s => s.Id == operation.Actor.StaffId)?.VillageIds ?? [];
        return [.. villages.Where(v => own.Contains(v.Id))];
    }
}

/// <summary>
/// Finds the other half of movements: a departure and an arrival with the same identity number, wherever they are registered. What is shown of the other side is its place and
/// day. Two statements.
/// </summary>
internal sealed class MatchFinder(MigrantsDbContext db, Operation operation)
{
    /// <param name="fresh">New or changed records, saved already.</param>
    /// <returns>How many were found. The caller saves.</returns>
    public async Task<int> FindAsync(IReadOnlyList<MigrantRecord> fresh, CancellationToken cancellationToken)
    {
        var ids = fresh.Where(r => r.State != RecordState.Void && !r.IdentityNumberIndex.IsEmpty).Select(r => r.Id).ToList();
        if (ids.Count == 0)
        {
            return 0;
        }

        // Across sites by design: the filter would hide the very half that is looked for. Only place and day leave the other site.
        var all = db.Set<MigrantRecord>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]);
        var pairs = await (from own in all
                           join other in all on own.IdentityNumberIndex equals other.IdentityNumberIndex
                           where ids.Contains(own.Id) && other.Id != own.Id && other.Move != own.Move && other.SiteId != own.SiteId && other.State != RecordState.Void
                           select new { own.Id, own.Move, own.SiteId, own.MovedOn, OtherId = other.Id, OtherSite = other.SiteId, OtherOn = other.MovedOn }).ToListAsync(cancellationToken);
        var matches = pairs.Select(p => p.Move == Move.Out
            ? new MigrantMatch { SiteId = p.SiteId, OtherSiteId = p.OtherSite, DepartureId = p.Id, ArrivalId = p.OtherId, LeftOn = p.MovedOn, CameOn = p.OtherOn, FoundOn = operation.Today }
            : new MigrantMatch { SiteId = p.OtherSite, OtherSiteId = p.SiteId, DepartureId = p.OtherId, ArrivalId = p.Id, LeftOn = p.OtherOn, CameOn = p.MovedOn, FoundOn = operation.Today })
            .DistinctBy(m => (m.DepartureId, m.ArrivalId)).ToList();
        if (matches.Count == 0)
        {
            return 0;
        }

        var departures = matches.ConvertAll(m => m.DepartureId);
        var known = (await db.Set<MigrantMatch>().Where(m => departures.Contains(m.DepartureId)).Select(m => new { m.DepartureId, m.ArrivalId }).ToListAsync(cancellationToken))
            .Select(m => (m.DepartureId, m.ArrivalId)).ToHashSet();
        matches.RemoveAll(m => known.Contains((m.DepartureId, m.ArrivalId)));
        db.AddRange(matches);
        return matches.Count;
    }
}
