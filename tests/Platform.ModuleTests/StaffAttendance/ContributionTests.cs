using Autofac;
using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Demo;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Corrections;
using Platform.StaffAttendance.Features.Incidents;
using Platform.StaffAttendance.Features.Records;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>What the area gives the five steps.</summary>
public sealed class ContributionTests
{
    private static readonly DateOnly Period = Office.October.FirstDay;

    [Theory, DatabaseData]
    public async Task Missing_clock_ins_are_one_finding_a_person(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        await FillOctoberAsync(office, "001", "002");
        var asked = await AskAsync(office.Platform, new AuditRequested(Guid.Empty, Period, Places.Sites));
        Assert.Empty(asked.Failures);
        var own = asked.Answers.Where(a => a.CheckCode == AttendanceCodes.MissingClockIns).ToList();
        Assert.Equal(Places.Sites, own.Select(a => a.SiteId));
        var finding = Assert.Single(own[0].Findings);
        Assert.Equal((office.People[2].ToString("N"), FindingSeverity.Major), (finding.Key, finding.Severity));
        Assert.StartsWith("汪秀兰2026年10月打卡不齐", finding.Title, StringComparison.Ordinal);
        Assert.Equal(0, own[1].Examined);
        Assert.All(own.Skip(1), a => Assert.Empty(a.Findings));
    }

    [Theory, DatabaseData]
    public async Task Indicators_count_complete_days_and_decisions_in_time(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        var days = await FillOctoberAsync(office, "001", "002");
        await office.AsClerk(new ImportClockIns(Office.Site, [new("003", Office.Thursday, new TimeOnly(9, 0)), new("003", Office.Thursday.AddDays(1), new TimeOnly(9, 0))]));
        office.Platform.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(8)));
        var decided = (await office.Incidents()).First();
        await office.Platform.Write<AttendanceDbContext>(db =>
        {
            var row = db.Set<Incident>().Single(i => i.Id == decided.Id);
            (row.Status, row.VerifiedOn) = (IncidentStatus.Verified, row.LimitOn);
            return Task.CompletedTask;
        });
        var other = (await office.Incidents()).Single(i => i.Id != decided.Id);
        await office.AsDirector(new DecideIncident(other.Id, true));

        var complete = (await AskAsync(office.Platform, new AppraisalRequested(Guid.Empty, Period, Places.Sites))).Answers
            .Single(a => a.IndicatorCode == AttendanceCodes.RecordsComplete && a.SiteId == Office.Site);
        Assert.Equal((2m * days, 3m * days), (complete.Numerator, complete.Denominator));
        var inTime = (await AskAsync(office.Platform, new AppraisalRequested(Guid.Empty, Period.AddMonths(1), Places.Sites))).Answers
            .Where(a => a.IndicatorCode == AttendanceCodes.VerifiedInTime).ToDictionary(a => a.SiteId);
        Assert.Equal((1m, 2m), (inTime[Office.Site].Numerator, inTime[Office.Site].Denominator));
        Assert.Equal(0m, inTime[Places.SecondSite].Denominator);
        Assert.Contains($"site={Office.Site}&", inTime[Office.Site].Link, StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    public async Task Corrections_after_the_lock_and_undecided_absences_are_findings(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        await office.AsDirector(new CorrectClockIn(Office.Site, office.People[1], Office.Thursday, new TimeOnly(8, 0), CorrectionKind.Added, "停电"));
        await office.AsClerk(new CorrectClockIn(Office.Site, office.People[1], new DateOnly(2026, 11, 19), new TimeOnly(8, 0), CorrectionKind.Added, "停电"));
        await office.AsClerk(new RecordIncident(Office.Site, office.People[2], Office.Thursday, IncidentKind.Absence, null, "全天未到岗"));
        var november = (await AskAsync(office.Platform, new AuditRequested(Guid.Empty, Period.AddMonths(1), Places.Sites))).Answers
            .Single(a => a.CheckCode == AttendanceCodes.CorrectionsAfterLock && a.SiteId == Office.Site);
        Assert.Equal((2, "陈建平的打卡记录在锁定后更正 1 条"), (november.Examined, Assert.Single(november.Findings).Title));
        var october = (await AskAsync(office.Platform, new AuditRequested(Guid.Empty, Period, Places.Sites))).Answers.Where(a => a.SiteId == Office.Site).ToDictionary(a => a.CheckCode);
        Assert.Empty(october[AttendanceCodes.CorrectionsAfterLock].Findings);
        Assert.Equal("汪秀兰 2026-10-15 未经批准缺勤，尚未核实", Assert.Single(october[AttendanceCodes.UndecidedAbsences].Findings).Title);
    }

    [Fact]
    public async Task Undecided_incidents_come_to_the_meeting()
    {
        await using var office = await Office.OpenAsync();
        await office.AsClerk(new ImportClockIns(Office.Site, [new("003", Office.Thursday, new TimeOnly(9, 0))]));
        var item = Assert.Single((await AskAsync(office.Platform, new MeetingConvening(Guid.Empty, Period, Places.Sites))).Answers, a => a.Title.StartsWith("考勤异常", StringComparison.Ordinal));
        Assert.Equal((Office.Site, "考勤异常待核实 1 条"), (item.SiteId, item.Title));
        Assert.Contains("1 条已超过核实期限", item.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_sites_cost_as_many_statements_as_ten()
    {
        await using var office = await Office.OpenAsync();
        var sites = Enumerable.Range(Places.ForeignSite + 100, 200).ToList();
        await office.Platform.Send(new GenerateLoad(sites, Office.October));
        foreach (var ask in new Func<IReadOnlyList<int>, ContributionRequest>[]
                 {
                     s => new AuditRequested(Guid.Empty, Period, s), s => new MeetingConvening(Guid.Empty, Period, s), s => new AppraisalRequested(Guid.Empty, Period.AddMonths(1), s),
                 })
        {
            var few = await StatementCounter.CountAsync(() => AskAsync(office.Platform, ask([.. sites.Take(10)])));
            var many = await StatementCounter.CountAsync(() => AskAsync(office.Platform, ask(sites)));
            Assert.True(few > 0);
            Assert.Equal(few, many);
        }
    }

    private static async Task<TRequest> AskAsync<TRequest>(TestPlatform platform, TRequest request)
        where TRequest : ContributionRequest
    {
        await using var operation = platform.Begin();
        await operation.Resolve<IMediator>().Publish(request);
        return request;
    }

    private static async Task<int> FillOctoberAsync(Office office, params string[] numbers)
    {
        var days = Enumerable.Range(0, 31).Select(d => Period.AddDays(d)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToList();
        await office.AsClerk(new ImportClockIns(Office.Site, [.. from n in numbers from d in days from t in new[] { 8, 18 } select new ClockInInput(n, d, new TimeOnly(t, 0))]));
        return days.Count;
    }
}
