using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Files.Attachments;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Calendar;
using Platform.Oversight.Features.Meetings;
using Platform.Oversight.Features.Training;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

/// <summary>What people have learnt: from sign-in sheets, typed by the office, and owed by who takes up a post.</summary>
public class TrainingTests
{
    private static readonly YearMonth November = new(2026, 11);

    private static readonly DateOnly Day = new(2026, 11, 12);

    private static Guid Person(int number) => new(Bench.Site, 99, (short)number, new byte[8]);

    private static RecordTraining Typed(TrainingKind kind, DateOnly heldOn, params int[] people) =>
        new(Bench.Site, [.. people.Select(Person)], heldOn, "药具管理知识", 4, kind, "县药具站");

    private static async Task<string> Refused(Bench bench, RecordTraining request) => (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(request))).Code;

    /// <summary>Held on 12 November: the first was there, the second late, the third absent, and a guest.</summary>
    private static async Task<Guid> HoldAsync(Bench bench, MeetingKind kind, decimal hours, params string[] duties)
    {
        var id = await bench.Send(new CreateMeeting(Bench.Site, November, kind, VillageId: Probe.VillageOf(Bench.Site)));
        await bench.Send(new RecordSignIn(Bench.Site, id,
        [
            new(Person(1), null, null, Attendance.Present, null), new(Person(2), null, null, Attendance.Late, "接访"), new(Person(3), null, null, Attendance.Absent, "病假"),
            new(Guid.Empty, "来宾", null, Attendance.Present, null),
        ]));
        var version = await bench.Send(new SaveMinutes(
            Bench.Site, id, (await bench.Send(new GetMeeting(id))).Version, Day, "会议室", "主任", "传达", "安排", "培训", duties, [], hours > 0 ? "政策学习" : "", hours));
        await bench.Send(new ConfirmMeeting(Bench.Site, id, version));
        return id;
    }

    [Theory, DatabaseData]
    public async Task Sign_in_sheets_and_typed_records_are_one_list_with_the_hours_of_the_year(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await HoldAsync(bench, MeetingKind.OfficeWeekly, 0);
        var study = await HoldAsync(bench, MeetingKind.StudySession, 1.5m);
        await HoldAsync(bench, MeetingKind.SuppliesMeeting, 2, OversightDuties.SuppliesTraining);
        var course = await bench.Send(Typed(TrainingKind.Training, new(2026, 11, 20), 1, 3));
        await bench.Send(Typed(TrainingKind.Training, new(2025, 12, 30), 1));

        var all = await bench.Send(new ListTraining(new PageRequest(PageSize: 50), SiteId: Bench.Site));
        Assert.Equal(6, all.Total);
        Assert.Equal([(course, "人员1"), (course, "人员3")], all.Items.Take(2).Select(l => (l.RecordId, l.Name)));
        Assert.Equal([7.5m, 3.5m, 4m], Enumerable.Range(1, 3).Select(n => all.Items.First(l => l.StaffId == Person(n)).YearHours));
        var sheet = all.Items.Where(l => l.RecordId == study).ToList();
        Assert.Equal(["人员1", "人员2"], sheet.Select(l => l.Name));
        Assert.Equal(("学习会", $"/oversight/meetings/{study}", "学习"), (sheet[0].Source, sheet[0].Link, sheet[0].KindText));

        async Task<IEnumerable<string>> Names(ListTraining request) => (await bench.Send(request)).Items.Select(l => l.Name).Order(StringComparer.Ordinal);
        Assert.Equal(["人员1", "人员2"], await Names(new(new(), Kind: TrainingKind.Supplies)));
        Assert.Equal(["人员1", "人员3"], await Names(new(new(), Kind: TrainingKind.Training)));
        Assert.Equal(["人员1", "人员2"], await Names(new(new(), Kind: TrainingKind.Study)));
        Assert.Equal(["人员1"], await Names(new(new(), Year: 2025)));
        Assert.Equal(["人员2", "人员2"], await Names(new(new(), SiteId: Bench.Site, VillageId: Probe.VillageOf(Bench.Site))));
        Assert.Equal(["人员3"], await Names(new(new(), Name: "3")));
        Assert.Equal(["人员2", "人员2"], await Names(new(new(), StaffId: Person(2))));
        Assert.Equal(["人员3", "人员2", "人员2"], (await bench.Send(new ListTraining(new PageRequest(1, 3, "-Name")))).Items.Select(l => l.Name));

        var hours = await bench.Send(new ListTrainingHours(new PageRequest(), SiteId: Bench.Site));
        Assert.Equal([(3, 4m, 1.5m, 2m, 7.5m), (2, 0m, 1.5m, 2m, 3.5m), (1, 4m, 0m, 0m, 4m)], hours.Items.Select(h => (h.Times, h.Training, h.Study, h.Supplies, h.Total)));
        Assert.Equal([0m, 0m, 0m], (await bench.Send(new ListTrainingHours(new PageRequest(), SiteId: Bench.Site + 1))).Items.Select(h => h.Total));
    }

    [Theory, DatabaseData]
    public async Task A_correction_and_a_withdrawal_keep_the_record_and_the_duty_follows(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var request = Typed(TrainingKind.Supplies, new(2026, 11, 20), 1, 2) with { Files = [new("签到.txt", "签到"u8.ToArray())], RequestId = Guid.CreateVersion7() };
        var id = await bench.Send(request);
        Assert.Equal(id, await bench.Send(request));

        // The second half of the year falls due in December, where records are kept since July.
        await bench.CloseAsync(new YearMonth(2026, 7));
        async Task<CalendarItem> DutyAsync() => Assert.Single((await bench.Send(new GetDutyCalendar(Bench.Site, new(2026, 12)))).Items, i => i.DutyCode == OversightDuties.SuppliesTraining);
        Assert.Equal((new DateOnly(2026, 11, 20), $"/oversight/training/{id}"), ((await DutyAsync()).ReachedOn, (await DutyAsync()).EvidenceLink));

        var first = await bench.Send(new GetTraining(id));
        CorrectTraining Corrected(Guid version, TrainingKind to) => new(Bench.Site, id, version, [Person(1), Person(3)], new(2026, 11, 19), "药具管理知识", 6, to, "县药具站", null, "人员登记有误");
        await bench.Send(Corrected(first.Version, TrainingKind.Supplies));
        Assert.Equal(new DateOnly(2026, 11, 19), (await DutyAsync()).ReachedOn);
        Assert.Equal("CHANGED_MEANWHILE", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(Corrected(first.Version, TrainingKind.Supplies)))).Code);
        Assert.Equal(["人员1", "人员3"], (await bench.Send(new GetTraining(id))).People.Select(p => p.Name));
        Assert.Equal([6m, 6m], (await bench.Send(new ListTraining(new()))).Items.Select(l => l.YearHours));
        Assert.Equal(3, (await bench.Rows<TrainingPerson>()).Count);

        await bench.Send(Corrected((await bench.Send(new GetTraining(id))).Version, TrainingKind.Training));
        Assert.Null((await DutyAsync()).ReachedOn);
        await bench.Send(Corrected((await bench.Send(new GetTraining(id))).Version, TrainingKind.Supplies));
        await bench.Send(new WithdrawTraining(Bench.Site, id, (await bench.Send(new GetTraining(id))).Version, "重复登记"));
        Assert.Null((await DutyAsync()).ReachedOn);
        Assert.Equal([("已作废", 0m), ("已作废", 0m)], (await bench.Send(new ListTraining(new()))).Items.Select(l => (l.StateText, l.YearHours)));
        Assert.Empty((await bench.Send(new ListTraining(new(), Void: false))).Items);
        Assert.Equal(2, (await bench.Send(new ListTraining(new(), Void: true))).Total);
        Assert.Equal("NOT_FOUND", (await Assert.ThrowsAsync<RefusalException>(() =>
            bench.Send(new AddAttachments(Bench.Site, TrainingFileKind.KindCode, TrainingFileKind.RefOf(id), [new("迟.txt", "迟"u8.ToArray())])))).Code);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_what_is_on_a_sheet_is_not_typed_again()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        await HoldAsync(bench, MeetingKind.StudySession, 1.5m);
        Assert.Equal("VALIDATION", await Refused(bench, Typed(TrainingKind.Training, new(2026, 11, 24), 1)));
        Assert.Equal("VALIDATION", await Refused(bench, Typed(TrainingKind.Training, Day, 1) with { Hours = 0.4m }));
        Assert.Equal("VALIDATION", await Refused(bench, Typed(TrainingKind.Training, Day, 1) with { Hours = 40.5m }));
        Assert.Equal("VALIDATION", await Refused(bench, Typed(TrainingKind.Training, Day)));
        Assert.Equal("UNKNOWN_PERSON", await Refused(bench, Typed(TrainingKind.Training, Day, 1, 7)));
        Assert.Equal("ALREADY_RECORDED", await Refused(bench, Typed(TrainingKind.Study, Day, 3, 2) with { Topic = "政策学习" }));
        await bench.Send(Typed(TrainingKind.Study, Day, 3) with { Topic = "政策学习" });

        // The second came to the office on 10 November; an induction may lie some days before.
        Assert.Equal("BEFORE_REGISTRATION", await Refused(bench, Typed(TrainingKind.Training, new(2026, 11, 9), 1, 2)));
        Assert.Equal("BEFORE_REGISTRATION", await Refused(bench, Typed(TrainingKind.Induction, new(2026, 10, 10), 2)));
        await bench.Send(Typed(TrainingKind.Induction, new(2026, 10, 11), 2));
    }

    [Theory, DatabaseData]
    public async Task Who_takes_up_a_post_is_listed_until_the_induction_is_recorded(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        bench.Probe.Terms.AddRange(
        [
            // A manager of many years, one who goes on from one village to the next, and one to come.
            Probe.TermOf(Bench.Site, 1, PostKinds.SuppliesManager, new(2019, 4, 1)),
            Probe.TermOf(Bench.Site, 3, PostKinds.Distributor, new(2020, 1, 1), new(2026, 10, 31)), Probe.TermOf(Bench.Site, 3, PostKinds.Distributor, new(2026, 11, 1)),
            Probe.TermOf(Bench.Site + 1, 1, PostKinds.Distributor, new(2026, 12, 1)),
        ]);
        async Task<IReadOnlyList<NewlyPosted>> WaitingAsync() => await bench.Send(new GetNewlyPosted(Bench.Site));
        var one = Assert.Single(await WaitingAsync());
        Assert.Equal(("人员2", "药具发放员", "1号镇1村", new DateOnly(2026, 12, 10), 17, "还剩 17 天"), (one.Name, one.PostName, one.VillageName, one.DueOn, one.DaysLeft, one.LeftText));
        Assert.Equal(6, (await bench.Send(new GetNewlyPosted(), Bench.County)).Count);

        // A course is no induction.
        await bench.Send(Typed(TrainingKind.Training, Day, 2));
        Assert.Single(await WaitingAsync());
        var id = await bench.Send(Typed(TrainingKind.Induction, new(2026, 10, 11), 2));
        Assert.Empty(await WaitingAsync());
        await bench.Send(new WithdrawTraining(Bench.Site, id, (await bench.Send(new GetTraining(id))).Version, "登记错人"));
        bench.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal("已逾期 3 天", Assert.Single(await WaitingAsync()).LeftText);

        // Late is better than never.
        await bench.Send(Typed(TrainingKind.Induction, new(2026, 12, 12), 2));
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task The_proof_of_a_community_study_leads_to_the_meeting_it_was()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var id = await HoldAsync(bench, MeetingKind.CommunityStudy, 1);
        var item = (await bench.Send(new GetDutyCalendar(Bench.Site, November, Probe.VillageOf(Bench.Site)))).Items.Single(i => i.DutyCode == OversightDuties.CommunityStudy);
        Assert.Equal($"/oversight/meetings/{id}", item.EvidenceLink);
    }
}
