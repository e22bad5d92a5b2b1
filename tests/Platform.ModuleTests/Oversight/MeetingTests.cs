using Platform.Contracts.Messaging;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Meetings;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

public class MeetingTests
{
    private static readonly Guid Person = new(Bench.Site, 99, 1, new byte[8]);
    private static readonly YearMonth November = new(2026, 11);

    private static SaveMinutes Minutes(Guid id, Guid version, params string[] duties) => new(
        Bench.Site, id, version, new(2026, 11, 12), "会议室", "主任", "传达文件", "安排工作", "业务培训", duties, [new DecisionDraft("更新宣传栏", Person, new(2026, 11, 20))]);

    private static RecordSignIn Signed(Guid id, params SignInLine[] lines) => new(Bench.Site, id, lines);

    private static SignInLine Line(Attendance? state, string? reason = null) => new(Person, null, null, state, reason);

    private static async Task<Guid> HoldAsync(Bench bench, YearMonth month, params string[] duties)
    {
        var id = await bench.Send(new CreateMeeting(Bench.Site, month));
        await bench.Send(Signed(id, Line(Attendance.Present)));
        var version = await bench.Send(Minutes(id, (await bench.Send(new GetMeeting(id))).Version, duties) with { HeldOn = month.FirstDay.AddDays(11) });
        await bench.Send(new ConfirmMeeting(Bench.Site, id, version));
        return id;
    }

    [Theory]
    [DatabaseData]
    public async Task One_meeting_discharges_the_duties_its_minutes_name(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await HoldAsync(bench, November, OversightDuties.StudySession);
        Assert.Equal([OversightDuties.StudySession, OversightDuties.WorkMeeting], (await bench.Rows<DutyFulfilment>()).Select(f => f.DutyCode).Order(StringComparer.Ordinal));
        await HoldAsync(bench, Bench.October);
        Assert.Equal([OversightDuties.WorkMeeting], (await bench.Rows<DutyFulfilment>()).Where(f => f.Period == Bench.October.FirstDay).Select(f => f.DutyCode));
    }

