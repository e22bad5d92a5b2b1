using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Deadlines;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Deadlines;
using Platform.TestKit;

namespace Platform.ModuleTests.Deadlines;

/// <summary>Deadlines on a real platform with the carried calendar, 2004 to 2026.</summary>
internal static class DeadlineBench
{
    public const string Header = "日期,类别,名称\n";

    /// <summary>The New Year of 2027 as it might be: 1 to 3 January off, Saturday 9 January made up.</summary>
    public const string NewYear = Header + "2027-01-01,放假,元旦\n2027-01-02,放假,元旦\n2027-01-03,放假,元旦\n2027-01-09,补班,元旦\n";

    public static Task<ImportedCalendar> LoadCarriedAsync(this TestPlatform platform) => platform.Send(new ImportCalendar("cn-workdays.tsv", CarriedCalendar.File));

    public static Task<ImportedCalendar> ImportAsync(this TestPlatform platform, string text) =>
        platform.Send(new ImportCalendar("2027.csv", System.Text.Encoding.UTF8.GetBytes(text)));

    public static DeadlineDraft Draft(string record, string rule, string start, int site = Places.FirstSite, int extension = 0, string reason = "") =>
        new(site, record, rule, CarriedCalendar.Day(start), $"事项 {record}", "", extension, reason);

    public static Task TrackAsync(this TestPlatform platform, params DeadlineDraft[] drafts) => platform.Send(new TrackDeadlines(drafts));

    public static async Task<DeadlineRow> OneAsync(this TestPlatform platform, string record) =>
        (await platform.Send(new GetDeadlines([record]))).Single();

    public static Task<List<DeadlineChange>> HistoryAsync(this TestPlatform platform) => platform.Read((CoreDbContext db) =>
        db.Set<DeadlineChange>().AsNoTracking().OrderBy(c => c.DeadlineId).ThenBy(c => c.Number).ToListAsync());

    public static Task<List<TrackedDeadline>> RowsAsync(this TestPlatform platform, DivisionScope? scope = null) => platform.Read((CoreDbContext db) =>
        db.Set<TrackedDeadline>().AsNoTracking().OrderBy(c => c.Id).ToListAsync(), scope);
}
