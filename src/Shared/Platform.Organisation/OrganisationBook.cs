using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Organisation.Data;

namespace Platform.Organisation;

/// <summary>Names that belong to ids, looked up for a whole page at once: one statement each.</summary>
internal sealed class OrganisationBook(OrganisationDbContext db, IMediator mediator)
{
    /// <summary>How the bodies were called on a day; before the first name the first, after the last the last.</summary>
    public async Task<IReadOnlyDictionary<Guid, BodyName>> BodiesAsync(IEnumerable<Guid> bodyIds, DateOnly day, CancellationToken cancellationToken)
    {
        var ids = bodyIds.Distinct().ToList();
        var names = await db.Set<BodyName>().AsNoTracking().Where(n => ids.Contains(n.BodyId)).ToListAsync(cancellationToken);
        return names.GroupBy(n => n.BodyId).ToDictionary(g => g.Key, g => On(g, day));
    }

    public static BodyName On(IEnumerable<BodyName> names, DateOnly day)
    {
        var inOrder = names.OrderBy(n => n.From).ToList();
        return inOrder.FindLast(n => n.From <= day) ?? inOrder[0];
    }

    public async Task<IReadOnlyDictionary<Guid, StaffRow>> PeopleAsync(IEnumerable<Guid> staffIds, CancellationToken cancellationToken)
    {
        var ids = staffIds.Where(i => i != Guid.Empty).Distinct().ToList();
        return ids.Count == 0 ? new Dictionary<Guid, StaffRow>() : (await mediator.Send(new GetPeople(ids), cancellationToken)).ToDictionary(p => p.Id);
    }

    public async Task<IReadOnlyDictionary<int, string>> SitesAsync(IEnumerable<int> siteIds, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetDivisions([.. siteIds.Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);

    public async Task<IReadOnlyDictionary<Guid, VillageRow>> VillagesAsync(IEnumerable<int> siteIds, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetVillages([.. siteIds.Distinct()]), cancellationToken)).ToDictionary(v => v.Id);

    /// <summary>An active person of the site, or a refusal at the field.</summary>
    public async Task<StaffRow> ColleagueAsync(int siteId, Guid staffId, string field, CancellationToken cancellationToken)
    {
        var person = (await mediator.Send(new GetPeople([staffId]), cancellationToken)).FirstOrDefault(p => p.SiteId == siteId)
            ?? throw new RefusalException("UNKNOWN_PERSON", "人员名册中没有这个人，请从列表中选择本单位人员。", RefusalKind.Invalid, [new FieldError(field, "请选择本单位人员")]);
        return person.Active
            ? person
            : throw new RefusalException("PERSON_LEFT", $"“{person.Name}”已停用，不能再安排工作；确已回来的，请先在人员名册中恢复。", RefusalKind.Refused, [new FieldError(field, "已停用")]);
    }
}
