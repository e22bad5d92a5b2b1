using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;

namespace Platform.Infrastructure.Staff;

/// <summary>Changes which villages a person looks after from a day on. Nothing is saved here.</summary>
internal sealed class VillageLinkBook(CoreDbContext db)
{
    public async Task ChangeAsync(StaffMember person, IReadOnlyList<VillageChoice> wanted, DateOnly from, CancellationToken cancellationToken)
    {
        var ids = wanted.Select(w => w.VillageId).ToList();
        if (ids.Count > 0 && await db.Set<Village>().CountAsync(v => v.SiteId == person.SiteId && ids.Contains(v.Id), cancellationToken) != ids.Distinct().Count())
        {
            throw new RefusalException("UNKNOWN_VILLAGE", "选择的村（社区）不属于本乡镇。", RefusalKind.Invalid, [new("VillageIds", "不属于本乡镇")]);
        }

        var links = await db.Set<VillageLink>().Where(l => l.StaffId == person.Id && l.To >= from).ToListAsync(cancellationToken);
        if (links.Select(l => l.From).DefaultIfEmpty(from).Max() is var last && last > from)
        {
            throw new RefusalException("DAY_BEFORE_LINKS", $"{last:yyyy-MM-dd} 起已有新的联村安排，生效日期不能早于这一天。", RefusalKind.Invalid, [new("From", $"不能早于 {last:yyyy-MM-dd}")]);
        }

        foreach (var link in links.Where(l => !wanted.Contains(new VillageChoice(l.VillageId, l.IsMain)) || l.To != OpenEnd.Never))
        {
            // What began this very day never was in force for a whole day: it is put right, not closed.
            if (link.From == from)
            {
                db.Remove(link);
            }
            else
            {
                link.To = from.AddDays(-1);
            }
        }

        var kept = links.Where(l => l.To == OpenEnd.Never).Select(l => new VillageChoice(l.VillageId, l.IsMain)).ToHashSet();
        db.AddRange(wanted.Distinct().Where(w => !kept.Contains(w)).Select(w => new VillageLink
        {
            SiteId = person.SiteId,
            StaffId = person.Id,
            VillageId = w.VillageId,
            IsMain = w.IsMain,
            From = from,
        }));
    }
}
