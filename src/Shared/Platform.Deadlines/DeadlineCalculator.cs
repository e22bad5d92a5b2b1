namespace Platform.Deadlines;

/// <summary>
/// Finds the last day of a limit: the event day is left out (民法典 201), units are counted, an extension is added, and the last day rolls
/// over where the rule has it. Counting months ends on the same-numbered day, else at the month's end (民法典 202).
/// </summary>
public static class DeadlineCalculator
{
    public static Deadline Calculate(CalendarTable calendar, DeadlineRule rule, DeadlineStart from)
    {
        var steps = new List<DeadlineStep> { DeadlineTexts.Start(rule, from.Start) };
        var (counted, missing) = Count(calendar, rule, from.Start);
        steps.Add(DeadlineTexts.Counted(calendar, rule, from.Start, counted));
        var last = counted;
        if (from.ExtensionDays > 0)
        {
            last = last.AddDays(from.ExtensionDays);
            steps.Add(DeadlineTexts.Extended(rule, from.ExtensionDays, last));
        }

        var due = last;
        if (rule.Unit != DeadlineUnit.WorkingDays || from.ExtensionDays > 0)
        {
            if (rule.Roll == RollOver.NextWorkingDay)
            {
                due = calendar.OnOrAfter(last);
                AddMissing(calendar, last, due, missing);
            }

            steps.Add(DeadlineTexts.Rolled(calendar, rule, last, due));
        }

        if (missing.Count > 0)
        {
            steps.Add(DeadlineTexts.Provisional(missing, due));
        }

        return new Deadline(from.Start, due, missing.Count > 0, [.. missing], steps);
    }

    /// <summary>The due day without its explanation: for many rows at once.</summary>
    public static (DateOnly Due, bool Provisional) DueOf(CalendarTable calendar, DeadlineRule rule, DeadlineStart from)
    {
        var (counted, missing) = Count(calendar, rule, from.Start);
        var last = counted.AddDays(from.ExtensionDays);
        if (rule.Roll == RollOver.None)
        {
            return (last, missing.Count > 0);
        }

        var due = calendar.OnOrAfter(last);
        AddMissing(calendar, last, due, missing);
        return (due, missing.Count > 0);
    }

    // Counting the event day in is counting from the day before it.
    private static (DateOnly Last, SortedSet<int> Missing) Count(CalendarTable calendar, DeadlineRule rule, DateOnly start)
    {
        var sign = rule.Direction == Direction.Forward ? 1 : -1;
        var origin = rule.EventDay == EventDay.Included ? start.AddDays(-sign) : start;
        var missing = new SortedSet<int>();
        var amount = sign * rule.Amount;
        var last = rule.Unit switch
        {
            DeadlineUnit.CalendarDays => origin.AddDays(amount),
            DeadlineUnit.WorkingDays => calendar.Add(origin, amount),
            DeadlineUnit.Months => origin.AddMonths(amount),
            _ => origin.AddYears(amount),
        };
        if (rule.Unit == DeadlineUnit.WorkingDays)
        {
            var first = origin.AddDays(sign);
            AddMissing(calendar, first < last ? first : last, first < last ? last : first, missing);
        }

        return (last, missing);
    }

    private static void AddMissing(CalendarTable calendar, DateOnly first, DateOnly last, SortedSet<int> missing)
    {
        for (var year = first.Year; year <= last.Year; year++)
        {
            if (!calendar.IsLoaded(year))
            {
                missing.Add(year);
            }
        }
    }
}
