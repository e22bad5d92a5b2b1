using System.Text;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Calendar;
using Platform.ModuleTests.Files;
using Platform.TestKit;
using Xunit;

namespace Platform.ModuleTests.Deadlines;

public class CalendarFileTests
{
    [Theory]
    [InlineData("2027-02-30,放假,元旦", 2, "日期", "2027-02-30", "有效的日期")]
    [InlineData("1827-01-01,放假,元旦", 2, "日期", "1827-01-01", "有效的日期")]
    [InlineData("2027-01-01,休息,元旦", 2, "类别", "休息", "不认识")]
    [InlineData("2027-01-01,放假,", 2, "名称", "", "为空")]
    [InlineData("2027-01-01,放假,元旦\n2027/1/1,放假,元旦", 3, "日期", "2027/1/1", "第 2 行重复")]
    [InlineData("2027-01-02,放假,元旦\n2027-01-02,补班,元旦", 3, "日期", "2027-01-02", "第 2 行矛盾")]
    [InlineData("2027-01-04,补班,元旦", 2, "类别", "补班", "不是周末")]
    public void Each_fault_is_told_with_row_column_and_what_is_expected(string lines, int row, string column, string value, string reason)
    {
        var issue = Assert.Single(CalendarFile.Read("2027.csv", Encoding.UTF8.GetBytes(DeadlineBench.Header + lines + "\n")).Issues);
        Assert.Equal((row, column, value), (issue.Row, issue.Column, issue.Value));
        Assert.Contains(reason, issue.Reason, StringComparison.Ordinal);
        Assert.NotNull(issue.Allowed);
    }

    [Fact]
    public void The_carried_calendar_has_no_fault_and_no_warning()
    {
        var file = CalendarFile.Read("cn-workdays.tsv", CarriedCalendar.File);
        Assert.Empty(file.Issues);
        Assert.Empty(file.Warnings);
        Assert.Equal(Enumerable.Range(2004, 23), file.Years);
    }

    [Fact]
    public void A_missing_festival_is_a_warning()
    {
        var warning = Assert.Single(CalendarFile.Read("2027.csv", Encoding.UTF8.GetBytes(DeadlineBench.NewYear)).Warnings);
        Assert.Contains("春节、清明", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("元旦", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_of_columns_encoding_and_mark_do_not_matter()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        const string text = "放假安排\n名称\t日期\t类别\n元旦\t2027年1月1日\t放假\n";
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], Encoding.GetEncoding("GB18030").GetBytes(text) })
        {
            Assert.Equal("元旦", CalendarFile.Read("2027.txt", bytes).Days[new DateOnly(2027, 1, 1)].Name);
        }
    }

    [Fact]
    public async Task The_template_comes_back_without_differences()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.LoadCarriedAsync();
        var template = await platform.Send(new GetCalendarTemplate());
        using var copy = new MemoryStream();
        await template.Content.CopyToAsync(copy);
        var check = await platform.Send(new CheckCalendarFile(template.Name, copy.ToArray()));
        Assert.Empty(check.Issues);
        Assert.Equal((2026, false, 39, 0), (check.Years[0].Year, check.Years[0].IsNew, check.Years[0].Total, check.Changes));
    }

    [Fact]
    public async Task The_check_tells_the_differences_year_by_year()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.ImportAsync(DeadlineBench.NewYear);
        var check = await platform.Send(new CheckCalendarFile("x.csv", Encoding.UTF8.GetBytes(DeadlineBench.Header + "2027-01-01,放假,元旦\n2027-01-02,放假,元旦假期\n2027-01-04,放假,元旦\n2028-01-01,放假,元旦\n")));
        Assert.Equal([(2027, false), (2028, true)], check.Years.Select(y => (y.Year, y.IsNew)));
        Assert.Equal(["改变", "移除", "新增", "移除"], check.Years[0].Days.Select(d => d.Kind));
        var refused = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new CheckCalendarFile("x.csv", Sheets.Text("一,二\n"))));
        Assert.Equal("HEADER_NOT_FOUND", refused.Code);
    }
}
