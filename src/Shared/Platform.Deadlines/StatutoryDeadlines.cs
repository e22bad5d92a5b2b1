using static Platform.Deadlines.StatutorySources;

namespace Platform.Deadlines;

/// <summary>
/// The statutory limits, each with its article as the legal-basis register has it. Limits of up to 10 days under L10, L11 and L13 are
/// working days. The agency's own limits under L10, L13 and L19 have no roll-over (trap c); those under L11 and L12 do, because these
/// laws refer to 民事诉讼法; citizens' limits roll over.
/// </summary>
public static class StatutoryDeadlines
{
    private static readonly LegalSource PenaltyDays = Penalty("第八十五条");
    private static readonly LegalSource ReviewDays = Review("第八十八条");
    private static readonly LegalSource EnforcementDays = Enforcement("第六十九条");
    private static readonly LegalSource SuitGaps = Suit("第一百零一条");

    private static readonly IReadOnlyList<DeadlineRule> Penalties =
    [
        new("penalty.evidence.7wd", "处理先行登记保存的证据", "先行登记保存证据之日", DeadlineUnit.WorkingDays, 7, Bound.Agency, Penalty("第五十六条")) { Counting = PenaltyDays },
        new("penalty.decision.90d", "作出行政处罚决定", "立案之日", DeadlineUnit.CalendarDays, 90, Bound.Agency, Penalty("第六十条")),
        new("penalty.service.7wd", "送达行政处罚决定书（当事人不在场）", "作出处罚决定之日", DeadlineUnit.WorkingDays, 7, Bound.Agency, Penalty("第六十一条")) { Counting = PenaltyDays },
        new("hearing.request.5wd", "要求听证", "被告知听证权利之日", DeadlineUnit.WorkingDays, 5, Bound.Citizen, Penalty("第六十四条")) { Counting = PenaltyDays },
        new("hearing.notice.7wd", "通知听证时间、地点", "举行听证之日", DeadlineUnit.WorkingDays, 7, Bound.Agency, Penalty("第六十四条"), Direction: Direction.Backward) { Counting = PenaltyDays },
    ];

    private static readonly IReadOnlyList<DeadlineRule> Remedies =
    [
        new("reconsideration.apply.60d", "申请行政复议", "知道该行政行为之日", DeadlineUnit.CalendarDays, 60, Bound.Citizen, Review("第二十条"), RollOver.NextWorkingDay) { Rolling = ReviewDays },
        new("reconsideration.accept.5wd", "审查行政复议申请并决定是否受理", "收到复议申请之日", DeadlineUnit.WorkingDays, 5, Bound.Agency, Review("第三十条")) { Counting = ReviewDays },
        new("reconsideration.conclude.60d", "作出行政复议决定（普通程序）", "受理复议申请之日", DeadlineUnit.CalendarDays, 60, Bound.Agency, Review("第六十二条"), RollOver.NextWorkingDay,
            Extension: new Extension(30, Review("第六十二条"))) { Rolling = ReviewDays },
        new("litigation.6m", "提起行政诉讼", "知道或者应当知道作出行政行为之日", DeadlineUnit.Months, 6, Bound.Citizen, Suit("第四十六条"), RollOver.NextWorkingDay) { Rolling = SuitGaps },
        new("litigation.after-review.15d", "不服复议决定提起诉讼", "收到复议决定书之日", DeadlineUnit.CalendarDays, 15, Bound.Citizen, Suit("第四十五条"), RollOver.NextWorkingDay) { Rolling = SuitGaps },
        new("litigation.untold.1y", "未被告知起诉期限时提起诉讼（最长）", "知道行政行为内容之日", DeadlineUnit.Years, 1, Bound.Citizen, SuitInterpretation("第六十四条"), RollOver.NextWorkingDay) { Rolling = SuitGaps },
    ];

    private static readonly IReadOnlyList<DeadlineRule> Enforcements =
    [
        new("enforcement.reminder.10wd", "催告后履行义务", "催告书送达之日", DeadlineUnit.WorkingDays, 10, Bound.Citizen, Enforcement("第五十四条")) { Counting = EnforcementDays },
        new("enforcement.apply.3m", "申请法院强制执行", "复议、起诉期限届满之日", DeadlineUnit.Months, 3, Bound.Agency, Enforcement("第五十三条")),
    ];

    private static readonly IReadOnlyList<DeadlineRule> Petitions =
    [
        new("petition.register.15d", "信访部门登记、转送信访事项", "收到信访事项之日", DeadlineUnit.CalendarDays, 15, Bound.Agency, Petition("第二十二条")),
        new("petition.accept.15d", "告知信访人是否受理", "收到信访事项之日", DeadlineUnit.CalendarDays, 15, Bound.Agency, Petition("第二十三条")),
        new("petition.object.5wd", "对转送提出异议", "收到转送信访事项之日", DeadlineUnit.WorkingDays, 5, Bound.Agency, Petition("第二十三条")),
        new("petition.conclude.60d", "办结信访事项", "受理信访事项之日", DeadlineUnit.CalendarDays, 60, Bound.Agency, Petition("第三十四条"), Extension: new Extension(30, Petition("第三十四条"))),
        new("petition.review.apply.30d", "请求复查", "收到处理意见之日", DeadlineUnit.CalendarDays, 30, Bound.Citizen, Petition("第三十五条"), RollOver.NextWorkingDay),
        new("petition.review.conclude.30d", "作出复查意见", "收到复查请求之日", DeadlineUnit.CalendarDays, 30, Bound.Agency, Petition("第三十五条")),
        new("petition.recheck.apply.30d", "请求复核", "收到复查意见之日", DeadlineUnit.CalendarDays, 30, Bound.Citizen, Petition("第三十六条"), RollOver.NextWorkingDay),
        new("petition.recheck.conclude.30d", "作出复核意见", "收到复核请求之日", DeadlineUnit.CalendarDays, 30, Bound.Agency, Petition("第三十六条")),
    ];

    // P3-MIGPLATDATA-04b: a week, at the latest a month. A document of an office, no law.
    private static readonly LegalSource Inquiries = new("", "流动人口信息交换工作制度", "", Confidence.Internal);

    private static readonly IReadOnlyList<DeadlineRule> Duties =
    [
        new("inquiry.reply.7d", "反馈流动人口信息查询（目标）", "收到查询之日", DeadlineUnit.CalendarDays, 7, Bound.Agency, Inquiries) { Clauses = ["P3-MIGPLATDATA-04b"] },
        new("inquiry.reply.1m", "反馈流动人口信息查询（最迟）", "收到查询之日", DeadlineUnit.Months, 1, Bound.Agency, Inquiries) { Clauses = ["P3-MIGPLATDATA-04b"] },
    ];

    public static IReadOnlyList<DeadlineRule> All { get; } = [.. Penalties, .. Remedies, .. Enforcements, .. Petitions, .. Duties];
}
