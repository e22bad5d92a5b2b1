using CsCheck;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Reading;
using Xunit;

namespace Platform.ModuleTests.Files;

public class CellParserTests
{
    [Theory]
    [InlineData("2026-11-03")]
    [InlineData("2026-11-3")]
    [InlineData("2026/11/3")]
    [InlineData("2026.11.3")]
    [InlineData("2026年11月3日")]
    [InlineData("2026年 11 月 3 日")]
    [InlineData("20261103")]
    [InlineData("２０２６－１１－０３")]
    [InlineData("2026-11-03 00:00:00")]
    [InlineData("46329")]
    public void Days(string text) => Assert.Equal(new DateOnly(2026, 11, 3), CellParsers.Date(text));

    [Theory]
    [InlineData("2026/2/30")]
    [InlineData("2026-13-01")]
    [InlineData("2026-00-10")]
    [InlineData("20260230")]
    [InlineData("2026-11-03 08:01")]
    [InlineData("3/11/2026")]
    [InlineData("11月3日")]
    [InlineData("昨天")]
    [InlineData("12")]
    [InlineData("1926-2/3")]
    public void No_days(string text) => Assert.Null(CellParsers.Date(text));

    [Theory]
    [InlineData("8:00", 8, 0, 0)]
    [InlineData("08:00:00", 8, 0, 0)]
    [InlineData("８：３０", 8, 30, 0)]
    [InlineData("8时30分", 8, 30, 0)]
    [InlineData("17:05:59.000", 17, 5, 59)]
    [InlineData("下午 5:05", 17, 5, 0)]
    [InlineData("12:10 AM", 0, 10, 0)]
    [InlineData("0.354166666666667", 8, 30, 0)]
    public void Times(string text, int hour, int minute, int second) => Assert.Equal(new TimeOnly(hour, minute, second), CellParsers.Time(text));

    [Theory]
    [InlineData("24:00")]
    [InlineData("8:60")]
    [InlineData("8:301")]
    [InlineData("8")]
    [InlineData("1.5")]
    [InlineData("早上")]
    public void No_times(string text) => Assert.Null(CellParsers.Time(text));

    [Theory]
    [InlineData("2026-11-03 08:01:22")]
    [InlineData("2026/11/3 8:01:22")]
    [InlineData("2026-11-03T08:01:22")]
    [InlineData("2026年11月3日 8:01:22")]
    [InlineData("2026年11月3日8:01:22")]
    [InlineData("46329.334282407406")]
    public void Moments(string text) => Assert.Equal(new DateTime(2026, 11, 3, 8, 1, 22), CellParsers.Moment(text));

    [Theory]
    [InlineData("2026-11-03")]
    [InlineData("2026/2/30 8:00")]
    [InlineData("08:00")]
    public void No_moments(string text) => Assert.Null(CellParsers.Moment(text));

    /// <summary>The forms machines write are read without the pattern, and mean the same.</summary>
    [Fact]
    public void Plain_forms_mean_what_written_out_ones_mean() =>
        Gen.Select(Gen.Int[1890, 2210], Gen.Int[0, 13], Gen.Int[0, 32], Gen.Int[0, 25], Gen.Int[0, 61], Gen.Int[0, 61]).Sample((y, mo, d, h, m, s) =>
        {
            var (day, time) = (CellParsers.Date($"{y}年{mo}月{d}日"), CellParsers.Time($"{h}时{m}分{s}秒"));
            Assert.Equal(day, CellParsers.Date($"{y}-{mo:00}-{d:00}"));
            Assert.Equal(time, CellParsers.Time($"{h:00}:{m:00}:{s:00}"));
            Assert.Equal(CellParsers.Time($"{h}时{m}分"), CellParsers.Time($"{h:00}:{m:00}"));
            Assert.Equal(day is null || time is null ? null : day.Value.ToDateTime(time.Value), CellParsers.Moment($"{y}/{mo:00}/{d:00} {h:00}:{m:00}:{s:00}"));
        });

    [Theory]
    [InlineData("阿卜杜拉•买买提", "阿卜杜拉·买买提")]
    [InlineData("阿卜杜拉．买买提", "阿卜杜拉·买买提")]
    [InlineData("林　晓 梅", "林晓梅")]
    [InlineData("Anna Li", "Anna Li")]
    public void Personal_names(string text, string tidy) => Assert.Equal(tidy, Names.Tidy(text).Value);

    [Fact]
    public void A_name_has_no_digits() => Assert.NotNull(Names.Tidy("林晓梅1").Reason);
}
