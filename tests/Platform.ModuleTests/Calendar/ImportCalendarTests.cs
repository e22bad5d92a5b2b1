using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Calendar;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Calendar;

public class ImportCalendarTests
{
    private const string Header = "date,kind,name\n";
    private static readonly DateOnly NewYear = new(2027, 1, 1);
    private static readonly DateOnly MakeUp = new(2027, 1, 9);

    [Theory]
    [DatabaseData]
    public async Task An_imported_year_counts_at_once_and_is_replaced_as_a_whole(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var days = platform.App.Services.GetRequiredService<IWorkingDays>();
        Assert.False(days.IsLoaded(2027));
        Assert.True(days.IsWorkingDay(NewYear));

        var done = await platform.Send(Import("2027-01-01,放假,元旦\n2027-01-09,补班,元旦\n"));
        Assert.Equal(2027, Assert.Single(done.Years));
        Assert.Equal(2, done.Days);
        Assert.True(days.IsLoaded(2027));
        Assert.False(days.IsWorkingDay(NewYear));
        Assert.Equal("元旦", days.NameOf(NewYear));
        Assert.Equal(MakeUp, days.OnOrAfter(MakeUp));
        Assert.Equal(new DateOnly(2027, 1, 4), days.Next(new(2026, 12, 31)));

        await platform.Send(Import("2027-01-01,holiday,元旦\n"));
        Assert.False(days.IsWorkingDay(MakeUp));
        Assert.False(days.IsLoaded(2028));
    }

    [Theory]
    [InlineData("2027-01-01,放假,元旦\n2027-01-01,放假,元旦\n", "第 3 行")]
    [InlineData("2027-02-30,放假,元旦\n", "第 2 行")]
    [InlineData("2027-01-01,休息,元旦\n", "休息")]
    [InlineData("2027-01-01,放假,\n", "名称")]
    [InlineData("\n", "没有")]
    public async Task A_faulty_file_is_refused_with_its_cause_and_changes_nothing(string lines, string told)
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.Send(Import("2027-05-01,放假,劳动节\n"));
        var refused = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(Import(lines)));
        Assert.Equal("CALENDAR_FILE", refused.Code);
        Assert.Contains(told, refused.Detail, StringComparison.Ordinal);
        Assert.Equal("劳动节", platform.App.Services.GetRequiredService<IWorkingDays>().NameOf(new(2027, 5, 1)));
    }

    [Fact]
    public async Task Gb18030_is_read_and_what_is_neither_is_refused()
    {
        await using var platform = await TestPlatform.StartAsync();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding("GB18030").GetBytes(Header + "2027-01-01,放假,元旦\n");
        await platform.Send(new ImportCalendar("2027.csv", bytes));
        Assert.Equal("元旦", platform.App.Services.GetRequiredService<IWorkingDays>().NameOf(NewYear));
        var refused = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new ImportCalendar("2027.csv", [0x64, 0xFF, 0xFF, 0x0A])));
        Assert.Equal("FILE_WRONG_TYPE", refused.Code);
    }

    private static ImportCalendar Import(string lines) => new("2027.csv", Encoding.UTF8.GetBytes(Header + lines));
}
