using System.Text;
using Autofac;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Personal;
using Platform.Contracts.Staff;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Protection.Retention;
using Platform.Organisation.Features.Bodies;
using Platform.Organisation.Features.Posts;
using Platform.Organisation.Features.StandIns;
using Platform.StaffAttendance;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Leave;
using Platform.StaffAttendance.Features.Records;
using Platform.StaffAttendance.Features.Sheets;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>Leave from asking to the return (P4-ATTENDANCE-01): a director, two officers, a head of station and a leader in charge; today is Monday 2026-11-23.</summary>
public sealed class LeaveTests
{
    private const int Site = Places.FirstSite;
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly AttachmentDraft Paper = new("批复.pdf", Encoding.ASCII.GetBytes("%PDF-1.4 paper"));

    [Theory, DatabaseData]
    public async Task Half_a_day_is_the_directors_a_day_goes_on_to_the_leader(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        var id = await town.As("officer", new AskLeave(Site, LeaveKind.Personal, Today, DayHalf.Morning, Today, DayHalf.Morning, "搬家"));
        Assert.Equal("OWN_APPROVAL", await Code(() => town.As("officer", new SignLeave(id))));
        Assert.Equal("NOT_YOUR_STEP", await Code(() => town.As("leader", new SignLeave(id))));
        Assert.Equal(id, Assert.Single((await town.As("director", new ListLeave(new PageRequest(), Box: LeaveBox.Waiting))).Items).Id);
        await town.As("director", new SignLeave(id, "同意"));
        Assert.Equal(LeaveState.Granted, (await town.As("officer", new GetLeave(id))).State);

        var next = await town.As("officer", new PreviewLeave(Site, LeaveKind.Personal, Today, DayHalf.Afternoon, Today, DayHalf.Afternoon));
        Assert.Equal((0.5m, 1m, LeaveTier.Leader), (next.Days, next.TogetherDays, next.Tier));
        Assert.Equal(["director", "leader"], next.Signers.Select(s => Assert.Single(s.People)));
        Assert.Equal((0.5m, 3.5m), (next.Months[0].UsedDays, next.Months[0].RemainingDays));
        var second = await town.As("officer", new AskLeave(Site, LeaveKind.Personal, Today, DayHalf.Afternoon, Today, DayHalf.Afternoon, "搬家"));
        await town.As("director", new SignLeave(second));
        Assert.Equal((LeaveState.Waiting, "分管领导"), await State(town, second));
        await town.As("leader", new RefuseLeave(second, "当天有检查"));
        Assert.Equal((LeaveState.Refused, ""), await State(town, second));
        Assert.Equal("NOT_WAITING", await Code(() => town.As("leader", new SignLeave(second))));
    }

    [Theory, DatabaseData]
    public async Task Two_days_want_a_letter_and_three_the_county(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        var ask = new AskLeave(Site, LeaveKind.Personal, Today.AddDays(1), DayHalf.Morning, Today.AddDays(3), DayHalf.Afternoon, "家中建房");
        Assert.Equal("WRITTEN_REQUEST_REQUIRED", await Code(() => town.As("officer", ask)));
        var id = await town.As("officer", ask with { Letter = "因家中建房，特申请事假三天，望批准。" });
        await town.As("director", new SignLeave(id));
        await town.As("leader", new SignLeave(id));
        Assert.Equal((LeaveState.PendingCounty, "县级批复"), await State(town, id));
        Assert.Equal("OWN_APPROVAL", await Code(() => town.As("officer", new RecordCountyReply(id, "宁卫健〔2026〕31号", Today, true, [Paper]))));
        await town.As("director", new RecordCountyReply(id, "宁卫健〔2026〕31号", Today, true, [Paper]));
        Assert.Equal((LeaveState.Granted, ""), await State(town, id));

        var more = ask with { First = Today.AddDays(7), Last = Today.AddDays(8), FirstHalf = DayHalf.Morning, Letter = "再请假两天，处理建房事宜。" };
        Assert.Equal("LEAVE_OVERLAPS", await Code(() => town.As("officer", ask with { Letter = "因家中建房，特申请事假三天。" })));
        Assert.Equal("MONTHLY_CAP", await Code(() => town.As("officer", more with { First = Today.AddDays(4), Last = Today.AddDays(7), LastHalf = DayHalf.Afternoon })));
        var split = await town.As("officer", more);
        Assert.False((await town.As("officer", new GetLeave(split))).Exceeds);
        await town.As("officer", new WithdrawLeave(split, "改期办理"));
        var over = await town.As(
            "officer", more with { First = Today.AddDays(4), Last = Today.AddDays(7), LastHalf = DayHalf.Afternoon, CountyNumber = "宁卫健〔2026〕33号", CountyOn = Today, Files = [Paper] });
        await town.As("director", new SignLeave(over));
        await town.As("leader", new SignLeave(over));
        var granted = await town.As("officer", new GetLeave(over));
        Assert.Equal((LeaveState.Granted, true), (granted.State, granted.Exceeds));
    }

