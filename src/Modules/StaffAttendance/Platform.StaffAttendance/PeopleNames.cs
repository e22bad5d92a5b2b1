using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Staff;

namespace Platform.StaffAttendance;

/// <summary>Names of people and sites for the rows of a page.</summary>
internal sealed class PeopleNames(IMediator mediator)
{
    /// <summary>Two statements, none for what nobody asks for.</summary>
    public async Task<KnownPeople> OfAsync(IEnumerable<Guid> staff, IEnumerable<int> sites, CancellationToken cancellationToken)
    {
        List<Guid> staffIds = [.. staff.Distinct()];
        List<int> siteIds = [.. sites.Distinct()];
        var people = staffIds.Count == 0 ? [] : await mediator.Send(new GetPeople(staffIds), cancellationToken);
        var divisions = siteIds.Count == 0 ? [] : await mediator.Send(new GetDivisions(siteIds), cancellationToken);
        return new KnownPeople(people.ToDictionary(p => p.Id), divisions.ToDictionary(d => d.Id, d => d.Name));
    }

    /// <summary>Ids of people by the beginning of the name or by number.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(string text, int? siteId, CancellationToken cancellationToken) =>
        [.. (await mediator.Send(new FindStaff(text, siteId), cancellationToken)).Select(s => s.Id)];
}

internal sealed class KnownPeople(IReadOnlyDictionary<Guid, StaffRow> people, IReadOnlyDictionary<int, string> sites)
{
    public StaffRow Person(Guid id) => people.GetValueOrDefault(id) ?? new StaffRow(id, 0, "", "（不在名册）", "", false, []);

    public string Site(int id) => sites.GetValueOrDefault(id, "");
}
