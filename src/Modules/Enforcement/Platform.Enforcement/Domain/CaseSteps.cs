namespace Platform.Enforcement.Domain;

internal enum StepState { Done, Next, Blocked, Later, NotNeeded }

/// <summary>One line of the procedure as the case page shows it: done with its day, next, or what stands in its way.</summary>
/// <param name="Text">What was done, or what blocks it.</param>
internal sealed record StepLine(CaseStep Step, string Name, StepState State, string Text, DateOnly? On, IReadOnlyList<StepBlock> Blocks)
{
    public bool Open => State is StepState.Next or StepState.Blocked;
}

/// <summary>The procedure of a case as steps in their order.</summary>
internal static class CaseSteps
{
    public static string Of(CaseStep step) => step switch
    {
        CaseStep.File => "批准立案",
        CaseStep.Inquire => "询问、笔录",
        CaseStep.Collect => "收集证据",
        CaseStep.Notify => "告知拟作决定和权利",
        CaseStep.Defend => "听取陈述申辩",
        CaseStep.Summon => "安排听证",
        CaseStep.Hear => "举行听证",
        CaseStep.Review => "法制审核",
        CaseStep.Decide => "作出决定",
        CaseStep.Serve => "送达",
        CaseStep.Close => "结案归档",
        CaseStep.HandOver => "移送",
        _ => "不予立案、撤案",
    };

    public static IReadOnlyList<StepLine> Of(EnforcementCase c, CaseMaterial m) =>
    [
        Line(CaseStep.File, c, m, c.FiledOn, c.BasisTitle),
        Line(CaseStep.Inquire, c, m, m.Inquiries > 0 ? c.FiledOn : null, $"笔录 {m.Inquiries} 份", repeats: true),
        Line(CaseStep.Collect, c, m, m.Admitted > 0 ? c.FiledOn : null, $"可用证据 {m.Admitted} 件", repeats: true),
        Line(CaseStep.Notify, c, m, c.NoticeOn, $"拟作出：{CaseWords.Of(c.Proposed)}"),
        Line(CaseStep.Defend, c, m, c.DefenceOn, CaseWords.Of(c.Defence)),
        Hearing(c, m),
        Line(CaseStep.Review, c, m, c.NoticeOn is null ? null : c.ReviewedOn >= c.NoticeOn ? c.ReviewedOn : null, c.ReviewPassed ? $"{c.Reviewer}：通过" : $"{c.Reviewer}：退回"),
        Line(CaseStep.Decide, c, m, c.DecidedOn, c.Result is { } result ? $"{CaseWords.Of(result)}，{c.DecisionNumber}" : ""),
        Line(CaseStep.Serve, c, m, c.ServedOn, c.ServedBy is { } mode ? CaseWords.Of(mode) : ""),
        Line(CaseStep.Close, c, m, c.ClosedOn, c.ArchiveNumber),
        c.State == CaseState.Dropped
            ? Line(CaseStep.Drop, c, m, c.DroppedOn, "")
            : Line(CaseStep.HandOver, c, m, c.HandedOverOn, c.HandedTo.Length > 0 ? $"{c.HandedTo}，{c.HandOverNumber}" : ""),
    ];

    /// <summary>What an ended case does no more.</summary>
    public static bool HasEnded(CaseState state) => state is CaseState.Closed or CaseState.HandedOver or CaseState.Dropped;

    private static StepLine Hearing(EnforcementCase c, CaseMaterial m)
    {
        if (c.NoticeOn is not null && !c.HearingOffered)
        {
            return new StepLine(CaseStep.Summon, "听证", StepState.NotNeeded, "没有听证权利或者已书面放弃", null, []);
        }

        if (c.HearingOffered && c.HearingAskedOn is null && m.HearingUntil < m.Today)
        {
            return new StepLine(CaseStep.Summon, "听证", StepState.NotNeeded, "期限内没有要求听证", null, []);
        }

        return c.HearingAskedOn is not null && c.HearingRecord.Length == 0
            ? Line(CaseStep.Hear, c, m, null, "")
            : Line(c.HearingRecord.Length > 0 ? CaseStep.Hear : CaseStep.Summon, c, m, c.HearingRecord.Length > 0 ? c.HearingOn : null, c.HearingChair.Length > 0 ? $"主持人 {c.HearingChair}" : "");
    }

    private static StepLine Line(CaseStep step, EnforcementCase c, CaseMaterial m, DateOnly? on, string done, bool repeats = false)
    {
        var blocks = CaseProcedure.Blocks(step, c, m);
        return on is not null && !(repeats && blocks.Count == 0) ? new StepLine(step, Of(step), StepState.Done, done, on, repeats ? blocks : [])
            : HasEnded(c.State) ? new StepLine(step, Of(step), StepState.NotNeeded, "", null, [])
            : blocks.Count == 0 ? new StepLine(step, Of(step), on is null ? StepState.Next : StepState.Done, on is null ? "可以办理" : done, on, [])
            : new StepLine(step, Of(step), blocks.Any(b => b.Code == "WRONG_STATE") ? StepState.Later : StepState.Blocked, string.Join(" ", blocks.Select(b => b.Text)), null, blocks);
    }
}
