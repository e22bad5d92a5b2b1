using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Calendar;
using Platform.Oversight.Features.Excuses;
using Platform.Oversight.Features.Proofs;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

/// <summary>Proofs filed by hand, excuses taken back, and the cadences beside the month.</summary>
public class ProofTests
{
    private static readonly YearMonth November = new(2026, 11);

    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory, DatabaseData]
    public async Task A_proof_with_a_file_fulfils_the_duty_until_it_is_withdrawn(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await bench.Send(new FileProof(Bench.Site, OversightDuties.GroupCheck, new(2026, 11, 20), "检查了三个小组", Files: [new("检查记录.txt", "检查记录"u8.ToArray())]));
        var item = await ItemAsync(bench, OversightDuties.GroupCheck);
        Assert.Equal((DutyStatus.OnTime, $"/oversight/proofs/{id}"), (item.Status, item.EvidenceLink));
        var found = await bench.Send(new GetProof(id));
        Assert.Equal((1, 1, false), (found.Files, found.Edition, found.Withdrawn));

        await bench.Send(new CorrectProof(Bench.Site, id, found.Version, new(2026, 11, 21), "检查了四个小组", null, 1, "少写一个小组"));
        Assert.Equal(new DateOnly(2026, 11, 21), (await ItemAsync(bench, OversightDuties.GroupCheck)).ReachedOn);
        Assert.Equal("CHANGED_MEANWHILE", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new RetractProof(Bench.Site, id, found.Version, "登记错误")))).Code);
        await bench.Send(new RetractProof(Bench.Site, id, (await bench.Send(new GetProof(id))).Version, "登记错误"));
        Assert.Null((await ItemAsync(bench, OversightDuties.GroupCheck)).ReachedOn);
        Assert.Equal("已撤回", Assert.Single((await bench.Send(new ListProofs(new PageRequest()))).Items).StateText);
        Assert.Equal("NOT_FOUND", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new AddAttachments(Bench.Site, DutyProofKind.KindCode, DutyProofKind.RefOf(id), [new("迟.txt", "迟"u8.ToArray())])))).Code);
    }

    [Fact]
    public async Task A_proof_needs_a_note_or_a_file_and_a_day_within_reach()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        async Task<string> Refused(FileProof proof) => (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(proof))).Code;
        Assert.Equal("VALIDATION", await Refused(new(Bench.Site, OversightDuties.GroupCheck, Today)));
        Assert.Equal("VALIDATION", await Refused(new(Bench.Site, OversightDuties.GroupCheck, Today.AddDays(1), "检查")));
        Assert.Equal("UNKNOWN_DUTY", await Refused(new(Bench.Site, "no-such-duty", Today, "检查")));
        Assert.Equal("UNKNOWN_VILLAGE", await Refused(new(Bench.Site, OversightDuties.CommunityGuidance, Today, "指导")));
        Assert.Equal("DONE_BEFORE_PERIOD", await Refused(new(Bench.Site, OversightDuties.GroupCheck, new(2026, 10, 30), "检查", Period: new(2026, 11, 1))));
        Assert.Empty(await bench.Rows<DutyFulfilment>());
    }

    [Fact]
    public async Task The_same_request_twice_is_one_proof()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var request = new FileProof(Bench.Site, OversightDuties.GroupCheck, Today, "检查", RequestId: Guid.CreateVersion7());
        Assert.Equal(await bench.Send(request), await bench.Send(request));
        Assert.Single(await bench.Rows<ManualProof>());
    }

    [Theory, DatabaseData]
    public async Task What_is_owed_for_each_village_is_done_when_the_last_one_is(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Send(new FileProof(Bench.Site, OversightDuties.CommunityGuidance, new(2026, 11, 3), "指导", Probe.VillageOf(Bench.Site)));
        await bench.Send(new FileProof(Bench.Site, OversightDuties.CommunityGuidance, new(2026, 11, 4), "再次指导", Probe.VillageOf(Bench.Site)));
        var half = await ItemAsync(bench, OversightDuties.CommunityGuidance);
        Assert.Equal((null, 1m, 2m), (half.ReachedOn, half.Quantity, half.Threshold));
        await bench.Send(new FileProof(Bench.Site, OversightDuties.CommunityGuidance, new(2026, 11, 9), "指导", Probe.VillageOf(Bench.Site, 2)));
        Assert.Equal(new DateOnly(2026, 11, 9), (await ItemAsync(bench, OversightDuties.CommunityGuidance)).ReachedOn);
    }

    [Theory, DatabaseData]
    public async Task Weeks_days_and_what_follows_the_last_time_are_frozen_with_few_rows(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.CloseAsync(new YearMonth(2026, 9));
        await bench.PublishAsync(new DutiesFulfilled(
        [
            new(OversightDuties.WeeklyMeeting, Bench.Site, Guid.Empty, new(2026, 10, 7), "w:1", new(2026, 10, 7), new(2026, 10, 7)),
            new(OversightDuties.PlatformPassword, Bench.Site, Guid.Empty, new(2026, 4, 20), "p:1", new(2026, 4, 20), new(2026, 4, 20)),
            new(OversightDuties.PlatformPassword, Bench.Site, Guid.Empty, new(2026, 11, 2), "p:2", new(2026, 11, 2), new(2026, 11, 2)),
            .. Enumerable.Range(1, 31).Where(d => d != 30).Select(d => new DutyFulfilled(OversightDuties.Backup, Bench.Site, Guid.Empty, new(2026, 10, d), $"b:{d}", new(2026, 10, d), new(2026, 10, d))),
            new(OversightDuties.Backup, Bench.Site, Guid.Empty, new(2026, 10, 29), "b:twice", new(2026, 10, 29), new(2026, 10, 29)),
        ]));
        await bench.CloseAsync(Bench.October);

        var rows = (await bench.Rows<DutyObligation>()).Where(o => o.Month == Bench.October.FirstDay && o.SiteId == Bench.Site).ToLookup(o => o.DutyCode);
        Assert.Equal([DutyStatus.Missed, DutyStatus.OnTime, DutyStatus.Missed, DutyStatus.Missed], rows[OversightDuties.WeeklyMeeting].OrderBy(o => o.Period).Select(o => o.Status));
        var password = Assert.Single(rows[OversightDuties.PlatformPassword]);
        Assert.Equal((new DateOnly(2026, 10, 20), DutyStatus.Late), (password.DueOn, password.Status));

        // Friday the 30th lacks: a Saturday, or twice on one day, makes up for nothing.
        var backup = Assert.Single(rows[OversightDuties.Backup]);
        Assert.Equal((21m, 22m, DutyStatus.Missed), (backup.Quantity, backup.Threshold, backup.Status));
    }

    [Theory, DatabaseData]
    public async Task An_excuse_is_taken_back_and_given_again(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await bench.Send(new ExcuseDuty(Bench.Site, OversightDuties.WorkMeeting, Today, "防汛抢险"));
        Assert.Equal(DutyStatus.Excused, (await ItemAsync(bench, OversightDuties.WorkMeeting)).Status);
        await bench.Send(new RevokeExcuse(Bench.Site, id, "情况已变化"));
        Assert.NotEqual(DutyStatus.Excused, (await ItemAsync(bench, OversightDuties.WorkMeeting)).Status);
        Assert.Equal("已撤销", Assert.Single((await bench.Send(new ListExcuses(new PageRequest()))).Items).StateText);
        Assert.Equal(id, await bench.Send(new ExcuseDuty(Bench.Site, OversightDuties.WorkMeeting, Today, "再次防汛")));
        Assert.Equal("再次防汛", (await ItemAsync(bench, OversightDuties.WorkMeeting)).Excuse);
    }

    private static async Task<CalendarItem> ItemAsync(Bench bench, string duty) =>
        Assert.Single((await bench.Send(new GetDutyCalendar(Bench.Site, November))).Items, i => i.DutyCode == duty);
}
