using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;

namespace Platform.Infrastructure.Staff;

/// <summary>Adds and updates people of one site by staff number: three reads, one save.</summary>
internal sealed class SaveStaffHandler(CoreDbContext db, Protector protector, Operation operation) : IRequestHandler<SaveStaff, IReadOnlyDictionary<string, Guid>>
{
    public async Task<IReadOnlyDictionary<string, Guid>> Handle(SaveStaff request, CancellationToken cancellationToken)
    {
        var villages = await db.Set<Village>().Where(v => v.SiteId == request.SiteId).ToDictionaryAsync(v => v.Name, v => v.Id, cancellationToken);
        var people = await db.Set<StaffMember>().Where(s => s.SiteId == request.SiteId).ToDictionaryAsync(s => s.Number, cancellationToken);
        var today = operation.Today;
        var links = await db.Set<VillageLink>().Where(l => l.SiteId == request.SiteId && l.To >= today).ToListAsync(cancellationToken);
        var linked = links.Select(l => (l.StaffId, l.VillageId)).ToHashSet();
        var withMain = links.Where(l => l.IsMain).Select(l => l.StaffId).ToHashSet();
        var (added, changed) = (0, 0);
        foreach (var draft in request.People)
        {
            if (!people.TryGetValue(draft.Number, out var person))
            {
                people[draft.Number] = person = new StaffMember { SiteId = request.SiteId, Number = draft.Number, Name = draft.Name };
                db.Add(person);
                added++;
            }
            else if (person.Name != draft.Name || (person.Post != draft.Post && !person.PostAssigned) || !person.Active)
            {
                changed++;
            }

            (person.Name, person.Post, person.Active, person.LeftOn) = (draft.Name, person.PostAssigned ? person.Post : draft.Post, true, null);
            Protect(StaffFields.Phone, person, draft.Phone);
            Protect(StaffFields.IdentityNumber, person, draft.IdentityNumber);
            Link(person, draft.VillageName, villages, linked, withMain);
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"人员名册：新增 {added} 人，修改 {changed} 人");
        return request.People.Select(p => p.Number).Distinct().ToDictionary(n => n, n => people[n].Id);
    }

    // Sealing anew what is there already would change the row for nothing.
    private void Protect(ProtectedField<StaffMember> field, StaffMember person, string? text)
    {
        if (text is { Length: > 0 } && !protector.Indexes(field, text).Contains(field.IndexOf(person)))
        {
            protector.Set(field, person, text);
        }
    }

    private void Link(StaffMember person, string villageName, Dictionary<string, Guid> villages, HashSet<(Guid Staff, Guid Village)> linked, HashSet<Guid> withMain)
    {
        if (villageName.Length == 0)
        {
            return;
        }

        if (!villages.TryGetValue(villageName, out var village))
        {
            throw new RefusalException("UNKNOWN_VILLAGE", $"“{villageName}”不是本乡镇的村（社区），请核对名称。", RefusalKind.Invalid, [new("VillageName", "不是本乡镇的村（社区）")]);
        }

        // One person may stand in several lines, one per village; the first village is the main one. A person who is new to the list had the
        // village before the list came, nobody says since when.
        if (linked.Add((person.Id, village)))
        {
            var from = db.Entry(person).State == EntityState.Added ? OpenEnd.Ever : operation.Today;
            db.Add(new VillageLink { SiteId = person.SiteId, StaffId = person.Id, VillageId = village, IsMain = withMain.Add(person.Id), From = from });
        }
    }
}
