using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Oversight;
using Platform.Oversight.Domain;
using Xunit;

namespace Platform.ModuleTests.Oversight;

public class DueDatesTests
{
    private static readonly Gen<DutyDefinition> Duties =
        from cadence in Gen.Enum<Cadence>()
        from offset in Gen.Int[0, 3]
        from day in Gen.Int[1, 31]
        select new DutyDefinition("d", "d", DutyLevel.Site, cadence, offset, day, "p", "e", []);

    private static readonly Gen<YearMonth> Months = Gen.Select(Gen.Int[2020, 2032], Gen.Int[1, 12], (y, m) => new YearMonth(y, m));

    [Fact]
    public void A_period_found_for_a_month_is_due_in_that_month() =>
        Gen.Select(Duties, Months).Sample((duty, month) =>
        {
            if (DueDates.PeriodDueIn(duty, month) is { } period)
            {
                Assert.Equal(month, YearMonth.Of(DueDates.DueOn(duty, period)));
                Assert.Equal(period, DueDates.PeriodOf(duty.Cadence, period));
            }
        });

    [Fact]
    public void Every_period_is_due_in_exactly_one_month() =>
        Gen.Select(Duties, Months).Sample((duty, month) =>
        {
            var period = DueDates.PeriodOf(duty.Cadence, month.FirstDay);
            var due = YearMonth.Of(DueDates.DueOn(duty, period));
            var found = Enumerable.Range(-4, 24).Select(i => month.AddMonths(i)).Where(m => DueDates.PeriodDueIn(duty, m) == period);
            Assert.Equal([due], found);
        });

    [Theory]
    [InlineData("work-meeting-monthly", "2026-10", "2026-10-01", "2026-10-31")]
    [InlineData("community-study-monthly", "2026-02", "2026-02-01", "2026-02-28")]
    [InlineData("village-appraisal-monthly", "2026-10", "2026-09-01", "2026-10-10")]
    [InlineData("village-board-monthly", "2026-01", "2025-12-01", "2026-01-10")]
    public void Own_duties_fall_due_as_the_documents_say(string code, string month, string period, string due)
    {
        var duty = OversightDuties.All.Single(d => d.Code == code);
        Assert.Equal(DateOnly.Parse(period), DueDates.PeriodDueIn(duty, YearMonth.Parse(month)));
        Assert.Equal(DateOnly.Parse(due), DueDates.DueOn(duty, DateOnly.Parse(period)));
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
