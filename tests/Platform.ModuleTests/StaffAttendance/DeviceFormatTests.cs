using System.Globalization;
using CsCheck;
using Platform.StaffAttendance.Domain;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>Forms of days and times as clocks write them.</summary>
public sealed class DeviceFormatTests
{
    private static readonly string[] Moments = ["dd/MM/yyyy HH:mm:ss", "yyyyMMddHHmmss", "M/d/yyyy h:mm:ss tt", "yyyy年M月d日 H时m分s秒"];

    [Theory]
    [InlineData("dd/MM/yyyy", true, false, true)]
    [InlineData("yyyyMMdd", true, false, true)]
    [InlineData("MM/yyyy", true, false, false)]
    [InlineData("dd/MM/yyyy HH:mm", true, false, false)]
    [InlineData("HHmmss", false, true, true)]
    [InlineData("hh:mm", false, true, false)]
    [InlineData("hh:mm tt", false, true, true)]
    [InlineData("dd/MM/yyyy HH:mm", true, true, true)]
    [InlineData("dd/MM/yyyy HH'x'mm", true, true, false)]
    public void A_form_says_the_whole_day_or_the_time_to_the_minute(string format, bool day, bool time, bool good) =>
        Assert.Equal(good, DeviceFormat.IsGood(format, day, time));

    [Fact]
    public void What_a_clock_writes_in_its_form_is_read_to_the_second() =>
        Gen.Select(Gen.Int[0, 40_000], Gen.Int[0, 86_399], Gen.Int[0, Moments.Length - 1]).Sample((days, second, which) =>
        {
            var format = Moments[which];
            var moment = new DateTime(2000, 1, 1).AddDays(days).AddSeconds(second);
            return DeviceFormat.IsGood(format, day: true, time: true)
                && DeviceFormat.Moment(moment.ToString(format, CultureInfo.InvariantCulture), format) == moment;
        });
}
