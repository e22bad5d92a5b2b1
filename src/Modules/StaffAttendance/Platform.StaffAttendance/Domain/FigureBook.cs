namespace Platform.StaffAttendance.Domain;

/// <summary>What a figure of the area means, and the clause it comes from.</summary>
/// <param name="Clause">Clause id.</param>
internal sealed record FigureMeaning(string Name, string Meaning, string Clause);

/// <summary>Names of the figures as they stand on sheets and pages, with their meaning.</summary>
internal static class FigureBook
{
    private const string Leave = "P4-ATTENDANCE-01";
    private const string Incidents = "P4-ATTENDANCE-02a";
    private const string Reports = "P4-ATTENDANCE-02b";

    public static readonly IReadOnlyList<FigureMeaning> All =
    [
        new("应出勤", "天数：已经过去的工作日（含调休上班的日子），当天设有上下班时间，且没有整天准假。", Incidents),
        new("打卡齐全", "天数：应出勤的日子里，上班和下班都有打卡，或当天有经所到村（社区）确认的外勤；请半天假的，另外半天有打卡即可。", Incidents),
        new("打卡不齐", "天数：应出勤天数减去打卡齐全天数。漏打卡不等于缺勤，请补录或说明；是否缺勤由人登记、另一人核实。", Incidents),
        new("请假", "天数：已准假的工作日，半天计 0.5；休息日和节假日不计。各类假都计，不分类别。", Leave),
        new("迟到", "次数：上班打卡晚于上班时间 30 分钟或以上（满 30 分 0 秒即计），未被排除的记录，待核实的也在内。", Incidents),
        new("早退", "次数：下班打卡早于下班时间 30 分钟或以上，未被排除的记录，待核实的也在内。", Incidents),
        new("其他异常", "次数：旷工、擅自离岗、称下村而无记录，由人登记，未被排除的。", Incidents),
        new("已核实", "次数：由登记人以外的人核实属实、且没有待处理异议的记录。只有这一项计入本年第几次。", Incidents),
        new("档次", "条款中的第 50、100、150 …… 档，按本年第几次已核实的记录显示。对工作人员按次收钱没有法律依据，只作显示，不扣款。", Incidents),
        new("考勤情况报告", "一人一个公历年内第 5 次已核实时，系统拟出报告草稿，由人修改、签发和报送。", Reports),
        new("外勤", "天数：有外勤登记且经所到村（社区）确认的天数。", Incidents),
        new("外勤待确认", "天数：有外勤登记而所到村（社区）尚未确认的天数，不作为在岗。", Incidents),
        new("锁定后更正", "过了锁定日期或考勤表确认以后更正的打卡条数，只有主任能更正。", Incidents),
        new("值班", "次数：已公布的值班表中由本人值的班，按班次开始的日期计，调班后以实际值班人为准。", Leave),
        new("考勤记录齐全率", "考核指标：全单位打卡齐全的人日 ÷ 应出勤人日。", Incidents),
        new("考勤异常按期核实率", "考核指标：在期限内核实的记录 ÷ 期限在本月的记录。", Incidents),
    ];

    /// <summary>Label and value, in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<(string Label, object? Value)> Of(PersonMonthFigures f) =>
    [
        ("应出勤", f.WorkingDays), ("打卡齐全", f.CompleteDays), ("打卡不齐", f.MissingDays), ("请假", LeaveRules.Days(f.LeaveHalfDays)), ("迟到", f.Late),
        ("早退", f.Early), ("其他异常", f.Other), ("已核实", f.Verified), ("外勤", f.FieldDays), ("外勤待确认", f.FieldOpen), ("值班", f.Shifts),
    ];
}
