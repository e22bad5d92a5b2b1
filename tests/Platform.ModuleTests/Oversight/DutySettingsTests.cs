using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;
using Platform.Oversight.Features.Calendar;
using Platform.Oversight.Features.DutySettings;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

/// <summary>What divisions set instead of the duties' own due dates.</summary>
public class DutySettingsTests
{
    private static readonly DutyDefinition Duty = OversightDuties.All.Single(d => d.Code == OversightDuties.VillageAppraisal);

    private static readonly YearMonth November = new(2026, 11);

    [Fact]
    public void Whatever_is_set_a_period_is_due_exactly_once() =>
        Gen.Select(Gen.Select(Gen.Int[0, 30], Gen.Int[0, 3], Gen.Int[1, 31], Gen.Int[0, 2]).Array[0, 6], Gen.Int[0, 24]).Sample((settings, month) =>
        {
            var start = new YearMonth(2026, 1);
            var rules = DutyRules.Of(settings.Select(s => Set(s.Item4, start.AddMonths(s.Item1).FirstDay, s.Item2, s.Item3)));
            var period = start.AddMonths(month).FirstDay;
            var found =
                from m in Enumerable.Range(-2, 12).Select(i => YearMonth.Of(period).AddMonths(i))
                from rule in rules.AllOf(Duty)
                from p in DueDates.PeriodsDueIn(Duty.Cadence, rule, m)
                where p == period && rules.For(Duty, Bench.Site, p) == rule
                select m;
            Assert.Single(found);
        });

    [Fact]
    public void The_nearest_division_wins_and_there_the_newest()
    {
        var rules = DutyRules.Of([Set(0, new(2026, 10, 1), 1, 5), Set(2, new(2026, 1, 1), 1, 20), Set(2, new(2026, 3, 1), 1, 25), Set(1, new(2026, 9, 1), 1, 8)]);
        Assert.Equal(10, rules.For(Duty, Bench.Site, new(2025, 12, 1)).Day);
        Assert.Equal(20, rules.For(Duty, Bench.Site, new(2026, 1, 1)).Day);
        Assert.Equal(25, rules.For(Duty, Bench.Site, new(2026, 11, 1)).Day);
        Assert.Equal(8, rules.For(Duty, Bench.Site + 1, new(2026, 11, 1)).Day);
        Assert.Equal(5, rules.For(Duty, 110_000_000, new(2026, 11, 1)).Day);
    }

    [Theory, DatabaseData]
    public async Task The_calendar_and_the_close_use_what_is_in_force_and_closed_months_stay(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.CloseAsync(Bench.October);
        var before = (await bench.Rows<DutyObligation>()).Select(o => (o.Id, o.DueOn, o.Status)).Order().ToList();
        await bench.Send(new SetDutyRule(Bench.Site, OversightDuties.WorkMeeting, November, null, 20, null, 2, false, false, "上级通知"), Bench.County);
        await bench.Send(new SetDutyRule(Bench.County.DivisionId, OversightDuties.StudySession, November, null, null, null, 1, false, true, "合并到工作例会"), Bench.County);

        bench.Clock.Advance(TimeSpan.FromDays(14));
        await bench.CloseAsync(November);
        var rows = await bench.Rows<DutyObligation>();
        Assert.Equal(before, rows.Where(o => o.Month == Bench.October.FirstDay).Select(o => (o.Id, o.DueOn, o.Status)).Order());
        DateOnly DueOf(int site) => Assert.Single(rows, o => o.Month == November.FirstDay && o.SiteId == site && o.DutyCode == OversightDuties.WorkMeeting).DueOn;
        Assert.Equal(new DateOnly(2026, 11, 20), DueOf(Bench.Site));
        Assert.Equal(new DateOnly(2026, 11, 30), DueOf(Bench.Site + 1));
        Assert.DoesNotContain(rows, o => o.Month == November.FirstDay && o.DutyCode == OversightDuties.StudySession);
        var calendar = await bench.Send(new GetDutyCalendar(Bench.Site, new YearMonth(2026, 12)), Bench.County);
        var item = Assert.Single(calendar.Items, i => i.DutyCode == OversightDuties.WorkMeeting);

        // A Sunday: two working days before it are Friday and Thursday.
        Assert.Equal((new DateOnly(2026, 12, 20), new DateOnly(2026, 12, 17)), (item.DueOn, item.RemindOn));
    }

    [Fact]
    public async Task The_past_is_not_set_and_a_setting_already_used_is_not_withdrawn()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var past = await Assert.ThrowsAsync<RefusalException>(() => bench.Send(Rule(Bench.October), Bench.County));
        Assert.Equal("RULE_IN_THE_PAST", past.Code);
        var id = await bench.Send(Rule(November), Bench.County);
        Assert.Equal("RULE_EXISTS", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(Rule(November), Bench.County))).Code);
        var foreign = new Platform.Contracts.Access.DivisionScope(Bench.Site + 1, Bench.Site + 1, Bench.Site + 1);
        Assert.Equal("OUT_OF_SCOPE", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(Rule(November), foreign))).Code);
        Assert.Equal("NOT_FOUND", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new WithdrawDutyRule(id, "设置错误"), foreign))).Code);
        bench.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal("RULE_IN_FORCE", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new WithdrawDutyRule(id, "设置错误"), Bench.County))).Code);
        var later = await bench.Send(Rule(new(2027, 1)), Bench.County);
        await bench.Send(new WithdrawDutyRule(later, "设置错误"), Bench.County);
        var list = await bench.Send(new ListDutyRules(new PageRequest()), Bench.County);
        Assert.Equal(["已撤销", "已生效"], list.Items.Select(r => r.StateText));
    }

    private static SetDutyRule Rule(YearMonth from) => new(Bench.Site, OversightDuties.WorkMeeting, from, null, 20, null, 1, false, false, "上级通知");

    // 0: the nation, 1: the county, 2: the site.
    private static DutyOverride Set(int level, DateOnly from, int offset, int day)
    {
        var (lo, hi) = level switch { 0 => (0, 999_999_999), 1 => (Bench.County.Lo, Bench.County.Hi), _ => (Bench.Site, Bench.Site) };
        return new DutyOverride { DivisionId = lo, Lo = lo, Hi = hi, DutyCode = Duty.Code, EffectiveFrom = from, DueMonthOffset = offset, DueDay = day };
    }
}
