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

    private static SaveMinutes Minutes(Guid id, Guid version, bool studied = true) => new(
        Bench.Site, id, version, new(2026, 11, 12), "会议室", "主任", "传达文件", "安排工作", "业务培训", studied, [Person],
        [new DecisionDraft("更新宣传栏", Person, new(2026, 11, 20))], ["讨论值班"]);

    private static async Task<Guid> HoldAsync(Bench bench, YearMonth month, bool studied = true)
    {
        var id = await bench.Send(new CreateMeeting(Bench.Site, month));
        var version = await bench.Send(Minutes(id, (await bench.Send(new GetMeeting(id))).Version, studied) with { HeldOn = month.FirstDay.AddDays(11) });
        await bench.Send(new ConfirmMeeting(Bench.Site, id, version));
        return id;
    }

    [Theory]
    [DatabaseData]
    public async Task One_meeting_discharges_the_duties_its_minutes_name(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await HoldAsync(bench, November);
        Assert.Equal([OversightDuties.StudySession, OversightDuties.WorkMeeting], (await bench.Rows<DutyFulfilment>()).Select(f => f.DutyCode).Order(StringComparer.Ordinal));
        await HoldAsync(bench, Bench.October, studied: false);
        Assert.Equal([OversightDuties.WorkMeeting], (await bench.Rows<DutyFulfilment>()).Where(f => f.Period == Bench.October.FirstDay).Select(f => f.DutyCode));
    }

    [Fact]
    public async Task Minutes_without_the_three_parts_are_not_confirmed()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var id = await bench.Send(new CreateMeeting(Bench.Site, November));
        var version = await bench.Send(Minutes(id, (await bench.Send(new GetMeeting(id))).Version) with { Trained = "", Present = [] });
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
        Assert.Equal("VERSION_CONFLICT", refused.Code);
        Assert.Equal("MEETING_EXISTS", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new CreateMeeting(Bench.Site, November)))).Code);
    }

    [Theory]
    [DatabaseData]
    public async Task A_confirmation_taken_back_withdraws_the_proof_until_the_next(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await HoldAsync(bench, November);
        await bench.Send(new ReopenMeeting(Bench.Site, id, "签到有误"));
        Assert.All(await bench.Rows<DutyFulfilment>(), f => Assert.True(f.Withdrawn));
        var version = await bench.Send(Minutes(id, (await bench.Send(new GetMeeting(id))).Version) with { HeldOn = new(2026, 11, 13) });
        await bench.Send(new ConfirmMeeting(Bench.Site, id, version));
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
}
