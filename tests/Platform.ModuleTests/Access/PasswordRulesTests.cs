using Platform.Infrastructure.Access.Passwords;
using Xunit;

namespace Platform.ModuleTests.Access;

public class PasswordRulesTests
{
    [Theory]
    [InlineData("qingshan7529lv", "")]
    [InlineData("短a1", "至少 10 位")]
    [InlineData("qingshanlvshui", "须同时有小写字母和数字")]
    [InlineData("QINGSHAN7529LV", "须同时有小写字母和数字")]
    [InlineData("wangli-7529-lv", "不得含账号名")]
    [InlineData("qing1234shanlv", "不得有 4 位以上连续或重复的字符，例如 1234、aaaa")]
    [InlineData("qing4321shanlv", "不得有 4 位以上连续或重复的字符，例如 1234、aaaa")]
    [InlineData("qingaaaashan79", "不得有 4 位以上连续或重复的字符，例如 1234、aaaa")]
    [InlineData("p@ssw0rd-7529x", "太常见，容易被猜到")]
    [InlineData("woaizhongguo79", "太常见，容易被猜到")]
    public void A_password_is_judged_by_the_rules(string password, string fault) =>
        Assert.Equal(fault, string.Join("；", PasswordRules.Faults(password, "wangli")));

    [Theory]
    [InlineData("2026-05-23", "2026-11-23", false)]
    [InlineData("2026-05-24", "2026-11-23", true)]
    [InlineData("2026-08-31", "2027-02-27", true)]
    [InlineData("2026-08-31", "2027-02-28", false)]
    public void A_password_serves_six_calendar_months(string set, string today, bool serves)
    {
        var settings = new PasswordSettings { MaxAgeMonths = 12 };
        var setAt = new DateTimeOffset(DateTime.Parse(set, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
        var day = DateOnly.ParseExact(today, "yyyy-MM-dd");
        Assert.Equal(serves, settings.EndsOn(setAt) > day);
        Assert.Equal(serves, setAt >= settings.OldestValid(day));
    }
}