    [Theory, DatabaseData]
    public async Task The_directors_own_goes_to_the_leader_and_a_stand_in_signs_as_one(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        var id = await town.As("director", new AskLeave(Site, LeaveKind.Personal, Today, DayHalf.Morning, Today, DayHalf.Morning, "办事"));
        Assert.Equal((LeaveState.Waiting, "分管领导"), await State(town, id));
        Assert.Equal("OWN_APPROVAL", await Code(() => town.As("director", new SignLeave(id))));
        await town.Platform.Send(new AddStandIn(Site, town["leader"], town["keeper"], Today, Today.AddDays(2), "外出开会"), Places.Site(Site));
        await town.As("keeper", new SignLeave(id));
        var signed = await town.As("director", new GetLeave(id));
        Assert.Equal(LeaveState.Granted, signed.State);
        Assert.StartsWith("leader 授权 keeper 办理", Assert.Single(signed.Steps).OnBehalf, StringComparison.Ordinal);

        var station = await town.As("keeper", new PreviewLeave(Site, LeaveKind.Personal, Today, DayHalf.Morning, Today, DayHalf.Morning));
        Assert.Equal((LeaveRole.StationHead, "head"), (station.Signers[0].Role, Assert.Single(station.Signers[0].People)));
        Assert.Equal("NO_APPROVER", await Code(() => town.As("leader", new PreviewLeave(Site, LeaveKind.Personal, Today, DayHalf.Morning, Today, DayHalf.Morning))));
    }

    [Theory, DatabaseData]
    public async Task Sick_leave_is_granted_at_once_and_why_is_for_those_it_concerns(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        var id = await town.As("officer", new AskLeave(Site, LeaveKind.Sick, Today.AddDays(-3), DayHalf.Morning, Today.AddDays(4), DayHalf.Afternoon, "住院治疗"));
        var own = await town.As("officer", new GetLeave(id));
        Assert.Equal((LeaveState.Granted, "办公室主任知悉", true, "住院治疗"), (own.State, own.WaitsText, own.ProofMissing, own.Reason));
        Assert.Equal("NOT_REFUSABLE", await Code(() => town.As("director", new RefuseLeave(id, "不同意"))));
        await town.As("officer", new HandInProof(id, [Paper]));
        Assert.False((await town.As("officer", new GetLeave(id))).ProofMissing);

        Assert.Equal("NOT_FOUND", await Code(() => town.As("other", new GetLeave(id))));
        Assert.Empty((await town.As("other", new ListLeave(new PageRequest()))).Items);
        var seen = await town.As("other", new GetLeave(id), AttendancePermissions.LeaveView);
        Assert.Equal((false, "", null, "病假或法定假"), (seen.Reads, seen.Reason, seen.Kind, seen.KindText));
        Assert.Equal("病假或法定假", Assert.Single((await town.As("other", new ListLeave(new PageRequest()), AttendancePermissions.LeaveView)).Items).KindText);
        Assert.Empty((await town.As("other", new ListLeave(new PageRequest(), Kind: LeaveKind.Sick), AttendancePermissions.LeaveView)).Items);
        Assert.Equal("病假", Assert.Single((await town.As("director", new ListLeave(new PageRequest(), Kind: LeaveKind.Sick))).Items).KindText);
        var files = new GetAttachments(Site, LeaveFileKind.KindCode, LeaveFileKind.RefOf(id));
        Assert.Equal("NOT_FOUND", await Code(() => town.As("other", files, AttendancePermissions.LeaveView)));
        Assert.Single(await town.As("director", files));
        await town.As("director", new SignLeave(id));
        Assert.Equal((LeaveState.Granted, ""), await State(town, id));
    }

