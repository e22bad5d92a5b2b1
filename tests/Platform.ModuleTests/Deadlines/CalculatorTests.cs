using CsCheck;
using Platform.Deadlines;
using Xunit;
using static Platform.ModuleTests.Deadlines.CarriedCalendar;

namespace Platform.ModuleTests.Deadlines;

public class CalculatorTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, (365 * 24) + 200].Select(n => new DateOnly(2004, 1, 1).AddDays(n));

    private static readonly Gen<DeadlineRule> Rules = Gen.Select(
        Gen.Enum<DeadlineUnit>(), Gen.Int[1, 90], Gen.Enum<RollOver>(), Gen.Enum<EventDay>(), Gen.Enum<Direction>(),
        (unit, amount, roll, day, direction) => Own(unit, unit == DeadlineUnit.Years ? (amount % 5) + 1 : amount, roll, day, direction));

    [Theory]
    // Working days: the national holiday is skipped, the make-up Saturday 10 October counts (L23a).
    [InlineData("penalty.service.7wd", "2026-09-30", "2026-10-15")]
    [InlineData("hearing.request.5wd", "2026-09-30", "2026-10-13")]
    // The event day never counts, also when it is a working day.
    [InlineData("penalty.service.7wd", "2026-11-23", "2026-12-02")]
    // Spring Festival with both make-up Saturdays: 14 and 28 February count.
    [InlineData("penalty.service.7wd", "2026-02-12", "2026-02-28")]
    // Counted back from the hearing.
    [InlineData("hearing.notice.7wd", "2026-10-15", "2026-09-30")]
    // The agency's own limit ends on a rest day all the same (trap c): 3 October.
    [InlineData("penalty.decision.90d", "2026-07-05", "2026-10-03")]
    // The citizen's rolls over the same day to the first working day after it.
    [InlineData("reconsideration.apply.60d", "2026-08-04", "2026-10-08")]
    // The last day is a make-up Saturday: no rest day, no roll-over (trap d).
    [InlineData("reconsideration.apply.60d", "2026-08-11", "2026-10-10")]
    // The last day is an ordinary Sunday: weekends are rest days.
    [InlineData("reconsideration.apply.60d", "2026-09-16", "2026-11-16")]
    [InlineData("litigation.after-review.15d", "2026-09-18", "2026-10-08")]
    // Months end on the same number, else at the month's end.
    [InlineData("litigation.6m", "2026-01-31", "2026-07-31")]
    [InlineData("litigation.6m", "2025-08-31", "2026-02-28")]
    [InlineData("inquiry.reply.1m", "2026-01-31", "2026-02-28")]
    [InlineData("inquiry.reply.1m", "2024-01-31", "2024-02-29")]
    [InlineData("inquiry.reply.1m", "2026-02-28", "2026-03-28")]
    [InlineData("inquiry.reply.7d", "2026-10-01", "2026-10-08")]
    [InlineData("enforcement.reminder.10wd", "2026-09-25", "2026-10-15")]
    [InlineData("petition.accept.15d", "2026-11-01", "2026-11-16")]
    [InlineData("petition.conclude.60d", "2026-08-05", "2026-10-04")]
    public void The_law_table(string code, string start, string due)
    {
        var found = DeadlineCalculator.Calculate(Table, Rule(code), new DeadlineStart(Day(start)));
        Assert.Equal(Day(due), found.Due);
        Assert.False(found.Provisional);
        Assert.Equal(Day(start), found.Steps[0].Day);
    }

    [Fact]
    public void An_extension_is_a_step_of_its_own_before_the_roll_over()
    {
        var found = DeadlineCalculator.Calculate(Table, Rule("reconsideration.conclude.60d"), new DeadlineStart(Day("2026-07-05"), 30));
        Assert.Equal(Day("2026-10-08"), found.Due);
        Assert.Equal(["2026-07-05", "2026-09-03", "2026-10-03", "2026-10-08"], found.Steps.Select(s => $"{s.Day:yyyy-MM-dd}"));
        Assert.Contains("延长 30 日", found.Steps[2].Text, StringComparison.Ordinal);
        Assert.Contains("国庆节放假", found.Steps[3].Text, StringComparison.Ordinal);
        Assert.Contains("行政复议法", found.Steps[3].Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_explanation_names_holidays_make_up_days_and_articles()
    {
        var counted = DeadlineCalculator.Calculate(Table, Rule("penalty.service.7wd"), new DeadlineStart(Day("2026-09-30"))).Steps[1];
        Assert.Contains("国庆节放假", counted.Text, StringComparison.Ordinal);
        Assert.Contains("10月10日", counted.Text, StringComparison.Ordinal);
        Assert.Equal("《行政处罚法》第六十一条", counted.Source);
    }

    [Fact]
    public void Beyond_the_loaded_years_it_is_provisional_and_says_which_year_is_missing()
    {
        var found = DeadlineCalculator.Calculate(Table, Rule("penalty.service.7wd"), new DeadlineStart(Day("2026-12-25")));
        Assert.True(found.Provisional);
        Assert.Equal([2027], found.MissingYears);
        Assert.Contains("2027 年", found.Steps[^1].Text, StringComparison.Ordinal);
        // Without roll-over the calendar plays no part.
        Assert.False(DeadlineCalculator.Calculate(Table, Rule("penalty.decision.90d"), new DeadlineStart(Day("2026-12-25"))).Provisional);
        // A working-day limit that ends in time is certain.
        Assert.False(DeadlineCalculator.Calculate(Table, Rule("penalty.service.7wd"), new DeadlineStart(Day("2026-12-18"))).Provisional);
    }

    [Fact]
    public void Codes_are_unique_and_every_statutory_rule_names_its_article()
    {
        Assert.Equal(StatutoryDeadlines.All.Count, StatutoryDeadlines.All.Select(r => r.Code).Distinct().Count());
        Assert.All(StatutoryDeadlines.All.Where(r => r.Basis.Confidence != Confidence.Internal), r => Assert.Matches("^《.+》第.+条$", r.Basis.Text));
        // Trap c.
        Assert.All(StatutoryDeadlines.All.Where(r => r.Binds == Bound.Agency && r.Basis.InstrumentId is "L10" or "L13" or "L19"), r => Assert.Equal(RollOver.None, r.Roll));
    }

    [Fact]
    public void Adding_and_subtracting_working_days_are_inverse() => Gen.Select(Days, Gen.Int[1, 60]).Sample((day, count) =>
    {
        var from = Table.OnOrAfter(day);
        Assert.Equal(from, Table.Add(Table.Add(from, count), -count));
        Assert.Equal(count, Table.Between(from.AddDays(1), Table.Add(from, count)).Count);
    });

    [Fact]
    public void A_later_event_is_never_due_earlier() => Gen.Select(Rules, Days, Gen.Int[0, 20]).Sample((rule, day, later) =>
        Assert.True(Due(rule, day) <= Due(rule, day.AddDays(later))));

    [Fact]
    public void Rolled_and_working_day_limits_end_on_a_working_day() => Gen.Select(Rules, Days).Sample((rule, day) =>
        Assert.True(!rule.UsesCalendar || Table.IsWorkingDay(Due(rule, day))));

    [Fact]
    public void Rolling_over_moves_to_the_first_working_day_and_never_back() => Gen.Select(Rules, Days).Sample((rule, day) =>
    {
        var (strict, rolled) = (Due(rule with { Roll = RollOver.None }, day), Due(rule with { Roll = RollOver.NextWorkingDay }, day));
        Assert.Equal(Table.OnOrAfter(strict), rolled);
    });

    [Fact]
    public void Months_end_on_the_same_number_or_at_the_months_end() => Gen.Select(Days, Gen.Int[1, 60]).Sample((day, months) =>
    {
        var due = Due(Own(DeadlineUnit.Months, months, RollOver.None), day);
        Assert.Equal((day.Year * 12) + day.Month + months, (due.Year * 12) + due.Month);
        Assert.Equal(Math.Min(day.Day, DateTime.DaysInMonth(due.Year, due.Month)), due.Day);
    });

    [Fact]
    public void The_last_step_reaches_the_due_day_and_the_short_way_agrees() => Gen.Select(Rules, Days, Gen.Int[0, 30]).Sample((rule, day, extension) =>
    {
        var from = new DeadlineStart(day, extension);
        var found = DeadlineCalculator.Calculate(Table, rule, from);
        Assert.Equal(found.Due, found.Steps[^1].Day);
        Assert.Equal(day, found.Steps[0].Day);
        Assert.Equal((found.Due, found.Provisional), DeadlineCalculator.DueOf(Table, rule, from));
    });

    private static DateOnly Due(DeadlineRule rule, DateOnly start) => DeadlineCalculator.DueOf(Table, rule, new DeadlineStart(start)).Due;

    private static DeadlineRule Own(DeadlineUnit unit, int amount, RollOver roll, EventDay day = EventDay.Excluded, Direction direction = Direction.Forward) =>
        new("own", "自定", "起算日", unit, amount, Bound.Citizen, new LegalSource("", "自定", "", Confidence.Internal), roll, day, direction);
}
