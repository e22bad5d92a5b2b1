using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;

namespace Platform.Infrastructure.Staff.Register;

/// <summary>One page of the staff of the scope. Four statements.</summary>
/// <param name="Text">Part of the name, or the beginning of the staff number.</param>
/// <param name="Village">Part of the name of a linked village.</param>
/// <param name="Active">Null: those who left too.</param>
/// <param name="Id">Only this person.</param>
[Requires(CorePermissions.ViewStaff)]
[Endpoint(Verb.Get, "staff", "人员名册，可按姓名、工号、岗位、联系村查找")]
internal sealed record ListStaff(PageRequest Page, string? Text = null, string? Post = null, string? Village = null, bool? Active = null, Guid? Id = null)
    : IQuery<Page<StaffListRow>>;

/// <param name="Villages">Names of the linked villages, the main one first.</param>
/// <param name="Phone">Masked, likewise <paramref name="IdentityNumber"/>; empty where there is none.</param>
internal sealed record StaffListRow(
    Guid Id,
    int SiteId,
    string SiteName,
    string Number,
    string Name,
    string Post,
    bool Active,
    IReadOnlyList<LinkedVillage> Villages,
    string Phone,
    string IdentityNumber,
    Guid Version,
    bool PostAssigned);

internal sealed record LinkedVillage(Guid Id, string Name, bool IsMain);

internal sealed class ListStaffHandler(CoreDbContext db, Protector protector, Operation operation) : IRequestHandler<ListStaff, Page<StaffListRow>>
{
    public async Task<Page<StaffListRow>> Handle(ListStaff request, CancellationToken cancellationToken)
    {
        var people = Filter(db.Set<StaffMember>().AsNoTracking(), request);
        var total = await people.CountAsync(cancellationToken);
        var rows = await Sort(people, request.Page.Sort).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return new Page<StaffListRow>([], total);
        }

        var (lo, hi) = (rows.Min(r => r.SiteId), rows.Max(r => r.SiteId));
        var wanted = rows.Select(r => r.Id).ToHashSet();
        var today = operation.Today;
        var links = (await (from link in db.Set<VillageLink>().AsNoTracking()
                            where link.SiteId >= lo && link.SiteId <= hi && link.From <= today && link.To >= today && people.Any(p => p.Id == link.StaffId)
                            join village in db.Set<Village>() on link.VillageId equals village.Id
                            orderby link.IsMain descending, village.Code
                            select new { link.StaffId, Village = new LinkedVillage(village.Id, village.Name, link.IsMain) }).ToListAsync(cancellationToken))
            .Where(l => wanted.Contains(l.StaffId)).ToLookup(l => l.StaffId, l => l.Village);
        var sites = await db.Set<Division>().AsNoTracking().Where(d => d.Id >= lo && d.Id <= hi).ToDictionaryAsync(d => d.Id, d => d.Name, cancellationToken);
        return new Page<StaffListRow>(
            [.. rows.Select(r => new StaffListRow(
                r.Id,
                r.SiteId,
                sites.GetValueOrDefault(r.SiteId, ""),
                r.Number,
                r.Name,
                r.Post,
                r.Active,
                [.. links[r.Id]],
                protector.Mask(StaffFields.Phone, r.Id, r.Phone),
                protector.Mask(StaffFields.IdentityNumber, r.Id, r.IdentityNumber),
                r.Version,
                r.PostAssigned))],
            total);
    }

    private IQueryable<StaffMember> Filter(IQueryable<StaffMember> people, ListStaff request)
    {
        var today = operation.Today;
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            people = people.Where(p => p.Name.Contains(text) || p.Number.StartsWith(text));
        }

        if (request.Post?.Trim() is { Length: > 0 } post)
        {
            people = people.Where(p => p.Post == post);
        }

        if (request.Village?.Trim() is { Length: > 0 } village)
        {
            people = people.Where(p => db.Set<VillageLink>().Any(l => l.StaffId == p.Id && l.From <= today && l.To >= today && db.Set<Village>().Any(v => v.Id == l.VillageId && v.Name.Contains(village))));
        }

        if (request.Id is { } id)
        {
            people = people.Where(p => p.Id == id);
        }

        return request.Active is { } active ? people.Where(p => p.Active == active) : people;
    }

    private static IQueryable<StaffMember> Sort(IQueryable<StaffMember> people, string? sort) => sort switch
    {
        "Name" => people.OrderBy(p => p.Name).ThenBy(p => p.Id),
        "-Name" => people.OrderByDescending(p => p.Name).ThenBy(p => p.Id),
        "Post" => people.OrderBy(p => p.Post).ThenBy(p => p.SiteId).ThenBy(p => p.Number),
        "-Post" => people.OrderByDescending(p => p.Post).ThenBy(p => p.SiteId).ThenBy(p => p.Number),
        "-Number" => people.OrderByDescending(p => p.SiteId).ThenByDescending(p => p.Number),
        _ => people.OrderBy(p => p.SiteId).ThenBy(p => p.Number),
    };
}
