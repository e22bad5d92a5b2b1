namespace Platform.StaffAttendance.Domain;

/// <summary>What the clock-ins of one working day mean (P4-ATTENDANCE-02a: 30 minutes or more, late or early).</summary>
internal static class DayRule
{
    /// <summary>From 30:00 on it is an incident; 29:59 is not.</summary>
    public const int Threshold = 30 * 60;

    /// <summary>Up to the middle of the working hours a clock-in counts for arrival, after it for departure.</summary>
    public static bool CountsForArrival(int second, int start, int end) => 2 * second <= start + end;

    /// <summary>Earliest arrival and latest departure; null where there is none.</summary>
    public static Presence Read(IEnumerable<int> seconds, int start, int end)
    {
        int? arrival = null, departure = null;
        foreach (var second in seconds)
        {
            if (CountsForArrival(second, start, end))
            {
                arrival = arrival is { } known && known <= second ? known : second;
            }
            else
            {
                departure = departure is { } known && known >= second ? known : second;
            }
        }

        return new Presence(arrival, departure);
    }

    /// <summary>
    /// A working day is complete with arrival and departure, or with confirmed field work; on a half day of leave the other half's clock-in does. A day wholly under
    /// leave is not expected, so it is not complete either.
    /// </summary>
    /// <param name="morning">The morning is under granted leave, likewise <paramref name="afternoon"/>.</param>
    public static bool IsComplete(Presence presence, bool morning, bool afternoon, bool fieldWork) =>
        !(morning && afternoon) && (fieldWork || ((morning || presence.Arrival is not null) && (afternoon || presence.Departure is not null)));

    /// <summary>The incidents of a working day. A missing clock-in is no incident: it may have been forgotten; the audit asks for it.</summary>
    public static IEnumerable<Breach> Breaches(Presence presence, int start, int end)
    {
        if (presence.Arrival is { } arrival && arrival - start >= Threshold)
        {
            yield return new Breach(IncidentKind.LateArrival, arrival - start);
        }

        if (presence.Departure is { } departure && end - departure >= Threshold)
        {
            yield return new Breach(IncidentKind.EarlyDeparture, end - departure);
        }
    }
}

/// <summary>Arrival and departure of one day, in seconds since midnight.</summary>
internal readonly record struct Presence(int? Arrival, int? Departure)
{
    public bool IsComplete => Arrival is not null && Departure is not null;
}

/// <param name="Seconds">How much too late or too early.</param>
internal readonly record struct Breach(IncidentKind Kind, int Seconds);