    [Theory, DatabaseData]
    public async Task Coming_back_early_shortens_and_what_was_excused_comes_back(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        var friday = Today.AddDays(-3);
        await town.Platform.SendAs(Places.Site(Site), [AttendancePermissions.Import], new ImportClockIns(Site, [new("2", friday, new(9, 0)), new("2", friday, new(17, 30))]));
        Assert.Single(await town.Incidents());
        var id = await town.As("officer", new AskLeave(Site, LeaveKind.Sick, friday, DayHalf.Morning, Today, DayHalf.Afternoon, "发热"));
        Assert.Empty(await town.Incidents());
        Assert.Equal("LEAVE_BEGUN", await Code(() => town.As("officer", new WithdrawLeave(id, "好转"))));
        Assert.Equal("NOT_BEGUN", await Code(() => town.As("officer", new ReturnFromLeave(id, friday, DayHalf.Morning))));
        await town.As("officer", new CorrectLeave(id, LeaveKind.Sick, friday, DayHalf.Afternoon, Today, DayHalf.Afternoon, "上午在岗", "发热"));
        Assert.Equal(IncidentKind.LateArrival, Assert.Single(await town.Incidents()).Kind);
        await town.As("officer", new ReturnFromLeave(id, Today, DayHalf.Afternoon));
        var back = await town.As("officer", new GetLeave(id));
        Assert.Equal((1m, Today, DayHalf.Morning, Today), (back.Days, back.Last, back.LastHalf, back.ReturnedOn));
        Assert.Collection(
            back.History.Select(h => h.Act),
            a => Assert.Equal("提出申请", a), a => Assert.StartsWith("更正为", a, StringComparison.Ordinal), a => Assert.StartsWith("销假", a, StringComparison.Ordinal));
        Assert.Equal("ALREADY_RETURNED", await Code(() => town.As("officer", new ReturnFromLeave(id, Today, DayHalf.Afternoon))));
    }

    [Theory, DatabaseData]
    public async Task The_sheet_shows_leave_and_expects_nobody_on_it(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        var (thursday, friday) = (Today.AddDays(-4), Today.AddDays(-3));
        List<ClockInInput> clockIns = [new("2", thursday, new(7, 55)), new("2", thursday, new(17, 40)), new("2", friday, new(13, 50)), new("2", friday, new(17, 40))];
        await town.Platform.SendAs(Places.Site(Site), [AttendancePermissions.Import], new ImportClockIns(Site, clockIns));
        var before = await Line(town);
        await town.As("officer", new AskLeave(Site, LeaveKind.Annual, thursday, DayHalf.Morning, friday, DayHalf.Morning));
        var after = await Line(town);
        Assert.Equal((before.WorkingDays - 1, before.CompleteDays, 3, 1.5m), (after.WorkingDays, after.CompleteDays, after.LeaveHalfDays, after.LeaveDays));
        Assert.Equal(1, after.CompleteDays);
        await town.As("other", new AskLeave(Site, LeaveKind.Maternity, new(2026, 11, 1), DayHalf.Morning, new(2027, 3, 31), DayHalf.Afternoon));
        var away = (await town.As("director", new GetSheet(Site, new YearMonth(2026, 11)), AttendancePermissions.View)).Lines.Single(l => l.Number == "3");
        Assert.Equal((0, 0, 16), (away.WorkingDays, away.MissingDays, away.LeaveHalfDays / 2));

        static async Task<SheetLine> Line(Town town) =>
            (await town.As("director", new GetSheet(Site, new YearMonth(2026, 11)), AttendancePermissions.View)).Lines.Single(l => l.Number == "2");
    }

    [Theory, DatabaseData]
    public async Task Days_of_a_confirmed_sheet_open_again_with_its_next_revision(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        var sheet = new MonthlySheet { SiteId = Site, Month = new(2026, 10, 1), State = SheetState.Confirmed, ConfirmedOn = new(2026, 11, 3) };
        await town.Platform.Write<AttendanceDbContext>(db => Task.FromResult(db.Add(sheet)));
        var ask = new AskLeave(Site, LeaveKind.Sick, new(2026, 10, 30), DayHalf.Morning, new(2026, 11, 2), DayHalf.Afternoon, "发热");
        Assert.Equal("SHEET_CONFIRMED", await Code(() => town.As("officer", ask)));
        await town.Platform.Write<AttendanceDbContext>(db => Task.FromResult(
            db.Add(new MonthlySheet { SiteId = Site, Month = sheet.Month, Revision = 2, State = SheetState.Open, RevisionReason = "补录打卡" })));
        await town.As("officer", ask);
    }

