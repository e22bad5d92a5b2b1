using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;

namespace Platform.StaffAttendance.Domain;

/// <summary>Who has to agree to personal leave, by its length (P4-ATTENDANCE-01). Ascending: stricter.</summary>
internal enum LeaveTier
{
    /// <summary>Sick and statutory leave: acknowledged, never withheld.</summary>
    None,

    /// <summary>Up to half a day: the director, for station staff the head of the station.</summary>
    Head,

    /// <summary>Up to one day: then the leader in charge.</summary>
    Leader,

    /// <summary>Up to two days: a written request, and both signatures.</summary>
    Written,

    /// <summary>More: not granted before the county's reply is on file.</summary>
    County,
}

/// <summary>Lengths and limits of personal leave, in working half days.</summary>
internal static class LeaveRules
{
    /// <summary>Four days in a calendar month.</summary>
    public const int MonthlyCap = 8;

    /// <summary>Fewer characters are no written request.</summary>
    public const int LeastLetter = 10;

    /// <summary>In between counts as the next longer tier.</summary>
    public static LeaveTier TierOf(LeaveKind kind, int halfDays) => !LeaveKinds.NeedsApproval(kind) ? LeaveTier.None : halfDays switch
    {
        <= 1 => LeaveTier.Head,
        <= 2 => LeaveTier.Leader,
        <= 4 => LeaveTier.Written,
        _ => LeaveTier.County,
    };

    /// <summary>Working half days of a span together with those it hangs together with, also through one another.</summary>
    /// <param name="others">The person's other personal leave that stands.</param>
    public static int Together(LeaveSpan span, IReadOnlyCollection<LeaveSpan> others, IWorkingDays calendar)
    {
        var left = others.ToList();
        List<LeaveSpan> chain = [span];
        for (var i = 0; i < chain.Count; i++)
        {
            var joined = left.Where(o => chain[i].IsAdjacentTo(o, calendar)).ToList();
            chain.AddRange(joined);
            left.RemoveAll(joined.Contains);
        }

        return chain.Sum(s => s.HalfDays(calendar));
    }

    /// <summary>What a request uses of the months it touches, and what was used before.</summary>
    public static IReadOnlyList<MonthUse> Months(LeaveSpan span, IReadOnlyCollection<LeaveSpan> others, IWorkingDays calendar) =>
    [
        .. from month in span.ByMonth(calendar)
           let used = others.Sum(o => o.ByMonth(calendar).GetValueOrDefault(month.Key))
           select new MonthUse(month.Key, used, month.Value),
    ];

    /// <summary>Refuses MONTHLY_CAP with what remains of each month; with the county's reply on file nothing is refused.</summary>
    public static void CheckCap(IReadOnlyList<MonthUse> months, bool countyAgreed)
    {
        var over = months.Where(m => m.Exceeds).ToList();
        if (over.Count > 0 && !countyAgreed)
        {
            throw new RefusalException(
                "MONTHLY_CAP",
                $"事假每月不能超过 4 天：{string.Join("；", over.Select(m => $"{YearMonth.Of(m.Month).ToChinese()}已用 {Days(m.Used)} 天，还剩 {Days(m.Remaining)} 天，本次 {Days(m.Asked)} 天"))}。"
                + "请缩短请假时间，或取得县级批复后连同批复一起提出。",
                RefusalKind.Refused,
                [new FieldError("Last", $"本月还剩 {Days(over[0].Remaining)} 天")]);
        }
    }

    /// <summary>From the third half day on a letter or a file has to be there: refuses WRITTEN_REQUEST_REQUIRED.</summary>
    public static void CheckWritten(LeaveTier tier, string? letter, bool attached)
    {
        if (tier >= LeaveTier.Written && !attached && !(letter?.Trim().Length >= LeastLetter))
        {
            throw new RefusalException(
                "WRITTEN_REQUEST_REQUIRED", $"超过一天的事假须有书面请假材料：请上传，或在“书面材料”中写明（不少于 {LeastLetter} 字）。相邻的请假合并计算。", RefusalKind.Refused,
                [new FieldError("Letter", "须有书面请假材料")]);
        }
    }

    /// <summary>For example 1.5.</summary>
    public static string Days(int halfDays) => (halfDays / 2m).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="Month">First day of the month.</param>
/// <param name="Used">Half days of personal leave already standing in it.</param>
/// <param name="Asked">Half days of the request.</param>
internal sealed record MonthUse(DateOnly Month, int Used, int Asked)
{
    public int Remaining => Math.Max(0, LeaveRules.MonthlyCap - Used);

    public bool Exceeds => Used + Asked > LeaveRules.MonthlyCap;
}
