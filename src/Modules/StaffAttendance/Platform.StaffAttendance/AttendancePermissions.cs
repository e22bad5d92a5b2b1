namespace Platform.StaffAttendance;

internal static class AttendancePermissions
{
    public const string View = "attendance.records.view";
    public const string Own = "attendance.own";
    public const string Import = "attendance.records.import";
    public const string Verify = "attendance.incidents.verify";
    public const string Confirm = "attendance.sheets.confirm";
    public const string Settings = "attendance.settings.edit";

    /// <summary>Seeding and generating. No role has it: only the platform itself does that.</summary>
    public const string Work = "attendance.work";
}
