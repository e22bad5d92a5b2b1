using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.ModuleTests.Deadlines;
using Platform.Oversight;
using Platform.Oversight.Domain;
using Xunit;

namespace Platform.ModuleTests.Oversight;

public class DueDatesTests
{
    // What follows the last time has no periods of its own; it is tested apart.
    private static readonly Gen<(Cadence Cadence, DueRule Rule)> Duties =
        from cadence in Gen.Enum<Cadence>().Where(c => c != Cadence.AfterLast)
        from offset in Gen.Int[0, 3]
        from day in Gen.Int[1, 31]
        select (cadence, new DueRule(offset, day, 1));

    private static readonly Gen<YearMonth> Months = Gen.Select(Gen.Int[2020, 2032], Gen.Int[1, 12], (y, m) => new YearMonth(y, m));

    private static readonly Gen<DateOnly> Days = Gen.Int[0, 4_000].Select(n => new DateOnly(2020, 1, 1).AddDays(n));

    [Fact]
    public void A_period_found_for_a_month_is_due_in_that_month() =>
        Gen.Select(Duties, Months).Sample((duty, month) =>
        {
            foreach (var period in DueDates.PeriodsDueIn(duty.Cadence, duty.Rule, month))
            {
                Assert.Equal(month, YearMonth.Of(DueDates.DueOn(duty.Cadence, duty.Rule, period)));
                Assert.Equal(period, DueDates.PeriodOf(duty.Cadence, period));
            }
        });

    [Fact]
    public void Every_period_is_due_in_exactly_one_month_and_not_before_it_begins() =>
        Gen.Select(Duties, Days).Sample((duty, day) =>
        {
            var period = DueDates.PeriodOf(duty.Cadence, day);
            var due = DueDates.DueOn(duty.Cadence, duty.Rule, period);
            Assert.True(due >= period);
            var found = Enumerable.Range(-4, 24).Select(i => YearMonth.Of(period).AddMonths(i)).Where(m => DueDates.PeriodsDueIn(duty.Cadence, duty.Rule, m).Contains(period));
            Assert.Equal([YearMonth.Of(due)], found);
        });

    [Fact]
    public void Every_day_belongs_to_exactly_one_period() =>
        Gen.Select(Gen.Enum<Cadence>(), Days).Sample((cadence, day) =>
        {
            var period = DueDates.PeriodOf(cadence, day);
            var end = DueDates.EndOf(cadence, period);
            Assert.True(period <= day && day <= end);
            Assert.Equal(end.AddDays(1), DueDates.PeriodOf(cadence, end.AddDays(1)));
            Assert.Equal(period, DueDates.PeriodOf(cadence, end));
        });

    [Fact]
    public void What_follows_the_last_time_is_due_once_and_again_every_month_until_it_is_done() =>
        Gen.Select(Days, Gen.Int[1, 12]).Sample((last, months) =>
        {
            var first = YearMonth.Of(last.AddMonths(months));
            Assert.Null(DueDates.DueAfter(last, months, first.AddMonths(-1)));
            Assert.Equal(last.AddMonths(months), DueDates.DueAfter(last, months, first));
            Assert.Equal(first.AddMonths(1).LastDay, DueDates.DueAfter(last, months, first.AddMonths(1)));
        });

    [Theory]
    [InlineData("2026-01-10", "2026-01-12", "2026-01-09")]
    [InlineData("2026-10-10", "2026-10-10", "2026-10-09")]
    [InlineData("2026-10-04", "2026-10-08", "2026-09-30")]
    public void The_literal_date_counts_unless_the_next_working_day_is_set_and_the_reminder_comes_on_the_last_working_day_before(string literal, string next, string remind)
    {
        var days = CarriedCalendar.Days;
        var (due, rule) = (DateOnly.Parse(literal), new DueRule(0, 10, 1));
        Assert.Equal(due, DueDates.Settled(due, rule, days));
        Assert.Equal(DateOnly.Parse(next), DueDates.Settled(due, rule with { NextWorkingDay = true }, days));
        Assert.Equal(DateOnly.Parse(remind), DueDates.RemindOn(due, rule, days));
    }

