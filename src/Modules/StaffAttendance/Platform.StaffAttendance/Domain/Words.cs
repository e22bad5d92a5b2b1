namespace Platform.StaffAttendance.Domain;

/// <summary>Chinese names of the area's states and kinds.</summary>
internal static partial class Words
{
    public static string Of(IncidentKind kind) => kind switch
    {
        IncidentKind.LateArrival => "迟到",
        IncidentKind.EarlyDeparture => "早退",
        IncidentKind.Absence => "旷工",
        IncidentKind.LeftPost => "擅自离岗",
        _ => "称下村而无记录",
    };

    public static string Of(ObjectionState state) => state switch
    {
        ObjectionState.Raised => "异议待处理",
        ObjectionState.Upheld => "异议成立",
        ObjectionState.Rejected => "异议不成立",
        _ => "",
    };

    public static string Of(ReportState state) => state switch
    {
        ReportState.Draft => "草稿",
        ReportState.Signed => "已签发",
        _ => "已报送",
    };

    public static string Of(ShiftDays days) => days switch
    {
        ShiftDays.WorkingDays => "工作日",
        ShiftDays.RestDays => "休息日和节假日",
        _ => "每天",
    };

    public static string Of(RosterState state) => state == RosterState.Published ? "已公布" : "草稿";

    public static string Of(SwapState state) => state switch
    {
        SwapState.Accepted => "已同意",
        SwapState.Declined => "未同意",
        SwapState.Withdrawn => "已撤回",
        _ => "等待答复",
    };

    public static string Of(IncidentStatus status) => status switch
    {
        IncidentStatus.Verified => "已核实",
        IncidentStatus.Dismissed => "已排除",
        _ => "待核实",
    };

    public static string Of(ClockInSource source) => source switch
    {
        ClockInSource.Page => "本人打卡",
        ClockInSource.Correction => "补录",
        ClockInSource.Api => "接口送入",
        ClockInSource.File => "文件导入",
        _ => "系统生成",
    };

    public static string Of(CorrectionKind kind) => kind == CorrectionKind.Added ? "补录" : "作废";

    public static string Of(FieldTripState state) => state switch
    {
        FieldTripState.Confirmed => "已确认",
        FieldTripState.Declined => "不予确认",
        FieldTripState.Withdrawn => "已撤回",
        _ => "待确认",
    };

    public static string Of(Whereabouts state) => state switch
    {
        Whereabouts.Present => "在岗",
        Whereabouts.Left => "已下班",
        Whereabouts.Away => "外勤",
        Whereabouts.OnLeave => "请假",
        Whereabouts.RestDay => "休息日",
        Whereabouts.NoHours => "未设上下班时间",
        _ => "未打卡",
    };

    public static string Of(SheetState state) => state switch
    {
        SheetState.Confirmed => "已确认",
        SheetState.Superseded => "已被新版取代",
        SheetState.Withdrawn => "已撤回",
        _ => "待确认",
    };

    public static string Of(DeviceEncoding encoding) => encoding switch
    {
        DeviceEncoding.Utf8 => "UTF-8（有无 BOM 均可）",
        DeviceEncoding.Gb18030 => "GB18030（含 GBK、GB2312）",
        _ => "自动识别",
    };
}
