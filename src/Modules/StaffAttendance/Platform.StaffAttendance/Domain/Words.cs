namespace Platform.StaffAttendance.Domain;

/// <summary>Chinese names of the area's states and kinds.</summary>
internal static class Words
{
    public static string Of(IncidentKind kind) => kind == IncidentKind.LateArrival ? "迟到" : "早退";

    public static string Of(IncidentStatus status) => status switch
    {
        IncidentStatus.Verified => "已核实",
        IncidentStatus.Dismissed => "已排除",
        _ => "待核实",
    };
}
