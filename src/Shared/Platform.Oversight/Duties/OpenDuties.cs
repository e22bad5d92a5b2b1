using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Oversight.Data;

namespace Platform.Oversight.Duties;

/// <summary>Whose duties at a site: all of the office, or those of a person's villages.</summary>
internal sealed record DutyReader(int SiteId, Guid StaffId, bool WholeOffice);

/// <summary>The duties that still wait to be done, as each reader of a site sees them. A fixed number of statements whatever the number of readers.</summary>
internal sealed class OpenDuties(OversightDbContext db, DutyLedger ledger, IMediator mediator)
{
    /// <summary>Due in the months from <paramref name="first"/> to <paramref name="last"/>; those of closed months are settled and left out.</summary>
    /// <returns>For each reader in the order given.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<LedgerEntry>>> ReadAsync(IReadOnlyList<DutyReader> readers, YearMonth first, YearMonth last, CancellationToken cancellationToken)
    {
        var sites = readers.Select(r => r.SiteId).Distinct().Order().ToList();
        if (sites.Count == 0)
        {
            return [];
        }

        var (lo, hi) = (sites[0], sites[^1]);
        var closed = (await db.Set<SiteClose>().AsNoTracking().Where(c => c.SiteId >= lo && c.SiteId <= hi && c.Month >= first.FirstDay && c.Month <= last.FirstDay)
            .Select(c => new { c.SiteId, c.Month }).Distinct().ToListAsync(cancellationToken)).Select(c => (c.SiteId, c.Month)).ToHashSet();
        var open = new List<LedgerEntry>();
        for (var month = first; month.FirstDay <= last.FirstDay; month = month.AddMonths(1))
        {
            var owing = sites.Where(s => !closed.Contains((s, month.FirstDay))).ToList();
            open.AddRange((await ledger.ReadAsync(owing, month, cancellationToken)).Where(e => e.ReachedOn is null && e.Excuse is null));
        }

        var staff = readers.All(r => r.WholeOffice) ? [] : await mediator.Send(new GetStaff(sites), cancellationToken);
        var villages = staff.ToLookup(s => s.Id, s => s.VillageIds);
        var bySite = open.ToLookup(e => e.SiteId);
        return
        [
            .. readers.Select(r =>
            {
                var own = r.WholeOffice ? null : villages[r.StaffId].SelectMany(v => v).ToHashSet();
                return (IReadOnlyList<LedgerEntry>)[.. bySite[r.SiteId].Where(e => own is null || own.Contains(e.UnitId))];
            }),
        ];
    }
}
