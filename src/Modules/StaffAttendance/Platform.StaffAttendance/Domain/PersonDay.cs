namespace Platform.StaffAttendance.Domain;

/// <summary>Everything recorded about one person and day.</summary>
/// <param name="DayName">Name of a holiday or make-up day; null: an ordinary day.</param>
/// <param name="Start">Working hours in seconds since midnight; null: none are set for the day, nothing is expected.</param>
/// <param name="Over">The day has come: it counts.</param>
/// <param name="Morning">Under granted leave, likewise <paramref name="Afternoon"/>.</param>
/// <param name="FieldDone">Field work the village confirmed; <paramref name="FieldOpen"/>: recorded, not confirmed.</param>
/// <param name="Shifts">Names of the duty shifts that begin on the day.</param>
/// <param name="Corrections">Clock-ins added or made void by hand.</param>
internal sealed record PersonDay(
    DateOnly Day, bool Working, string? DayName, int? Start, int? End, bool Over, Presence Presence, bool Morning, bool Afternoon, bool FieldDone, bool FieldOpen,
    IReadOnlyList<string> Shifts, IReadOnlyList<DayIncident> Incidents, int Corrections)
{
    /// <summary>A working day that counts and that has hours.</summary>
    public bool Counted => Working && Over && Start is not null;

    public bool Expected => Counted && !(Morning && Afternoon);

    public bool Complete => Counted && DayRule.IsComplete(Presence, Morning, Afternoon, FieldDone);

    public bool Missing => Expected && !Complete;

    public int LeaveHalfDays => Counted ? (Morning ? 1 : 0) + (Afternoon ? 1 : 0) : 0;
}

/// <param name="Counts">Verified, and no objection waits.</param>
internal sealed record DayIncident(IncidentKind Kind, int Seconds, IncidentStatus Status, bool Counts);

/// <summary>Figures of a person's month, the same as on the monthly sheet.</summary>
internal sealed record PersonMonthFigures(
    int WorkingDays, int CompleteDays, int LeaveHalfDays, int Late, int Early, int Other, int Verified, int FieldDays, int FieldOpen, int Shifts)
{
    public int MissingDays => WorkingDays - CompleteDays;

    public static PersonMonthFigures Of(IReadOnlyCollection<PersonDay> days)
    {
        List<DayIncident> standing = [.. days.SelectMany(d => d.Incidents).Where(i => i.Status != IncidentStatus.Dismissed)];
        return new PersonMonthFigures(
            days.Count(d => d.Expected), days.Count(d => d.Complete), days.Sum(d => d.LeaveHalfDays),
            standing.Count(i => i.Kind == IncidentKind.LateArrival), standing.Count(i => i.Kind == IncidentKind.EarlyDeparture),
            standing.Count(i => !Incident.HasLength(i.Kind)), standing.Count(i => i.Counts),
            days.Count(d => d.FieldDone), days.Count(d => d.FieldOpen), days.Sum(d => d.Shifts.Count));
    }
}
