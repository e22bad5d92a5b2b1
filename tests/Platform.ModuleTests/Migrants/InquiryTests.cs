using CsCheck;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Deadlines;
using Platform.Infrastructure.Divisions;
using Platform.Migrants;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;
using Platform.Migrants.Features.Inquiries;
using Platform.Migrants.Features.Reports;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Calendar;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Migrants.Scene;

namespace Platform.ModuleTests.Migrants;

/// <summary>Inquiries with consent, two clocks, and who hears of what is late.</summary>
public sealed class InquiryTests
{
    [Theory]
    [InlineData("2026-01-31", "2026-02-07", "2026-02-28")]
    [InlineData("2028-01-31", "2028-02-07", "2028-02-29")]
    [InlineData("2026-02-28", "2026-03-07", "2026-03-28")]
    [InlineData("2026-12-31", "2027-01-07", "2027-01-31")]
    [InlineData("2026-09-24", "2026-10-01", "2026-10-24")]
    public void Seven_days_and_one_calendar_month_run_from_the_receipt(string received, string target, string limit)
    {
        var inquiry = New();
        MigrantDeadlines.Receive(inquiry, DateOnly.Parse(received, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((target, limit), ($"{inquiry.TargetOn:yyyy-MM-dd}", $"{inquiry.LimitOn:yyyy-MM-dd}"));
    }

    [Fact]
    public void Overdue_work_climbs_and_never_comes_down() => Gen.Select(Gen.Int[0, 800], Gen.Int[0, 80]).Sample((start, days) =>
    {
        var inquiry = New();
        MigrantDeadlines.Receive(inquiry, new DateOnly(2026, 1, 1).AddDays(start));
        var today = inquiry.ReceivedOn!.Value.AddDays(days);
        var escalation = MigrantRules.EscalationOf(inquiry.TargetOn, inquiry.LimitOn, today);
        Assert.Equal(days <= 7 ? Escalation.Clerk : today <= inquiry.LimitOn ? Escalation.Director : Escalation.County, escalation);
        Assert.True(MigrantRules.EscalationOf(inquiry.TargetOn, inquiry.LimitOn, today.AddDays(1)) >= escalation);
    });

    [Theory, DatabaseData]
    public async Task From_the_draft_to_the_answer_with_both_clocks(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        Assert.Equal("CONSENT_REQUIRED", await Code(() => As(platform, Inquiry(consent: " "))));
        Assert.Equal("UNKNOWN_SITE", await Code(() => As(platform, Inquiry(other: 999_999_101))));
        Assert.Equal("SAME_SITE", await Code(() => As(platform, Inquiry(other: Site))));
        var id = await As(platform, Inquiry());

        // The other side learns of it when it is sent.
        Assert.Empty((await As(platform, new ListInquiries(new PageRequest(), Second), Second)).Items);
        Assert.Equal("NOT_FOUND", await Code(() => As(platform, new OpenInquiry(Second, id), Second)));
        Assert.Equal(1, await As(platform, new HandOverInquiries(Site)));
        Assert.Equal("WRONG_STATE", await Code(() => As(platform, Inquiry() with { Id = id })));
        Assert.Equal("NOTHING_TO_HAND_OVER", await Code(() => As(platform, new HandOverInquiries(Site))));
        Assert.Equal(0, await As(platform, new HandOverInquiries(Second), Second));
        Assert.Equal(1, await AsCounty(platform, new SendInquiries(County)));
        var row = Assert.Single((await As(platform, new ListInquiries(new PageRequest(), Second, ToAnswer: true), Second)).Items);
        Assert.Equal((Today, new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 23), Escalation.Clerk), (row.ReceivedOn!.Value, row.TargetOn!.Value, row.LimitOn!.Value, row.Escalation!.Value));
        Assert.Equal("WRONG_STATE", await Code(() => As(platform, new WithdrawInquiry(Site, id, "不查了"))));

        var open = await As(platform, new OpenInquiry(Second, id), Second);
        Assert.Equal(("李明月", "9900**********" + NumberOf(7)[^4..]), (open.SubjectName, open.IdentityNumber));
        var due = await platform.Read<CoreDbContext, List<TrackedDeadline>>(db => db.Set<TrackedDeadline>().OrderBy(d => d.Due).ToListAsync());
        Assert.Equal([(Second, row.TargetOn!.Value, DeadlineState.Open), (Second, row.LimitOn!.Value, DeadlineState.Open)], due.Select(d => (d.SiteId, d.Due, d.State)));

        foreach (var result in new[] { InquiryResult.NotFound, InquiryResult.CannotIdentify })
        {
            Assert.Equal("REMARKS_REQUIRED", await Code(() => As(platform, new AnswerInquiry(Second, id, result, " "), Second)));
        }

        Assert.Equal("NOT_FOUND", await Code(() => As(platform, new AnswerInquiry(Site, id, InquiryResult.Confirmed, null))));
        await As(platform, new AnswerInquiry(Second, id, InquiryResult.NotFound, "查了登记簿和名册，没有这个人"), Second);
        Assert.Equal("REASON_REQUIRED", await Code(() => As(platform, new AnswerInquiry(Second, id, InquiryResult.Confirmed, null), Second)));
        await As(platform, new AnswerInquiry(Second, id, InquiryResult.Confirmed, "找到底册", "补查到底册"), Second);
        row = Assert.Single((await As(platform, new ListInquiries(new PageRequest(), Site))).Items);
        Assert.Equal((InquiryState.Answered, InquiryResult.Confirmed, true, null), (row.State, row.Result, row.InTime, row.Escalation));
        Assert.All(await platform.Read<CoreDbContext, List<TrackedDeadline>>(db => db.Set<TrackedDeadline>().ToListAsync()), d => Assert.Equal((DeadlineState.Settled, Today), (d.State, d.SettledOn!.Value)));
    }

    [Theory, DatabaseData]
    public async Task The_other_township_is_found_by_name_initials_or_code_anywhere_in_the_country(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Write<CoreDbContext>(db =>
        {
            db.AddRange(Township(610_102_103, "长安省东县中溪镇", "中溪镇", "zxz"), Township(610_103_105, "长安省西县中溪镇", "中溪镇", "zxz"), Township(610_104_100, "长安省西县旧溪镇", "旧溪镇", "jxz", new DateOnly(2026, 1, 1)));
            return Task.CompletedTask;
        });
        async Task<int[]> Found(string text) => [.. (await As(platform, new FindInquiryTargets(Site, text))).Select(t => t.Id)];

        Assert.Equal(new[] { 610_102_103, 610_103_105 }, await Found("中溪"));
        Assert.Equal(new[] { 610_102_103, 610_103_105 }, await Found(" ZXZ "));
        Assert.Equal(new[] { 610_103_105 }, await Found("610103"));
        Assert.Equal(new[] { 610_103_105 }, await Found("西县\u3000中溪"));
        Assert.Equal("长安省东县中溪镇", Assert.Single(await As(platform, new FindInquiryTargets(Site, "长安 东县 zx"))).Name);
        foreach (var nothing in new[] { "", "  ", "中", "西县 中", "北县 中溪", "旧溪", "溪镇", "%%", "a b c d 中溪" })
        {
            Assert.Empty(await Found(nothing));
        }

        // Its own township is no other side; a county is none either.
        Assert.Equal(Places.Sites.Skip(1), await Found("样镇"));
        Assert.Empty(await Found("宁国"));
    }

    [Theory, DatabaseData]
    public async Task Another_countys_site_gets_its_clocks_within_minutes(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await As(platform, Inquiry(other: Places.ForeignSite));
        await As(platform, new HandOverInquiries(Site));
        await AsCounty(platform, new SendInquiries(County));
        Assert.Empty(await platform.Read<CoreDbContext, List<TrackedDeadline>>(db => db.Set<TrackedDeadline>().ToListAsync()));
        Assert.Single((await As(platform, new ListInquiries(new PageRequest(), Places.ForeignSite), Places.ForeignSite)).Items);
        await platform.Send(new TrackArrivals());
        await platform.Send(new TrackArrivals());
        Assert.Equal([Places.ForeignSite, Places.ForeignSite], await platform.Read<CoreDbContext, List<int>>(db => db.Set<TrackedDeadline>().Select(d => d.SiteId).ToListAsync()));
    }

    [Theory, DatabaseData]
    public async Task The_bureaus_days_prove_its_own_duties_and_the_hand_over_the_townships(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await SentAsync(platform);
        await AsCounty(platform, new LogIntoExchange(County, "上午登录"));
        await AsCounty(platform, new LogIntoExchange(County));
        Assert.Equal(1, await AsCounty(platform, new PickUpInquiries(County)));
        Assert.Equal("NOT_A_COUNTY", await Code(() => platform.SendAs(Places.Site(Site), Bureau, new PickUpInquiries(Site))));
        var proofs = await platform.Read<OversightDbContext, List<DutyFulfilment>>(db => db.Set<DutyFulfilment>().ToListAsync());
        Assert.Equal(
            [(MigrantCodes.HandoverMonthly, Site), (MigrantCodes.LoginDaily, County), (MigrantCodes.LoginTwice, County), (MigrantCodes.QueryMonthly, County)], proofs.Select(p => (p.DutyCode, p.SiteId)).Order());

        // The county's calendar has its three duties and no township's; the township's has none of them.
        var calendar = await platform.SendAs(Places.County, [OversightPermissions.ViewDuties], new GetDutyCalendar(County, new YearMonth(2026, 11)));
        Assert.Equal([MigrantCodes.LoginDaily, MigrantCodes.LoginTwice, MigrantCodes.QueryMonthly], calendar.Items.Select(i => i.DutyCode).Order());
        Assert.All(calendar.Items, i => Assert.Equal(DutyLevel.County, i.Level));
        Assert.Equal((1m, 2m), calendar.Items.Single(i => i.DutyCode == MigrantCodes.LoginTwice) is var twice ? (twice.Quantity, twice.Threshold) : default);
        var township = await platform.SendAs(Places.Site(Site), [OversightPermissions.ViewDuties], new GetDutyCalendar(Site, new YearMonth(2026, 11)));
        Assert.DoesNotContain(township.Items, i => i.Level == DutyLevel.County);
        Assert.Contains(township.Items, i => i.DutyCode == MigrantCodes.HandoverMonthly && i.DueOn == new DateOnly(2026, 11, 10));
    }

    [Theory, DatabaseData]
    public async Task What_is_late_reaches_the_director_then_the_county_and_stays_open(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await SentAsync(platform);
        Assert.Equal((1, 0, 0), await WaitingAsync());
        platform.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal((1, 1, 0), await WaitingAsync());
        platform.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal((1, 1, 1), await WaitingAsync());
        var audit = await AskAsync(platform, new AuditRequested(Guid.Empty, new DateOnly(2026, 12, 1), Places.Sites));
        Assert.Equal(FindingSeverity.Major, Assert.Single(audit.Single(a => a.SiteId == Second && a.CheckCode == MigrantCodes.Overdue).Findings).Severity);
        Assert.Empty(audit.Single(a => a.SiteId == Site && a.CheckCode == MigrantCodes.Overdue).Findings);
        Assert.Contains(await AskAsync(platform, new MeetingConvening(Guid.Empty, new DateOnly(2026, 12, 1), Places.Sites)), a => a.SiteId == Second && a.Title == "跨区域查询：1 件待答复");
        var indicators = await AskAsync(platform, new AppraisalRequested(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites));
        Assert.Equal((0m, 1m), indicators.Single(i => i.SiteId == Second && i.IndicatorCode == MigrantCodes.RepliesInTime) is var r ? (r.Numerator, r.Denominator) : default);

        async Task<(int, int, int)> WaitingAsync() => (
            (await As(platform, new GetWaitingInquiries(Second), Second, Clerk)).Count, (await As(platform, new GetWaitingInquiries(Second), Second, Director)).Count,
            (await AsCounty(platform, new GetWaitingInquiries())).Count);
    }

    [Theory, DatabaseData]
    public async Task A_months_report_counts_what_the_register_has(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await AddVillagesAsync(platform);
        await As(platform, Arrival(number: NumberOf(1)) with { MovedOn = new DateOnly(2026, 10, 5) });
        await As(platform, Arrival("李春燕"));
        var month = new YearMonth(2026, 10);
        Assert.Equal(new MigrantFigures(2, 0, 1, 0, 0, 0, 0), (await As(platform, new GetMigrantReport(Site, month))).Now);
        Assert.Equal("MONTH_OPEN", await Code(() => As(platform, new SubmitMigrantReport(Site, new YearMonth(2026, 11), "本月人数平稳，没有大的变化。"))));
        await As(platform, new SubmitMigrantReport(Site, month, "本月流入一人，人数平稳，没有大的变化。"));
        Assert.Equal("REASON_REQUIRED", await Code(() => As(platform, new SubmitMigrantReport(Site, month, "本月流入一人，人数平稳，没有大的变化。"))));
        Assert.Equal(2, Assert.Single((await As(platform, new ListMigrantReports(new PageRequest(), Site, month))).Items).Figures.Inside);
        Assert.Equal([MigrantCodes.ReportMonthly], await platform.Read<OversightDbContext, List<string>>(db => db.Set<DutyFulfilment>().Select(f => f.DutyCode).ToListAsync()));
    }

    private static Division Township(int id, string fullName, string name, string initials, DateOnly? closedOn = null) => new()
    {
        Id = id,
        Code = $"{id}",
        Name = name,
        FullName = fullName,
        Initials = initials,
        Levels = DivisionLevels.Township,
        Lo = id,
        Hi = id,
        IsSite = true,
        ClosedOn = closedOn,
    };

    private static Inquiry New() => new() { Id = Keys.New(), Number = "查1", SubjectName = "李明月", Question = "是否真实", ConsentReference = "1" };
}
