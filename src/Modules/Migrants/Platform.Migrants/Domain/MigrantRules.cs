using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Deadlines;

namespace Platform.Migrants.Domain;

/// <summary>Words and small rules of the area.</summary>
internal static class MigrantRules
{
    /// <summary>Longest day a movement may lie back.</summary>
    public static readonly DateOnly Earliest = new(1950, 1, 1);

    public static string Of(Move move) => move == Move.In ? "流入" : "流出";

    public static string Of(Housing housing) => housing switch
    {
        Housing.Rented => "租房",
        Housing.Own => "自有住房",
        Housing.Dormitory => "单位宿舍",
        Housing.WithFamily => "投靠亲友",
        _ => "其他",
    };

    public static string Of(RecordState state) => state switch { RecordState.Current => "在册", RecordState.Ended => "已结束", _ => "已作废" };

    public static string Of(MatchState state) => state switch { MatchState.Suggested => "待核实", MatchState.Confirmed => "是同一人", _ => "不是同一人" };

    public static string Of(InquiryRoute route) => route switch { InquiryRoute.Inside => "平台内", InquiryRoute.Outgoing => "发往外部", _ => "外部来件" };

    public static string Of(InquiryTopic topic) => topic == InquiryTopic.ServiceContinuity ? "服务衔接" : "证件真伪";

    public static string Of(InquiryState state) => state switch
    {
        InquiryState.Draft => "待移交",
        InquiryState.HandedOver => "已移交县级",
        InquiryState.Sent => "待答复",
        InquiryState.Answered => "已答复",
        _ => "已撤回",
    };

    public static string Of(InquiryResult result) => result switch
    {
        InquiryResult.Confirmed => "属实、可以衔接",
        InquiryResult.NotConfirmed => "不属实、不能衔接",
        InquiryResult.NotFound => "查无此人",
        InquiryResult.CannotIdentify => "信息有限，无法查找",
        _ => "",
    };

    public static string Of(BureauActKind kind) => kind switch { BureauActKind.Login => "每日登录", BureauActKind.Query => "录入并发出查询", _ => "接收来件" };

    /// <summary>These results say why in the remarks (P3-MIGPLATDATA-05b, -06).</summary>
    public static bool NeedsRemarks(InquiryResult result) => result is InquiryResult.NotFound or InquiryResult.CannotIdentify;

    public static DateOnly QuarterOf(DateOnly day) => new(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1);

    public static DateOnly EndOfQuarter(DateOnly quarter) => quarter.AddMonths(3).AddDays(-1);

    /// <summary>2026 年第 4 季度.</summary>
    public static string NameOfQuarter(DateOnly quarter) => $"{quarter.Year} 年第 {((quarter.Month - 1) / 3) + 1} 季度";

    /// <summary>Who has to see to an inquiry on a day: overdue work climbs, and nobody below is relieved of it.</summary>
    public static Escalation EscalationOf(DateOnly? target, DateOnly? limit, DateOnly today) =>
        limit < today ? Escalation.County : target < today ? Escalation.Director : Escalation.Clerk;

    public static string Of(Escalation escalation) => escalation switch { Escalation.Clerk => "经办人", Escalation.Director => "主任督办", _ => "县级督办" };
}

/// <summary>Clerk: within the target. Director: the target has passed. County: the limit has passed too.</summary>
internal enum Escalation { Clerk, Director, County }

/// <summary>The two clocks of an inquiry. The documents' own limits (P3-MIGPLATDATA-04b), no law.</summary>
internal sealed class MigrantDeadlines : IDeadlineRuleSource
{
    private static readonly LegalSource Source = new("", "流动人口信息平台反馈规则（一周内反馈，最迟不超过一个月）", "", Confidence.Internal);

    public static readonly DeadlineRule Target = new("migrants.reply.7d", "答复跨区域查询（目标）", "收到查询之日", DeadlineUnit.CalendarDays, 7, Bound.Agency, Source) { Clauses = ["P3-MIGPLATDATA-04b"] };

    public static readonly DeadlineRule Limit = new("migrants.reply.1m", "答复跨区域查询（最迟）", "收到查询之日", DeadlineUnit.Months, 1, Bound.Agency, Source) { Clauses = ["P3-MIGPLATDATA-04b"] };

    public IReadOnlyList<DeadlineRule> Rules { get; } = [Target, Limit];

    // The literal days count: no holiday moves them.
    private static readonly CalendarTable NoHolidays = new(new Dictionary<DateOnly, (CalendarDayKind Kind, string Name)>());

    /// <summary>Starts both clocks. 31 January ends on the last of February.</summary>
    public static void Receive(Inquiry inquiry, DateOnly day)
    {
        inquiry.ReceivedOn = day;
        inquiry.TargetOn = DeadlineCalculator.DueOf(NoHolidays, Target, new DeadlineStart(day)).Due;
        inquiry.LimitOn = DeadlineCalculator.DueOf(NoHolidays, Limit, new DeadlineStart(day)).Due;
    }

    public static IEnumerable<DeadlineDraft> DraftsOf(Inquiry inquiry) => Both.Select(rule => new DeadlineDraft(
        inquiry.OtherSiteId, Inquiry.RefOf(inquiry.Id), rule.Code, inquiry.ReceivedOn!.Value, $"答复查询 {inquiry.Number}", MigrantLinks.Inquiry(inquiry.Id)));

    private static IReadOnlyList<DeadlineRule> Both => [Target, Limit];
}
