namespace Platform.StaffAttendance.Domain;

/// <summary>Words of leave.</summary>
internal static partial class Words
{
    public static string Of(DayHalf half) => half == DayHalf.Morning ? "上午" : "下午";

    /// <summary>Halves of a day under leave, for example 上午请假; empty: none.</summary>
    public static string Halves(bool morning, bool afternoon) => (morning, afternoon) switch
    {
        (true, true) => "全天请假",
        (true, false) => "上午请假",
        (false, true) => "下午请假",
        _ => "",
    };

    public static string Of(LeaveState state) => state switch
    {
        LeaveState.Waiting => "待签批",
        LeaveState.PendingCounty => "待县级批复",
        LeaveState.Granted => "已准假",
        LeaveState.Refused => "未批准",
        _ => "已撤回",
    };

    public static string Of(LeaveRole role) => role switch
    {
        LeaveRole.Director => "办公室主任",
        LeaveRole.StationHead => "服务所所长",
        LeaveRole.Leader => "分管领导",
        LeaveRole.County => "县级批复",
        _ => "",
    };

    public static string Of(LeaveTier tier) => tier switch
    {
        LeaveTier.Head => "半天以内",
        LeaveTier.Leader => "一天以内",
        LeaveTier.Written => "两天以内，须书面材料",
        LeaveTier.County => "两天以上，须县级批复",
        _ => "病假和法定假期，不需批准",
    };

    public static string Of(LeaveStepState state) => state switch
    {
        LeaveStepState.Signed => "同意",
        LeaveStepState.Refused => "不同意",
        LeaveStepState.Void => "作废",
        _ => "待签批",
    };
}
