using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Composition;
using Platform.StaffAttendance.Features.Incidents;
using Platform.StaffAttendance.Features.Leave;
using Platform.StaffAttendance.Features.Rosters;

namespace Platform.StaffAttendance;

/// <summary>Staff attendance: clock-ins, lateness and early leaving, leave, the monthly sheet (P4-ATTENDANCE-*).</summary>
public sealed class StaffAttendanceModule : PlatformModule
{
    public override string Id => AttendanceCodes.ModuleId;

    public override string Name => "工作人员考勤";

    public override string Description => "打卡、外勤和更正，核实考勤异常，办理请假，排值班表和调班，确认月度考勤表。只作记录，不扣款。";

    public override string TablePrefix => "att";

    public override bool EnabledByDefault => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(AttendancePermissions.View, "查看考勤记录", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(AttendancePermissions.Own, "本人打卡、登记外勤、提出异议", Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer),
        new(AttendancePermissions.Import, "导入人员名册和打卡记录", Roles.CountyAdministrator, Roles.OfficeClerk),
        new(AttendancePermissions.Correct, "更正打卡记录", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(AttendancePermissions.CorrectLocked, "锁定后更正打卡记录", Roles.OfficeDirector),
        new(AttendancePermissions.ViewField, "查看外勤记录", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer),
        new(AttendancePermissions.ConfirmField, "确认外勤", Roles.OfficeDirector, Roles.VillageOfficer),
        new(AttendancePermissions.Record, "登记考勤异常", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(AttendancePermissions.Report, "签发考勤情况报告", Roles.OfficeDirector),
        new(AttendancePermissions.Verify, "核实考勤异常", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(AttendancePermissions.Confirm, "确认月度考勤表", Roles.OfficeDirector),
        new(AttendancePermissions.EditRosters, "排值班表", Roles.OfficeDirector, Roles.OfficeClerk),
        new(AttendancePermissions.PublishRosters, "公布值班表、知悉调班", Roles.OfficeDirector),
        new(AttendancePermissions.Swap, "请同事调班、答复调班", Roles.OfficeDirector, Roles.OfficeClerk),
        new(AttendancePermissions.Settings, "考勤设置", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(AttendancePermissions.LeaveAsk, "请假和签批", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer),
        new(AttendancePermissions.LeaveView, "查看全部请假", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(AttendancePermissions.LeaveRegister, "代为登记请假和县级批复", Roles.OfficeDirector, Roles.OfficeClerk),
        new(AttendancePermissions.Work, "生成演示数据"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new(Name, "打卡", "/attendance/clock", AttendancePermissions.Own, "fa-solid fa-fingerprint", 5),
        new(Name, "我的考勤", "/attendance/month", AttendancePermissions.Own, "fa-solid fa-calendar-check", 6),
        new(Name, "待我办理", "/attendance/waiting", AttendancePermissions.LeaveAsk, "fa-solid fa-inbox", 7),
        new(Name, "今日在岗", "/attendance/today", AttendancePermissions.View, "fa-solid fa-users", 8),
        new(Name, "打卡记录", "/attendance/records", AttendancePermissions.View, "fa-solid fa-clock", 10),
        new(Name, "打卡更正", "/attendance/corrections", AttendancePermissions.View, "fa-solid fa-pen", 15),
        new(Name, "外勤（下村）", "/attendance/field", AttendancePermissions.ViewField, "fa-solid fa-person-walking", 17),
        new(Name, "我的考勤异常", "/attendance/own-incidents", AttendancePermissions.Own, "fa-solid fa-user", 18),
        new(Name, "考勤异常核实", "/attendance/incidents", AttendancePermissions.View, "fa-solid fa-user-check", 20),
        new(Name, "考勤情况报告", "/attendance/reports", AttendancePermissions.View, "fa-solid fa-file-signature", 22),
        new(Name, "请假", "/attendance/leave", AttendancePermissions.LeaveAsk, "fa-solid fa-calendar-minus", 25),
        new(Name, "月度考勤表", "/attendance/sheet", AttendancePermissions.View, "fa-solid fa-table", 30),
        new(Name, "全年考勤", "/attendance/year", AttendancePermissions.View, "fa-solid fa-calendar", 31),
        new(Name, "值班表", "/attendance/roster", AttendancePermissions.View, "fa-solid fa-calendar-days", 32),
        new(Name, "调班", "/attendance/swaps", AttendancePermissions.View, "fa-solid fa-right-left", 34),
        new(Name, "考勤设置", "/attendance/settings", AttendancePermissions.Settings, "fa-solid fa-sliders", 40),
    ];

    public override IReadOnlyList<DutyDefinition> Duties => AttendanceCodes.Duties;

    public override IReadOnlyList<AuditCheckDefinition> AuditChecks => AttendanceCodes.Checks;

    public override IReadOnlyList<IndicatorDefinition> Indicators => AttendanceCodes.Indicators;

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<ClockInChecks>();
        builder.RegisterType<ClockInWriter>();
        builder.RegisterType<IncidentRecorder>();
        builder.RegisterType<HoursWriter>();
        builder.RegisterType<IncidentDesk>();
        builder.RegisterType<MonthReader>();
        builder.RegisterType<PersonReader>();
        builder.RegisterType<SheetReader>();
        builder.RegisterType<PeopleNames>();
        builder.RegisterType<OwnPerson>();
        builder.RegisterType<LeaveDesk>();
        builder.RegisterType<LeaveReader>();
        builder.RegisterType<SheetRevisions>();
        builder.RegisterType<ReportDrafter>();
        builder.RegisterType<RosterDesk>();
        builder.RegisterType<LeaveShifts>();
    }
}
