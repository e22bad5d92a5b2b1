namespace Platform.Deadlines;

/// <summary>The Chinese sentences of an explanation.</summary>
internal static class DeadlineTexts
{
    private const int ShownDays = 6;
    private static readonly string[] WeekDays = ["日", "一", "二", "三", "四", "五", "六"];

    public static DeadlineStep Start(DeadlineRule rule, DateOnly start) => new(
        $"{Long(start)}为{rule.Event}，" + (rule.EventDay, rule.Direction) switch
        {
            (EventDay.Excluded, Direction.Forward) => "当日不计入，从次日起算。",
            (EventDay.Excluded, _) => "当日不计入，从前一日起倒数。",
            (_, Direction.Forward) => "按规定当日计入，从当日起算。",
            _ => "按规定当日计入，从当日起倒数。",
        },
        start,
        (rule.Counting ?? StatutorySources.CivilCode201).Text);

    public static DeadlineStep Counted(CalendarTable calendar, DeadlineRule rule, DateOnly start, DateOnly last)
    {
        var back = rule.Direction == Direction.Backward;
        var verb = back ? "倒数" : "数";
        return new DeadlineStep(rule.Unit switch
        {
            DeadlineUnit.WorkingDays => $"{verb}{rule.Length}，到{Long(last)}{Passed(calendar, back ? last : start.AddDays(1), back ? start.AddDays(-1) : last)}。",
            DeadlineUnit.CalendarDays => $"{verb} {rule.Amount} 日（节假日也计算在内），到{Long(last)}。",
            _ => $"{verb}{rule.Length}，到{Long(last)}" + (SameDay(rule, start, last) ? "（对应日）。" : "：那个月没有对应日，以月末日为最后一日。"),
        }, last, rule.Unit is DeadlineUnit.Months or DeadlineUnit.Years ? $"{rule.Basis.Text}；{StatutorySources.CivilCode202.Text}" : rule.Basis.Text);
    }

    public static DeadlineStep Extended(DeadlineRule rule, int days, DateOnly last) =>
        new($"经批准延长 {days} 日，到{Long(last)}。", last, rule.Extension?.Basis.Text ?? "");

    public static DeadlineStep Rolled(CalendarTable calendar, DeadlineRule rule, DateOnly last, DateOnly due)
    {
        if (calendar.IsWorkingDay(last))
        {
            return new DeadlineStep($"最后一日是工作日{(calendar.NameOf(last) is { } name ? $"（{name}补班）" : "")}，截止日为{Long(last)}。", last);
        }

        var why = calendar.NameOf(last) is { } holiday ? $"{holiday}放假" : $"星期{WeekDays[(int)last.DayOfWeek]}休息";
        return rule.Roll == RollOver.NextWorkingDay
            ? new DeadlineStep($"最后一日是{why}，期限顺延到其后第一个工作日{Long(due)}。", due, (rule.Rolling ?? StatutorySources.CivilCode203).Text)
            : new DeadlineStep($"最后一日是{why}；{(rule.Binds == Bound.Agency ? "这是约束机关的期限，" : "")}规定没有顺延，截止日仍为{Long(last)}，请提前办结。", last);
    }

    public static DeadlineStep Provisional(IEnumerable<int> missing, DateOnly due) => new(
        $"{string.Join("、", missing)} 年的放假调休安排还没有导入，先按周一至周五推算：{Long(due)}是暂定日期，导入后自动重算并保留原日期。", due);

    public static string Long(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日（周{WeekDays[(int)day.DayOfWeek]}）";

    private static bool SameDay(DeadlineRule rule, DateOnly start, DateOnly last)
    {
        var origin = rule.EventDay == EventDay.Excluded ? start : start.AddDays(rule.Direction == Direction.Forward ? -1 : 1);
        return origin.Day == last.Day;
    }

    // Which days between did not count, and which weekend days did.
    private static string Passed(CalendarTable calendar, DateOnly first, DateOnly last)
    {
        var days = Enumerable.Range(0, Math.Max(last.DayNumber - first.DayNumber + 1, 0)).Select(first.AddDays).ToList();
        var rest = days.Count(d => !calendar.IsWorkingDay(d));
        var holidays = days.Where(d => calendar.KindOf(d) == CalendarDayKind.Holiday).Select(d => calendar.NameOf(d)!).Distinct().ToList();
        var makeUp = days.Where(d => calendar.KindOf(d) == CalendarDayKind.MakeupWorkday).ToList();
        return (rest == 0 ? "" : $"；其间休息日 {rest} 天不计{(holidays.Count == 0 ? "" : $"（含{string.Join("、", holidays)}放假）")}")
            + (makeUp.Count == 0 ? "" : $"；补班日 {string.Join("、", makeUp.Take(ShownDays).Select(d => $"{d.Month}月{d.Day}日"))}{(makeUp.Count > ShownDays ? "等" : "")}照常计入");
    }
}
