using Platform.Contracts.Messaging;
using Platform.Organisation.Data;

namespace Platform.Organisation.Domain;

internal enum StandInState { Coming, Running, Over, TakenBack }

/// <summary>Who may stand in for whom: not for oneself, one at a time for the same post, and no chains.</summary>
internal static class StandInRules
{
    /// <param name="known">Stand-ins of the site that end on or after <paramref name="from"/>.</param>
    public static void CheckNew(Guid absent, Guid standIn, Guid postId, DateOnly from, DateOnly to, IReadOnlyList<StandIn> known)
    {
        if (absent == standIn)
        {
            throw AssignmentRules.Refuse("STANDS_IN_FOR_SELF", "不能由本人代理本人，请选择另一位同事。", "StandInStaffId", "不能是本人");
        }

        if (to < from)
        {
            throw AssignmentRules.Refuse("DAYS_REVERSED", "结束日期不能早于开始日期。", "To", "不能早于开始日期");
        }

        var live = known.Where(s => s.Overlaps(from, to)).ToList();
        if (live.Find(s => s.AbsentStaffId == absent && (s.PostId == postId || s.PostId == Guid.Empty || postId == Guid.Empty)) is { } same)
        {
            throw AssignmentRules.Refuse("STAND_IN_OVERLAPS", $"这个人在 {Days.Span(same.From, same.To)} 已有代理，请先提前结束它，或改日期。", "From", "与已有的代理重叠");
        }

        if (live.Exists(s => s.AbsentStaffId == standIn))
        {
            throw AssignmentRules.Refuse("STAND_IN_CHAIN", "代理人自己在这些日子由别人代理，不能再代理他人。请另选一位同事。", "StandInStaffId", "自己正由别人代理");
        }

        if (live.Exists(s => s.StandInStaffId == absent))
        {
            throw AssignmentRules.Refuse("STAND_IN_CHAIN", "被代理人在这些日子正代理别人的工作，不能转给第三人。请先结束那项代理。", "AbsentStaffId", "正代理别人");
        }
    }

    public static StandInState StateOn(StandIn row, DateOnly day) =>
        row.To < row.From ? StandInState.TakenBack : day < row.From ? StandInState.Coming : day <= row.To ? StandInState.Running : StandInState.Over;

    /// <summary>The last day after an early end decided today: today still counts when it was to be the last, and never a day that is over is taken away.</summary>
    public static DateOnly EarlyEnd(StandIn row, DateOnly lastDay, DateOnly today)
    {
        if (row.To < today)
        {
            throw new RefusalException("ALREADY_ENDED", "这项代理已经结束。", RefusalKind.Conflict);
        }

        if (lastDay < today.AddDays(-1) || lastDay >= row.To)
        {
            throw AssignmentRules.Refuse("WRONG_LAST_DAY", "最后一天须在今天前一天或以后，并早于原定的结束日期。", "LastDay", "日期不对");
        }

        return lastDay < row.From ? row.From.AddDays(-1) : lastDay;
    }
}
