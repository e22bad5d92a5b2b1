namespace Platform.StaffAttendance.Domain;

/// <summary>Until when an incident has to be decided: a day of the month after it, set per site.</summary>
internal static class IncidentLimit
{
    public const int DefaultDay = 5;

    public const int LastDay = 28;

    public static DateOnly Of(DateOnly incidentDay, int limitDay) => new DateOnly(incidentDay.Year, incidentDay.Month, 1).AddMonths(1).AddDays(limitDay - 1);
}
