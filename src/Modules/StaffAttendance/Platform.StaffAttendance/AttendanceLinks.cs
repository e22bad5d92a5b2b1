using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <summary>Addresses of the area's pages, with their filters set.</summary>
internal static class AttendanceLinks
{
    public const string WaitingLeave = "/attendance/leave?state=Waiting";

    public static string Records(YearMonth month, Guid staffId) => $"/attendance/records?month={month}&staff={staffId}";

    public static string Records(YearMonth month) => $"/attendance/records?month={month}";

    public static string Undecided(int siteId) => $"/attendance/incidents?site={siteId}&status={IncidentStatus.Recorded}";

    /// <summary>All states: the list shows undecided ones only when nothing else is said.</summary>
    public static string LimitIn(int siteId, YearMonth month) => $"/attendance/incidents?site={siteId}&limit={month}&status=";

    public static string Sheet(int siteId, YearMonth month) => $"/attendance/sheet?site={siteId}&month={month}";

    public static string Sheet(int siteId, YearMonth month, int revision) => $"{Sheet(siteId, month)}&revision={revision}";

    /// <summary>The year of one person of a township.</summary>
    public static string Year(int siteId, Guid staffId, int year) => $"/attendance/year?site={siteId}&staff={staffId}&year={year}";

    public static string Print(int siteId, YearMonth month, int revision = 0) => $"/attendance/sheet/print?site={siteId}&month={month}{(revision > 0 ? $"&revision={revision}" : "")}";

    /// <summary>Corrections of one person's clock-ins made in a month after the lock.</summary>
    public static string LateCorrections(YearMonth madeIn, Guid staffId) => $"/attendance/corrections?made={madeIn}&staff={staffId}&late=true";

    public static string Roster(int siteId, YearMonth month) => $"/attendance/roster?site={siteId}&month={month}";

    public static string RosterPrint(int siteId, YearMonth month) => $"/attendance/roster/print?site={siteId}&month={month}";

    public static string OpenSwaps(int siteId) => $"/attendance/swaps?site={siteId}&state={SwapState.Asked}";
}
