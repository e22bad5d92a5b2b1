using Autofac;
using MediatR;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Organisation.Features.StandIns;
using Platform.StaffAttendance;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Incidents;
using Platform.StaffAttendance.Features.Leave;
using Platform.StaffAttendance.Features.People;
using Platform.StaffAttendance.Features.Records;
using Platform.StaffAttendance.Features.Sheets;
using Platform.StaffAttendance.Features.Today;
using Platform.StaffAttendance.Features.Waiting;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>The month and year of a person, the office today, and what waits for whom. Today is Monday 2026-11-23, nine o'clock.</summary>
public sealed class OverviewTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory, DatabaseData]
    public async Task A_person_s_month_says_what_the_sheet_says(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        for (var seed = 1; seed <= 3; seed++)
        {
            await FillAsync(office, seed);
            var sheet = await office.AsDirector(new GetSheet(Office.Site, Office.October));
            foreach (var (person, number) in office.People.Select((p, i) => (p, i)))
            {
                var line = sheet.Lines.Single(l => l.StaffId == person);
                var month = await office.AsClerk(new GetOwnMonth(Office.Site, Office.October), person);
                Assert.Equal(31, month.Days.Count);
                Assert.Equal(Of(line), month.Figures with { Shifts = 0 });
                var year = await office.AsDirector(new GetPersonYear(Office.Site, person, 2026));
                Assert.Equal(Of(line), year.Months.Single(m => m.Month == Office.October).Figures with { Shifts = 0 });
                Assert.Equal($"00{number + 1}", year.Number);
            }
        }

        static PersonMonthFigures Of(SheetLine l) =>
            new(l.WorkingDays, l.CompleteDays, l.LeaveHalfDays, l.Late, l.Early, l.Other, l.Verified, l.FieldDays, l.FieldOpen, 0);
    }

    [Theory, DatabaseData]
    public async Task The_year_keeps_the_figures_of_a_confirmed_sheet(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        await office.AsClerk(new ImportClockIns(Office.Site, [new("002", Office.Thursday, new TimeOnly(8, 40)), new("002", Office.Thursday, new TimeOnly(17, 30))]));
        var incident = Assert.Single(await office.Incidents());
        await office.AsDirector(new DecideIncident(incident.Id, true));
        await office.AsDirector(new ConfirmSheet(Office.Site, Office.October));
        await office.Platform.Write<AttendanceDbContext>(db => Task.FromResult(db.Add(Clock(office.People[1], Office.Thursday.AddDays(1), 8 * 3600))));
        await office.Platform.Write<AttendanceDbContext>(db => Task.FromResult(db.Add(Clock(office.People[1], Office.Thursday.AddDays(1), 18 * 3600))));

        var year = await office.AsClerk(new GetOwnYear(Office.Site, 2026), office.People[1]);
        Assert.Equal(Enumerable.Range(1, 11).Select(m => new YearMonth(2026, m)), year.Months.Select(m => m.Month));
        var october = year.Months.Single(m => m.Month == Office.October);
        Assert.Equal((true, 1, 1), (october.Confirmed, october.Figures.CompleteDays, october.Figures.Verified));
        Assert.Equal((1, false), (year.Tier!.Number, year.Tier.Collectible));
        Assert.Equal(2, (await office.AsClerk(new GetOwnMonth(Office.Site, Office.October), office.People[1])).Figures.CompleteDays);
        Assert.Empty((await office.AsClerk(new GetOwnYear(Office.Site, 2027), office.People[1])).Months);
        Assert.Equal("VALIDATION", await Code(() => office.AsClerk(new GetOwnYear(Office.Site, 1), office.People[1])));
        Assert.Equal("NO_PERSON", await Code(() => office.AsClerk(new GetOwnMonth(Office.Site, Office.October))));
        Assert.Equal("UNKNOWN_PERSON", await Code(() => office.AsDirector(new GetPersonYear(Office.Site, Guid.CreateVersion7(), 2026))));
    }

    [Theory, DatabaseData]
    public async Task The_office_today_says_who_is_where_and_not_why(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        await office.Platform.Write<AttendanceDbContext>(db =>
        {
            db.Add(Clock(office.People[0], Today, 8 * 3600));
            db.Add(Leave(office.People[1], LeaveKind.Sick, Today, DayHalf.Morning, Today, DayHalf.Morning));
            return Task.CompletedTask;
        });
        Assert.Equal(["在岗", "请假", "未打卡"], await StatesAsync(office));
        var rows = await office.AsClerk(new GetOfficeToday(Office.Site));
        Assert.Equal((true, "上午请假"), (rows.Working, rows.People[1].Leave));
        Assert.DoesNotContain("病", System.Text.Json.JsonSerializer.Serialize(rows), StringComparison.Ordinal);
        await office.Platform.Write<AttendanceDbContext>(db => Task.FromResult(db.Add(Trip(office.People[2], Today, FieldTripState.Recorded))));
        Assert.Equal(["在岗", "请假", "外勤"], await StatesAsync(office));
        office.Platform.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.FromHours(8)));
        await office.Platform.Write<AttendanceDbContext>(db => Task.FromResult(db.Add(Clock(office.People[0], Today, (17 * 3600) + 1800))));
        Assert.Equal(["已下班", "未打卡", "外勤"], await StatesAsync(office));
        var row = Assert.Single((await office.AsClerk(new ListOfficesToday(new PageRequest()))).Items);
        Assert.Equal((Office.Site, 3, 1, 1, 0, 1), (row.SiteId, row.People, row.Present, row.Away, row.OnLeave, row.NotYet));
        office.Platform.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8)));
        Assert.Equal(["休息日", "休息日", "休息日"], await StatesAsync(office));

        static async Task<IEnumerable<string>> StatesAsync(Office office) => (await office.AsClerk(new GetOfficeToday(Office.Site))).People.Select(p => Words.Of(p.State));
    }

    [Theory, DatabaseData]
    public async Task What_waits_is_told_to_whom_it_waits_for(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        await office.AsClerk(new ImportClockIns(Office.Site, [new("003", Office.Thursday, new TimeOnly(9, 0))]));
        await office.Platform.Write<AttendanceDbContext>(db => Task.FromResult(db.Add(Trip(office.People[2], Today, FieldTripState.Recorded))));
        var director = await office.AsDirector(new GetWaiting(Office.Site));
        Assert.Equal(["考勤异常待核实", "月度考勤表待确认"], director.Select(g => g.Title));
        Assert.Equal(("汪秀兰 2026-10-15 迟到", new DateOnly(2026, 11, 5)), (director[0].Items[0].Text, director[0].Items[0].Due));
        Assert.Equal(("2026年10月考勤表", new DateOnly(2026, 11, 5)), (director[1].Items[0].Text, director[1].Items[0].Due));

        // Who recorded it, or is concerned, does not decide it.
        Assert.DoesNotContain(await office.AsDirector(new GetWaiting(Office.Site), office.People[2]), g => g.Title == "考勤异常待核实");
        Assert.DoesNotContain(await office.AsClerk(new GetWaiting(Office.Site)), g => g.Title == "考勤异常待核实");
        await office.AsDirector(new DecideIncident(Assert.Single(await office.Incidents()).Id, true));
        await office.AsDirector(new ConfirmSheet(Office.Site, Office.October));
        Assert.Empty(await office.AsDirector(new GetWaiting(Office.Site)));
    }

    [Theory, DatabaseData]
    public async Task What_the_own_person_tried_to_approve_is_a_finding(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        var id = await town.As("director", new AskLeave(Office.Site, LeaveKind.Personal, Today, DayHalf.Morning, Today, DayHalf.Morning, "办事"));
        Assert.Equal("OWN_APPROVAL", await Code(() => town.As("director", new SignLeave(id))));
        Assert.Equal("NOT_YOUR_STEP", await Code(() => town.As("officer", new SignLeave(id))));
        var waiting = Assert.Single(await town.As("leader", new GetWaiting(Office.Site)));
        Assert.Equal(("请假签批", $"/attendance/leave/{id}"), (waiting.Title, waiting.Items[0].Link));
        var findings = (await AuditAsync(town.Platform, AttendanceCodes.OwnApprovals)).ToDictionary(a => a.SiteId);
        Assert.Equal((1, "director试图办理本人的事项 1 次"), (findings[Office.Site].Examined, Assert.Single(findings[Office.Site].Findings).Title));
        Assert.Empty(findings[Places.SecondSite].Findings);
    }

    [Theory, DatabaseData]
    public async Task A_stand_in_that_ends_before_the_leave_is_a_finding_unless_somebody_takes_over(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        await town.As("director", new AskLeave(Office.Site, LeaveKind.Sick, Today, DayHalf.Morning, Today.AddDays(3), DayHalf.Afternoon, "住院"));
        await town.Platform.Send(new AddStandIn(Office.Site, town["director"], town["officer"], Today, Today.AddDays(1), "住院"), Places.Site(Office.Site));
        var finding = Assert.Single((await AuditAsync(town.Platform, AttendanceCodes.ExpiredStandIns)).Single(a => a.SiteId == Office.Site).Findings);
        Assert.Equal("officer代理director已于 2026-11-24 到期，director仍在请假", finding.Title);
        await town.Platform.Send(new AddStandIn(Office.Site, town["director"], town["head"], Today.AddDays(2), Today.AddDays(3), "住院"), Places.Site(Office.Site));
        var answer = (await AuditAsync(town.Platform, AttendanceCodes.ExpiredStandIns)).Single(a => a.SiteId == Office.Site);
        Assert.Equal(2, answer.Examined);
        Assert.Empty(answer.Findings);
    }

    private static async Task<IReadOnlyList<AuditContribution>> AuditAsync(TestPlatform platform, string check)
    {
        await using var operation = platform.Begin();
        var asked = new AuditRequested(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites);
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return [.. asked.Answers.Where(a => a.CheckCode == check)];
    }

    // A month of all kinds of days, different for each seed; what a seed adds comes on top of what the one before added.
    private static Task FillAsync(Office office, int seed) => office.Platform.Write<AttendanceDbContext>(db =>
    {
        var dice = new Random(seed);
        foreach (var person in office.People)
        {
            for (var day = Office.October.FirstDay; day <= Office.October.LastDay; day = day.AddDays(1))
            {
                foreach (var second in new[] { 8 * 3600, 18 * 3600 }.Where(_ => dice.Next(3) > 0))
                {
                    db.Add(Clock(person, day, second + (seed * 60) + dice.Next(60)));
                }

                if (dice.Next(6) == 0)
                {
                    db.Add(Trip(person, day, (FieldTripState)dice.Next(4)));
                }

                // No two of a kind on one day.
                if (dice.Next(8) == 0)
                {
                    db.Add(new Incident
                    {
                        SiteId = Office.Site,
                        StaffId = person,
                        Day = day,
                        Kind = seed == 1 ? IncidentKind.LateArrival : seed == 2 ? IncidentKind.EarlyDeparture : IncidentKind.LeftPost,
                        LimitOn = new DateOnly(2026, 11, 5),
                        Status = (IncidentStatus)dice.Next(3),
                        Objection = (ObjectionState)dice.Next(2),
                    });
                }
            }

            var first = Office.October.FirstDay.AddDays((seed * 9) - 4 + dice.Next(4));
            db.Add(Leave(person, LeaveKind.Annual, first, (DayHalf)dice.Next(2), first.AddDays(1 + dice.Next(3)), (DayHalf)dice.Next(2)));
        }

        return Task.CompletedTask;
    });

    private static ClockIn Clock(Guid person, DateOnly day, int second) => ClockInWriter.Row(new Stamp(Office.Site, person, day, second), ClockInSource.File, Keys.New());

    private static LeaveRequest Leave(Guid person, LeaveKind kind, DateOnly first, DayHalf firstHalf, DateOnly last, DayHalf lastHalf) => new()
    {
        SiteId = Office.Site,
        StaffId = person,
        Kind = kind,
        Span = new LeaveSpan(first, firstHalf, last, lastHalf),
        State = LeaveState.Granted,
    };

    private static FieldTrip Trip(Guid person, DateOnly day, FieldTripState state) => new()
    {
        SiteId = Office.Site,
        StaffId = person,
        Day = day,
        From = 9 * 3600,
        To = 11 * 3600,
        Place = "样村",
        Purpose = "核对台账",
        RequestKey = Keys.New(),
        State = state,
    };

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
