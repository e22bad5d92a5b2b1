using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics;

/// <summary>Opens what a request names. Refuses NOT_FOUND, CHANGED_MEANWHILE and NOT_HERE (a village of another township).</summary>
internal sealed class LedgerDesk(StatisticsDbContext db, IMediator mediator)
{
    public async Task<Resident> ResidentAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var found = await db.Set<Resident>().FirstOrDefaultAsync(r => r.Id == id && r.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这位居民");
        Refusals.CheckVersion(version, found.Version);
        return found;
    }

    public async Task RequireVillageAsync(int siteId, Guid village, CancellationToken cancellationToken)
    {
        if ((await mediator.Send(new GetVillages([siteId]), cancellationToken)).All(v => v.Id != village))
        {
            throw new RefusalException("NOT_HERE", "请选择本乡镇的村（社区）。", RefusalKind.Invalid, [new FieldError("VillageId", "请选择村（社区）")]);
        }
    }

    /// <summary>Names of the villages of the sites, closed ones too. One statement.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> VillageNamesAsync(IReadOnlyList<int> sites, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetVillages(sites, IncludeClosed: true), cancellationToken)).ToDictionary(v => v.Id, v => v.Name);

    /// <summary>Names of townships. One statement.</summary>
    public async Task<IReadOnlyDictionary<int, string>> SiteNamesAsync(IReadOnlyList<int> sites, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);

    /// <summary>The household with the number in the village; made where it is new. An empty number: none.</summary>
    public async Task<Household?> HouseholdAsync(int siteId, Guid village, string? number, string? group, CancellationToken cancellationToken)
    {
        var wanted = number?.Trim() ?? "";
        if (wanted.Length == 0)
        {
            return null;
        }

        var found = await db.Set<Household>().FirstOrDefaultAsync(h => h.SiteId == siteId && h.VillageId == village && h.Number == wanted, cancellationToken);
        if (found is null)
        {
            found = new Household { SiteId = siteId, VillageId = village, Number = wanted };
            db.Add(found);
        }

        if (!string.IsNullOrWhiteSpace(group))
        {
            found.GroupName = group.Trim();
        }

        return found;
    }
}