    [Fact]
    public async Task Minutes_without_the_three_parts_are_not_confirmed()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var id = await bench.Send(new CreateMeeting(Bench.Site, November));
        var version = await bench.Send(Minutes(id, (await bench.Send(new GetMeeting(id))).Version) with { Trained = "" });
        var refused = await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new ConfirmMeeting(Bench.Site, id, version)));
        Assert.Equal(("MINUTES_INCOMPLETE", "Trained,Present"), (refused.Code, string.Join(',', refused.Fields.Select(f => f.Field))));
        Assert.Empty(await bench.Rows<DutyFulfilment>());
    }

    [Fact]
    public async Task Two_people_cannot_overwrite_each_other()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var id = await bench.Send(new CreateMeeting(Bench.Site, November));
        var read = (await bench.Send(new GetMeeting(id))).Version;
        await bench.Send(Minutes(id, read));
        var refused = await Assert.ThrowsAsync<RefusalException>(() => bench.Send(Minutes(id, read)));
        Assert.Equal("CHANGED_MEANWHILE", refused.Code);
        Assert.Equal("MEETING_EXISTS", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new CreateMeeting(Bench.Site, November)))).Code);
    }

    [Theory]
    [DatabaseData]
    public async Task A_confirmation_taken_back_withdraws_the_proof_until_the_next(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await HoldAsync(bench, November, OversightDuties.StudySession);
        await bench.Send(new ReopenMeeting(Bench.Site, id, "签到有误"));
        Assert.All(await bench.Rows<DutyFulfilment>(), f => Assert.True(f.Withdrawn));
        var reopened = await bench.Send(new GetMeeting(id));
        Assert.True(reopened.Duties.Single(d => d.Code == OversightDuties.StudySession).Ticked);
        var version = await bench.Send(Minutes(id, reopened.Version, OversightDuties.StudySession) with { HeldOn = new(2026, 11, 13) });
        await bench.Send(new ConfirmMeeting(Bench.Site, id, version));
        Assert.Equal(2, (await bench.Rows<DutyFulfilment>()).Count);
        Assert.All(await bench.Rows<DutyFulfilment>(), f => Assert.Equal((false, new DateOnly(2026, 11, 13)), (f.Withdrawn, f.OccurredOn)));
    }

    [Theory]
    [DatabaseData]
    public async Task A_decision_returns_to_the_next_agenda_until_it_is_done(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        bench.Probe.Agenda.Clear();
        var september = new YearMonth(2026, 9);
        await HoldAsync(bench, september);
        await bench.CloseAsync(september);
        async Task<bool> OnAgendaAsync(YearMonth month)
        {
            var meeting = (await bench.Rows<Meeting>()).Single(m => m.SiteId == Bench.Site && m.Period == month.FirstDay);
            return (await bench.Rows<AgendaItem>()).Any(a => a.MeetingId == meeting.Id && a.Source == AgendaSource.Decision);
        }

        Assert.True(await OnAgendaAsync(Bench.October));
        var decision = (await bench.Rows<Decision>()).Single();
        await bench.Send(new CompleteDecision(Bench.Site, decision.Id, decision.Version, "已完成"));
        await bench.CloseAsync(Bench.October);
        Assert.False(await OnAgendaAsync(November));
    }

    [Fact]
    public async Task Only_duties_that_fit_the_kind_are_taken()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var id = await bench.Send(new CreateMeeting(Bench.Site, November, MeetingKind.StudySession));
        var version = (await bench.Send(new GetMeeting(id))).Version;
        var refused = await Assert.ThrowsAsync<RefusalException>(() => bench.Send(Minutes(id, version, OversightDuties.WorkMeeting)));
        Assert.Equal("DUTY_DOES_NOT_FIT", refused.Code);
    }

    [Theory]
    [DatabaseData]
    public async Task A_study_in_a_village_needs_topic_and_hours_and_proves_the_villages_duty(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var village = Probe.VillageOf(Bench.Site);
        var id = await bench.Send(new CreateMeeting(Bench.Site, November, MeetingKind.CommunityStudy, VillageId: village));
        await bench.Send(Signed(id, Line(Attendance.Late, "下村")));
        var version = await bench.Send(Minutes(id, (await bench.Send(new GetMeeting(id))).Version) with { Decisions = [], Relayed = "", Arranged = "" });
        var refused = await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new ConfirmMeeting(Bench.Site, id, version)));
        Assert.Equal("Topic,Hours", string.Join(',', refused.Fields.Select(f => f.Field)));
        version = await bench.Send(Minutes(id, version) with { Decisions = [], Relayed = "", Arranged = "", Topic = "政策学习", Hours = 1.5m });
        await bench.Send(new ConfirmMeeting(Bench.Site, id, version));
        Assert.Equal((OversightDuties.CommunityStudy, village), (await bench.Rows<DutyFulfilment>()).Select(f => (f.DutyCode, f.UnitId)).Single());
    }

    [Theory]
    [DatabaseData]
    public async Task Two_phones_at_the_door_keep_each_others_lines(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await bench.Send(new CreateMeeting(Bench.Site, November));
        var other = new Guid(Bench.Site, 99, 2, new byte[8]);
        await bench.Send(Signed(id, Line(Attendance.Present)));
        var second = Signed(id, new SignInLine(other, null, null, Attendance.Absent, "病假"), new SignInLine(Guid.Empty, "来宾甲", "卫生院", Attendance.Present, null));
        await bench.Send(second);
        await bench.Send(second);
        var sheet = await bench.Rows<MeetingAttendee>();
        Assert.Equal(["人员1 Present", "人员2 Absent", "来宾甲 Present"], sheet.Select(a => $"{a.Name} {a.State}").Order(StringComparer.Ordinal));
        await bench.Send(Signed(id, Line(null)));
        Assert.Equal(2, (await bench.Rows<MeetingAttendee>()).Count);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => bench.Send(Signed(id, Line(Attendance.Absent))));
        Assert.Contains("缺席请写明原因", string.Concat(refused.Fields.Select(f => f.Message)));
    }

    [Fact]
    public async Task After_confirmation_somebody_forgotten_is_added_and_marked()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var id = await HoldAsync(bench, November);
        Assert.Equal("MEETING_HELD", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(Signed(id, Line(Attendance.Late))))).Code);
        Assert.Equal("ALREADY_SIGNED", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new AddLateSignIn(Bench.Site, id, Line(Attendance.Present), "漏签")))).Code);
        await bench.Send(new AddLateSignIn(Bench.Site, id, new SignInLine(Guid.Empty, "来宾乙", "村委会", Attendance.Present, null), "漏签"));
        Assert.Equal(["来宾乙"], (await bench.Rows<MeetingAttendee>()).Where(a => a.Afterwards).Select(a => a.Name));
        Assert.All(await bench.Rows<DutyFulfilment>(), f => Assert.False(f.Withdrawn));
    }

    [Theory]
    [DatabaseData]
    public async Task Own_items_are_edited_moved_and_removed_until_the_meeting_is_held(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await bench.Send(new CreateMeeting(Bench.Site, November, MeetingKind.OfficeWeekly, new(2026, 11, 23)));
        var first = await bench.Send(new SaveAgendaItem(Bench.Site, id, null, "甲"));
        var second = await bench.Send(new SaveAgendaItem(Bench.Site, id, null, "乙"));
        await bench.Send(new MoveAgendaItem(Bench.Site, id, second, Up: true));
        await bench.Send(new MoveAgendaItem(Bench.Site, id, second, Up: true));
        await bench.Send(new SaveAgendaItem(Bench.Site, id, first, "甲改", "说明"));
        Assert.Equal(["乙", "甲改"], (await bench.Send(new GetMeeting(id))).Agenda.Select(a => a.Title));
        await bench.Send(new RemoveAgendaItem(Bench.Site, id, second));
        Assert.Equal(["甲改"], (await bench.Send(new GetMeeting(id))).Agenda.Select(a => a.Title));
        var held = await HoldAsync(bench, November);
        Assert.Equal("MEETING_HELD", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new SaveAgendaItem(Bench.Site, held, null, "迟来的")))).Code);
    }

    [Fact]
    public async Task A_decision_keeps_that_it_is_done_when_the_minutes_are_corrected()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var id = await HoldAsync(bench, November);
        var decision = (await bench.Rows<Decision>()).Single();
        await bench.Send(new CompleteDecision(Bench.Site, decision.Id, decision.Version, "已完成"));
        await bench.Send(new ReopenMeeting(Bench.Site, id, "地点有误"));
        var version = (await bench.Send(new GetMeeting(id))).Version;
        version = await bench.Send(Minutes(id, version) with { Place = "二楼", Decisions = [new DecisionDraft("更新宣传栏", Person, new(2026, 11, 21), decision.Id)] });
        await bench.Send(new ConfirmMeeting(Bench.Site, id, version));
        var kept = (await bench.Rows<Decision>()).Single();
        Assert.Equal((decision.Id, true, true, new DateOnly(2026, 11, 21)), (kept.Id, kept.Done, kept.InForce, kept.DueOn));
    }

    [Theory]
    [DatabaseData]
    public async Task The_close_convenes_one_work_meeting_beside_other_kinds_and_the_list_finds_them(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Send(new CreateMeeting(Bench.Site, November, MeetingKind.SuppliesMeeting, Title: "药具会商"));
        await bench.Send(new CreateMeeting(Bench.Site, November, MeetingKind.SuppliesMeeting));
        await bench.CloseAsync(Bench.October);
        await bench.CloseAsync(Bench.October, revise: true);
        Assert.Equal(1, (await bench.Rows<Meeting>()).Count(m => m.SiteId == Bench.Site && m.Kind == MeetingKind.WorkMeeting));
        var found = await bench.Send(new GetMeetings(Bench.Site, Kind: MeetingKind.SuppliesMeeting, Search: "会商"));
        Assert.Equal(["药具会商"], found.Items.Select(m => m.Title));
        Assert.Equal(["2026年11月药具工作例会（第2次）"], (await bench.Send(new GetMeetings(Bench.Site, Kind: MeetingKind.SuppliesMeeting, Sort: "Title"))).Items.Select(m => m.Title).Where(t => t != "药具会商"));
    }
}