    [Fact]
    public async Task Days_of_a_confirmed_sheet_and_colleagues_are_out_of_reach()
    {
        await using var town = await Town.StartAsync(DatabaseKind.Sqlite);
        await town.Platform.Write<AttendanceDbContext>(db =>
        {
            db.Add(new MonthlySheet { SiteId = Site, Month = new(2026, 10, 1), State = SheetState.Confirmed, ConfirmedOn = new(2026, 11, 3) });
            return Task.CompletedTask;
        });
        var ask = new AskLeave(Site, LeaveKind.Sick, new(2026, 10, 30), DayHalf.Morning, new(2026, 11, 2), DayHalf.Afternoon, "发热");
        Assert.Equal("SHEET_CONFIRMED", await Code(() => town.As("officer", ask)));
        Assert.Equal("NOT_A_WORKDAY", await Code(() => town.As("officer", ask with { First = new(2026, 11, 22), Last = new(2026, 11, 22) })));
        Assert.Equal("ONLY_SELF", await Code(() => town.As("other", ask with { StaffId = town["officer"] })));
        var request = Keys.New();
        var entered = ask with { First = Today, Last = Today, StaffId = town["other"], RequestId = request };
        Assert.Equal(request, await town.As("director", entered));
        Assert.Equal(request, await town.As("director", entered));
        Assert.Equal("NOT_FOUND", await Code(() => town.As("keeper", new WithdrawLeave(request, "不相干"))));
    }

    [Fact]
    public async Task What_waits_longer_than_three_working_days_comes_to_the_meeting()
    {
        await using var town = await Town.StartAsync(DatabaseKind.Sqlite);
        await town.As("officer", new AskLeave(Site, LeaveKind.Personal, Today.AddDays(14), DayHalf.Morning, Today.AddDays(14), DayHalf.Morning, "搬家"));
        town.Platform.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Empty(await Items());
        town.Platform.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((Site, "请假待签批 1 份"), Assert.Single(await Items()));

        async Task<List<(int, string)>> Items()
        {
            await using var operation = town.Platform.Begin();
            var asked = new MeetingConvening(Guid.Empty, new DateOnly(2026, 10, 1), Places.Sites);
            await operation.Resolve<IMediator>().Publish(asked);
            return [.. asked.Answers.Where(a => a.Title.StartsWith("请假", StringComparison.Ordinal)).Select(a => (a.SiteId, a.Title))];
        }
    }

    [Fact]
    public async Task A_person_is_told_what_is_kept_about_the_own_leave()
    {
        await using var town = await Town.StartAsync(DatabaseKind.Sqlite);
        await town.As("officer", new AskLeave(Site, LeaveKind.Personal, Today, DayHalf.Morning, Today, DayHalf.Morning, "搬家"));
        await using var operation = town.Platform.Begin();
        var asked = new PersonalDataRequested($"staff:{town["officer"]}", Site);
        await operation.Resolve<IMediator>().Publish(asked);
        var item = Assert.Single(asked.Sections.Single(s => s.Title == "考勤").Items, i => i.Label.StartsWith("请假", StringComparison.Ordinal));
        Assert.Equal(("请假（2026-11-23上午）", "事假，待签批；搬家"), (item.Label, item.Value));
    }

    [Theory, DatabaseData]
    public async Task After_three_years_nobody_reads_why(DatabaseKind kind)
    {
        await using var town = await Town.StartAsync(kind);
        var id = await town.As("officer", new AskLeave(Site, LeaveKind.Sick, Today, DayHalf.Morning, Today, DayHalf.Afternoon, "住院治疗", Files: [Paper]));
        await town.As("director", new SignLeave(id, "好好休养"));
        await town.Platform.Send(new ApplyRetention());
        Assert.Equal("住院治疗", (await town.As("officer", new GetLeave(id))).Reason);
        town.Platform.Clock.Advance(TimeSpan.FromDays(1100));
        await town.Platform.Send(new ApplyRetention());
        var kept = await town.As("officer", new GetLeave(id));
        Assert.Equal((LeaveContentRule.Cleared, 1m, LeaveState.Granted, ""), (kept.Reason, kept.Days, kept.State, kept.Steps[0].Opinion));
        Assert.Empty(await town.As("officer", new GetAttachments(Site, LeaveFileKind.KindCode, LeaveFileKind.RefOf(id))));
    }

    private static async Task<(LeaveState, string)> State(Town town, Guid id)
    {
        var leave = await town.As("director", new GetLeave(id));
        return (leave.State, leave.WaitsText);
    }

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
