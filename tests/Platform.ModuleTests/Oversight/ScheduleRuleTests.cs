using CsCheck;
using NSubstitute;
using Platform.Contracts.Divisions;
using Platform.Oversight.Domain;
using Xunit;

namespace Platform.ModuleTests.Oversight;

public class ScheduleRuleTests
{
    private static readonly DateOnly MakeUpSaturday = new(2026, 10, 10);

    private static readonly Gen<ScheduleRule> Rules =
        from cadence in Gen.Enum<ScheduleCadence>()
        from month in Gen.Int[1, cadence == ScheduleCadence.Quarterly ? 3 : 12]
        from day in Gen.Int[1, cadence == ScheduleCadence.Weekly ? 7 : 31]
        from hour in Gen.Int[0, 23]
        from rule in Gen.Enum<WorkingDayRule>()
        select new ScheduleRule(cadence, month, day, hour, rule);

    private static readonly Gen<DateTimeOffset> Moments = Gen.Int[0, 4000 * 24].Select(h => new DateTimeOffset(2022, 1, 1, 0, 30, 0, TimeSpan.FromHours(8)).AddHours(h));

    [Theory]
    [InlineData(nameof(WorkingDayRule.Literal), "2026-01-10", "2026-10-10")]
    [InlineData(nameof(WorkingDayRule.NextWorkingDay), "2026-01-12", "2026-10-10")]
    [InlineData(nameof(WorkingDayRule.PreviousWorkingDay), "2026-01-09", "2026-10-10")]
    public void Day_10_on_a_Saturday_and_on_a_make_up_Saturday(string rule, string january, string october)
    {
        var days = new ScheduleRule(ScheduleCadence.Monthly, 1, 10, 2, Enum.Parse<WorkingDayRule>(rule)).From(new(2026, 1, 1), Calendar()).Take(10).Select(o => $"{o.Day:yyyy-MM-dd}").ToList();
        Assert.Equal((january, october), (days[0], days[9]));
    }

    [Fact]
    public void Day_31_is_the_last_of_every_month() =>
        Assert.Equal(
            [31, 28, 31, 30],
            new ScheduleRule(ScheduleCadence.Monthly, 1, 31, 2, WorkingDayRule.Literal).From(new(2026, 1, 1), Calendar()).Take(4).Select(o => o.Nominal.Day));

    [Fact]
    public void A_daily_check_leaves_rest_days_out_when_it_heeds_them() =>
        Assert.Equal(
            [new(2026, 10, 9), MakeUpSaturday, new(2026, 10, 12)],
            new ScheduleRule(ScheduleCadence.Daily, 1, 1, 2, WorkingDayRule.NextWorkingDay).From(new(2026, 10, 9), Calendar()).Take(3).Select(o => o.Day));

    [Fact]
    public void What_comes_next_is_later_than_now_and_in_order() =>
        Gen.Select(Rules, Moments).Sample((rule, now) =>
        {
            var next = rule.Next(now, DateOnly.MinValue.AddYears(2000), 12, Calendar());
            Assert.Equal(12, next.Count);
            Assert.All(next, o => Assert.True(o.At(now.Offset) > now));
            Assert.Equal(next.Select(o => o.Nominal).Order(), next.Select(o => o.Nominal));
        }, iter: 300);

    [Fact]
    public void The_next_becomes_the_newest_when_its_time_has_come() =>
        Gen.Select(Rules, Moments).Sample((rule, now) =>
        {
            var first = DateOnly.FromDateTime(now.DateTime);
            var next = rule.Next(now, first, 1, Calendar())[0];
            var before = rule.Newest(next.At(now.Offset).AddMinutes(-1), first, Calendar());
            Assert.NotEqual(next, before);
            Assert.Equal(next.At(now.Offset), rule.Newest(next.At(now.Offset), first, Calendar())!.Value.At(now.Offset));
        }, iter: 300);

    [Fact]
    public void It_says_itself_in_words()
    {
        Assert.Equal("每周一6时，遇休息日顺延到下一个工作日", new ScheduleRule(ScheduleCadence.Weekly, 1, 1, 6, WorkingDayRule.NextWorkingDay).InWords());
        Assert.Equal("每季度第3个月最后一日2时", new ScheduleRule(ScheduleCadence.Quarterly, 3, 31, 2, WorkingDayRule.Literal).InWords());
    }

    // Weekends are rest days but for the make-up Saturday.
    private static IWorkingDays Calendar()
    {
        bool Works(DateOnly day) => day == MakeUpSaturday || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        DateOnly Step(DateOnly day, int by)
        {
            while (!Works(day))
            {
                day = day.AddDays(by);
            }

            return day;
        }

        var days = Substitute.For<IWorkingDays>();
        days.IsWorkingDay(default).ReturnsForAnyArgs(c => Works(c.Arg<DateOnly>()));
        days.OnOrAfter(default).ReturnsForAnyArgs(c => Step(c.Arg<DateOnly>(), 1));
        days.Previous(default).ReturnsForAnyArgs(c => Step(c.Arg<DateOnly>().AddDays(-1), -1));
        return days;
    }
}