    [Fact]
    public void A_longer_reminder_comes_so_many_working_days_before() =>
        Assert.Equal(new DateOnly(2026, 9, 29), DueDates.RemindOn(new(2026, 10, 4), new DueRule(0, 4, 1, RemindDays: 2), CarriedCalendar.Days));

    [Theory]
    [InlineData("2026-11", 5, "2026-10-26", "2026-11-29")]
    [InlineData("2026-10", 4, "2026-09-28", "2026-10-25")]
    public void A_week_belongs_to_the_month_of_its_last_day(string month, int weeks, string first, string lastDue)
    {
        var duty = OversightDuties.All.Single(d => d.Code == OversightDuties.WeeklyMeeting);
        var periods = DueDates.PeriodsDueIn(duty.Cadence, DueRule.Of(duty), YearMonth.Parse(month));
        Assert.Equal((weeks, DateOnly.Parse(first)), (periods.Count, periods[0]));
        Assert.Equal(DateOnly.Parse(lastDue), DueDates.DueOn(duty.Cadence, DueRule.Of(duty), periods[^1]));
        Assert.Equal("2026年11月16日至22日", DueDates.NameOf(Cadence.Weekly, new(2026, 11, 16)));
    }

    [Theory]
    [InlineData("work-meeting-monthly", "2026-10", "2026-10-01", "2026-10-31")]
    [InlineData("community-study-monthly", "2026-02", "2026-02-01", "2026-02-28")]
    [InlineData("village-appraisal-monthly", "2026-10", "2026-09-01", "2026-10-10")]
    [InlineData("village-board-monthly", "2026-01", "2025-12-01", "2026-01-10")]
    [InlineData("supplies-training-half-yearly", "2026-06", "2026-01-01", "2026-06-30")]
    [InlineData("community-audit-quarterly", "2026-09", "2026-07-01", "2026-09-30")]
    [InlineData("publicist-appraisal-yearly", "2026-12", "2026-01-01", "2026-12-31")]
    [InlineData("backup-daily", "2026-10", "2026-10-01", "2026-10-31")]
    public void Own_duties_fall_due_as_the_documents_say(string code, string month, string period, string due)
    {
        var duty = OversightDuties.All.Single(d => d.Code == code);
        Assert.Equal([DateOnly.Parse(period)], DueDates.PeriodsDueIn(duty.Cadence, DueRule.Of(duty), YearMonth.Parse(month)));
        Assert.Equal(DateOnly.Parse(due), DueDates.DueOn(duty.Cadence, DueRule.Of(duty), DateOnly.Parse(period)));
    }

    [Fact]
    public void The_sum_reaching_the_threshold_decides_the_day()
    {
        Proof[] proofs = [new(new(2026, 10, 20), 2), new(new(2026, 10, 3), 1), new(new(2026, 10, 9), 1)];
        Assert.Equal(new DateOnly(2026, 10, 9), DutyRule.ReachedOn(2, proofs));
        Assert.Equal(new DateOnly(2026, 10, 20), DutyRule.ReachedOn(3, proofs));
        Assert.Null(DutyRule.ReachedOn(5, proofs));
    }

    [Theory]
    [InlineData(null, false, "Missed")]
    [InlineData(null, true, "Excused")]
    [InlineData("2026-10-10", true, "OnTime")]
    [InlineData("2026-10-11", false, "Late")]
    [InlineData("2026-10-11", true, "Excused")]
    public void A_close_writes_down(string? reached, bool excused, string status) =>
        Assert.Equal(status, DutyRule.Freeze(new(2026, 10, 10), reached is null ? null : DateOnly.Parse(reached), excused).ToString());

    [Theory]
    [InlineData("2026-10-08", "Upcoming")]
    [InlineData("2026-10-09", "DueSoon")]
    [InlineData("2026-10-10", "DueSoon")]
    [InlineData("2026-10-11", "Overdue")]
    public void The_calendar_shows(string today, string status) =>
        Assert.Equal(status, DutyRule.Live(new(2026, 10, 10), new(2026, 10, 9), null, false, DateOnly.Parse(today)).ToString());
}
