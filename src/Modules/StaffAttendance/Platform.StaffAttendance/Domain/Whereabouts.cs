namespace Platform.StaffAttendance.Domain;

/// <summary>Where somebody is at a moment of the day, as far as the records say.</summary>
internal enum Whereabouts { Present, Left, Away, OnLeave, NotYet, RestDay, NoHours }

/// <summary>Reads it from one day's records.</summary>
/// <param name="Working">The day is a working day.</param>
/// <param name="Start">Working hours in seconds since midnight; null: none are set.</param>
/// <param name="Morning">Under granted leave, likewise <paramref name="Afternoon"/>.</param>
/// <param name="FieldWork">Field work is recorded for the day, confirmed or not.</param>
internal sealed record WhereaboutsRule(bool Working, int? Start, int? End, Presence Presence, bool Morning, bool Afternoon, bool FieldWork)
{
    /// <summary>
    /// A clock-in of the second half means gone home only near the end of the working hours: before that it may be the way back from lunch.
    /// </summary>
    /// <param name="now">Seconds since midnight.</param>
    public Whereabouts At(int now)
    {
        var (start, end) = (Start ?? WorkingHours.UsualStart, End ?? WorkingHours.UsualEnd);
        if (Presence.Departure is { } departure && end - departure < DayRule.Threshold)
        {
            return Whereabouts.Left;
        }

        return Presence.Arrival is not null || Presence.Departure is not null ? Whereabouts.Present
            : FieldWork ? Whereabouts.Away
            : (DayRule.CountsForArrival(now, start, end) ? Morning : Afternoon) ? Whereabouts.OnLeave
            : !Working ? Whereabouts.RestDay
            : Start is not null ? Whereabouts.NotYet
            : Whereabouts.NoHours;
    }
}
