using System.Globalization;
using CsCheck;
using Platform.Deadlines;
using Platform.ModuleTests.Deadlines;
using Xunit;

namespace Platform.ModuleTests.Calendar;

public class CalendarTableTests
{
    private static readonly CalendarTable Table = Carried();
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 365 * 23].Select(n => new DateOnly(2004, 1, 1).AddDays(n));

    [Theory]
    [InlineData("2026-01-04")]
    [InlineData("2026-02-14")]
    [InlineData("2026-09-20")]
    [InlineData("2026-10-10")]
    public void Make_up_days_at_weekends_are_working_days(string day) => Assert.True(Table.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-02-15")]
    [InlineData("2026-02-21")]
    [InlineData("2026-10-03")]
    [InlineData("2026-10-07")]
    [InlineData("2026-11-22")]
    public void Festivals_and_ordinary_weekends_are_rest_days(string day) => Assert.False(Table.IsWorkingDay(Day(day)));

    [Fact]
    public void After_the_national_holiday_work_begins_on_the_eighth() => Assert.Equal(Day("2026-10-08"), Table.OnOrAfter(Day("2026-10-01")));

    [Fact]
    public void Before_the_spring_festival_the_last_working_day_is_the_make_up_saturday() =>
        Assert.Equal(Day("2026-02-14"), Table.Previous(Day("2026-02-24")));

    [Fact]
    public void A_year_without_a_table_is_told_apart_and_judged_by_weekday()
    {
        Assert.True(Table.IsLoaded(2026));
        Assert.False(Table.IsLoaded(2027));
        // A Friday that will be a holiday: nobody knows yet.
        Assert.True(Table.IsWorkingDay(Day("2027-01-01")));
        Assert.Null(Table.NameOf(Day("2027-01-01")));
    }

    [Fact]
    public void On_or_after_is_a_working_day_that_does_not_move_again() => Days.Sample(day =>
    {
        var found = Table.OnOrAfter(day);
        Assert.True(found >= day && Table.IsWorkingDay(found));
        Assert.Equal(found, Table.OnOrAfter(found));
        Assert.Equal(Table.IsWorkingDay(day), found == day);
    });

    [Fact]
    public void Next_and_previous_are_inverse_between_working_days() => Days.Sample(day =>
    {
        var next = Table.OnOrAfter(day.AddDays(1));
        Assert.True(next > day && Table.IsWorkingDay(next));
        Assert.Empty(Table.Between(day.AddDays(1), next.AddDays(-1)));
        if (Table.IsWorkingDay(day))
        {
            Assert.Equal(day, Table.Previous(next));
        }
    });

    [Fact]
    public void Between_holds_exactly_the_working_days_of_the_interval_in_order() => Gen.Select(Days, Gen.Int[-3, 60]).Sample((first, length) =>
    {
        var last = first.AddDays(length);
        var found = Table.Between(first, last);
        var expected = Enumerable.Range(0, Math.Max(length + 1, 0)).Select(first.AddDays).Where(Table.IsWorkingDay);
        Assert.Equal(expected, found);
    });

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CalendarTable Carried() => CarriedCalendar.Table;
}
