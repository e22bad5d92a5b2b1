using Platform.Contracts.Staff;

namespace Platform.StaffAttendance.Domain;

/// <summary>The people that lines of a file may be about, by site and staff number.</summary>
internal sealed class StaffDirectory(IEnumerable<StaffRow> staff)
{
    private readonly Dictionary<(int Site, string Number), (Guid Id, string Name)> people =
        staff.GroupBy(s => (s.SiteId, s.Number)).ToDictionary(g => g.Key, g => (g.First().Id, g.First().Name));

    public int Count => people.Count;

    public (Guid Id, string Name)? Find(int siteId, string number) => people.TryGetValue((siteId, number), out var found) ? found : null;
}
