using MediatR;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Time;
using Platform.Infrastructure.Ui;
using Xunit;

namespace Platform.ModuleTests.Calendar;

public class DecemberTests
{
    [Theory]
    // Half past eleven at night of 30 November in UTC is 1 December in China.
    [InlineData("2026-11-30T15:59:00Z", false, 0)]
    [InlineData("2026-11-30T16:00:00Z", false, 1)]
    [InlineData("2026-12-31T15:00:00Z", false, 1)]
    [InlineData("2026-12-15T00:00:00Z", true, 0)]
    [InlineData("2027-01-05T00:00:00Z", false, 0)]
    public async Task The_missing_year_is_told_in_December_to_who_may_import(string now, bool loaded, int told)
    {
        var days = Substitute.For<IWorkingDays>();
        days.IsLoaded(2027).Returns(loaded);
        var source = new CalendarNextThings(Substitute.For<IMediator>(), days, new ChinaTime(new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(told, (await source.GetAsync(With(CorePermissions.ManageCalendar), CancellationToken.None)).Count);
        Assert.Empty(await source.GetAsync(With(CorePermissions.ViewCalendar), CancellationToken.None));
    }

    private static ScopeState With(string permission) =>
        new(new Actor(Platform.Infrastructure.Keys.New(), "管理员", Guid.Empty, DivisionScope.Nation, new HashSet<string> { permission }, ActorChannel.Page), "全国", "全国", DivisionLevels.Nation);
}
