namespace Platform.StaffAttendance;

internal static class AttendancePermissions
{
    public const string View = "attendance.records.view";
    public const string Own = "attendance.own";
    public const string Import = "attendance.records.import";
    public const string Correct = "attendance.records.correct";
    public const string CorrectLocked = "attendance.records.correct-locked";
    public const string ViewField = "attendance.field.view";
    public const string ConfirmField = "attendance.field.confirm";
    public const string Record = "attendance.incidents.record";
    public const string Report = "attendance.reports.sign";
    public const string Verify = "attendance.incidents.verify";
    public const string Confirm = "attendance.sheets.confirm";
    public const string EditRosters = "attendance.rosters.edit";
    public const string PublishRosters = "attendance.rosters.publish";
    public const string Swap = "attendance.swaps.ask";
    public const string Settings = "attendance.settings.edit";

    /// <summary>Asks for leave, and signs what comes to the own post; what is seen beyond that, <see cref="LeaveView"/> says.</summary>
    public const string LeaveAsk = "attendance.leave.ask";

    /// <summary>Sees all leave of the scope: who, when, personal or not; neither which kind else nor why.</summary>
    public const string LeaveView = "attendance.leave.view";

    /// <summary>Enters leave for colleagues without an account, and the county's replies.</summary>
    public const string LeaveRegister = "attendance.leave.register";

    /// <summary>Seeding and generating. No role has it: only the platform itself does that.</summary>
    public const string Work = "attendance.work";
}
