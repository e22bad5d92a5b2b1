namespace Platform.StaffAttendance.Domain;

/// <summary>Which working hours count for whom on which day.</summary>
internal sealed class HoursBook(IEnumerable<WorkingHours> hours)
{
    private readonly Dictionary<Guid, WorkingHours[]> byStaff =
        hours.GroupBy(h => h.StaffId).ToDictionary(g => g.Key, g => g.OrderBy(h => h.EffectiveFrom).ToArray());

    /// <summary>Null: no hours are set for that day, so nothing is expected of the person.</summary>
    public WorkingHours? On(Guid staffId, DateOnly day) => Array.Find(byStaff.GetValueOrDefault(staffId, []), h => h.Covers(day));

    /// <summary>Incidents of the working days among the given clock-ins; none for time under granted leave.</summary>
    public IEnumerable<FoundIncident> Incidents(IEnumerable<Stamp> stamps, IReadOnlySet<DateOnly> workingDays, LeaveBook leave) =>
        from day in stamps.Where(s => workingDays.Contains(s.Day)).GroupBy(s => (s.SiteId, s.StaffId, s.Day))
        let hours = On(day.Key.StaffId, day.Key.Day)
        where hours is not null
        let presence = DayRule.Read(day.Select(s => s.SecondOfDay), hours.Start, hours.End)
        from breach in DayRule.Breaches(presence, hours.Start, hours.End)
        where !leave.Excuses(day.Key.StaffId, day.Key.Day, breach.Kind)
        select new FoundIncident(day.Key.SiteId, day.Key.StaffId, day.Key.Day, breach.Kind, breach.Seconds);
}
