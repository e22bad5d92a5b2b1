using Platform.Contracts.Messaging;
using Platform.Infrastructure.Security.Weaknesses;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Security.SecurityBench;

namespace Platform.ModuleTests.Security;

/// <summary>The log of weaknesses with its report upward.</summary>
public class WeaknessTests
{
    private static readonly Guid Clerk = new("0193517a-0000-7000-8000-0000000000b1");
    private static readonly Guid Director = new("0193517a-0000-7000-8000-0000000000b2");
    private static readonly DateOnly Found = new(2026, 11, 16);

    [Theory, DatabaseData]
    public async Task A_serious_one_is_reported_mended_and_closed_by_a_second_person(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var here = Places.Site(Places.FirstSite);
        var id = await platform.As(Clerk, here, Entry(Places.FirstSite, WeaknessKind.Hazard, WeaknessSeverity.Serious));
        var row = Assert.Single((await platform.As(Clerk, Places.County, new ListWeaknesses(new PageRequest(), Open: true))).Items);
        Assert.Equal(("样镇1", 7, true, WeaknessState.Open), (row.Division, row.DaysOpen, row.ReportOwed, row.State));

        await platform.As(Clerk, here, new TakeMeasures(id, "停用并更换", "机房", new DateOnly(2026, 12, 1), new DateOnly(2026, 11, 17)));
        await RefusedAsync("SAME_PERSON", () => platform.As(Clerk, here, new RecheckWeakness(id, true, null)));
        await RefusedAsync("MUST_REPORT_FIRST", () => platform.As(Director, here, new RecheckWeakness(id, true, null)));
        await RefusedAsync("BEFORE_FOUND", () => platform.As(Clerk, here, new ReportWeakness(id, "市卫健委", new DateOnly(2026, 11, 1), "某", null)));
        await platform.As(Clerk, here, new ReportWeakness(id, "市卫健委", new DateOnly(2026, 11, 18), "某", "〔2026〕3号"));
        await RefusedAsync("WRONG_STATE", () => platform.As(Clerk, here, new ReportWeakness(id, "市卫健委", new DateOnly(2026, 11, 18), "某", null)));
        var before = await platform.As(Director, here, new GetWeakness(id));
        await platform.As(Director, here, new RecheckWeakness(id, true, "已核对", before.Version));
        await RefusedAsync("CHANGED_MEANWHILE", () => platform.As(Director, here, new RecheckWeakness(id, true, null, before.Version)));

        var closed = await platform.As(Director, here, new GetWeakness(id));
        Assert.Equal((WeaknessState.Closed, new DateOnly(2026, 11, 23)), (closed.Row.State, closed.ClosedOn));
        Assert.Equal([WeaknessAct.Found, WeaknessAct.Measures, WeaknessAct.Reported, WeaknessAct.Closed], closed.Steps.Select(s => s.Act));
        Assert.Equal((Found, new DateOnly(2026, 11, 23)), (closed.Steps[0].On, DateOnly.FromDateTime(closed.Steps[0].At.ToOffset(TimeSpan.FromHours(8)).DateTime)));
        Assert.Empty((await platform.As(Director, Places.County, new ListWeaknesses(new PageRequest(), Open: true))).Items);
    }

    [Fact]
    public async Task A_breach_says_whom_it_told()
    {
        await using var platform = await TestPlatform.StartAsync();
        var here = Places.Site(Places.FirstSite);
        var id = await platform.As(Clerk, here, Entry(Places.FirstSite, WeaknessKind.PersonalDataBreach, WeaknessSeverity.Minor));
        await platform.As(Clerk, here, new ReportWeakness(id, "市卫健委", Found, "某", null));
        await platform.As(Clerk, here, new TakeMeasures(id, "收回表格", "某", null, Found));
        await RefusedAsync("NOTICE_MISSING", () => platform.As(Director, here, new RecheckWeakness(id, true, null)));
        await platform.As(Clerk, here, new NotifyBreach(id, Found, "已当面告知"));
        await platform.As(Director, here, new RecheckWeakness(id, true, null));
        var hazard = await platform.As(Clerk, here, Entry(Places.FirstSite, WeaknessKind.Hazard, WeaknessSeverity.Minor));
        await RefusedAsync("WRONG_STATE", () => platform.As(Clerk, here, new NotifyBreach(hazard, Found, "无")));
    }

    [Fact]
    public async Task Another_township_sees_and_handles_nothing_of_it()
    {
        await using var platform = await TestPlatform.StartAsync();
        var id = await platform.As(Clerk, Places.Site(Places.FirstSite), Entry(Places.FirstSite, WeaknessKind.Hazard, WeaknessSeverity.Minor));
        var elsewhere = Places.Site(Places.SecondSite);
        Assert.Empty((await platform.As(Clerk, elsewhere, new ListWeaknesses(new PageRequest()))).Items);
        await RefusedAsync("NOT_FOUND", () => platform.As(Clerk, elsewhere, new GetWeakness(id)));
        await RefusedAsync("NOT_FOUND", () => platform.As(Clerk, elsewhere, new TakeMeasures(id, "越权", "某", null, Found)));
        await RefusedAsync("OUT_OF_SCOPE", () => platform.As(Clerk, elsewhere, Entry(Places.FirstSite, WeaknessKind.Hazard, WeaknessSeverity.Minor)));
    }

    private static RecordWeakness Entry(int site, WeaknessKind kind, WeaknessSeverity severity) => new(site, kind, severity, "交换机在走廊", "二楼走廊", "柜门没有锁", "周敏", Found);
}
