namespace Platform.Oversight.Domain;

/// <summary>How a duty stands. The last four are also what a close freezes.</summary>
internal enum DutyStatus { Upcoming, DueSoon, Overdue, OnTime, Late, Missed, Excused }

/// <summary>One proof of a duty: the date that counts and how much it proves.</summary>
internal readonly record struct Proof(DateOnly CountsOn, decimal Quantity);

/// <summary>Turns what happened into a status.</summary>
internal static class DutyRule
{
    /// <summary>The day on which the summed quantity reached the threshold; null when it never did.</summary>
    public static DateOnly? ReachedOn(decimal threshold, IEnumerable<Proof> proofs)
    {
        var sum = 0m;
        foreach (var proof in proofs.OrderBy(p => p.CountsOn))
        {
            sum += proof.Quantity;
            if (sum >= threshold)
            {
                return proof.CountsOn;
            }
        }

        return null;
    }

    /// <summary>The status a close writes down. An excuse helps who is late or missed; it takes nothing from who was on time.</summary>
    public static DutyStatus Freeze(DateOnly dueOn, DateOnly? reachedOn, bool excused) => reachedOn switch
    {
        { } day when day <= dueOn => DutyStatus.OnTime,
        _ when excused => DutyStatus.Excused,
        null => DutyStatus.Missed,
        _ => DutyStatus.Late,
    };

    /// <summary>The status on the calendar of an open month.</summary>
    public static DutyStatus Live(DateOnly dueOn, DateOnly remindOn, DateOnly? reachedOn, bool excused, DateOnly today) =>
        reachedOn is not null || excused ? Freeze(dueOn, reachedOn, excused)
        : today > dueOn ? DutyStatus.Overdue
        : today >= remindOn ? DutyStatus.DueSoon
        : DutyStatus.Upcoming;

    public static string Text(DutyStatus status) => status switch
    {
        DutyStatus.Upcoming => "未到期",
        DutyStatus.DueSoon => "即将到期",
        DutyStatus.Overdue => "已逾期",
        DutyStatus.OnTime => "按时完成",
        DutyStatus.Late => "逾期完成",
        DutyStatus.Missed => "未完成",
        _ => "准予免除",
    };
}
