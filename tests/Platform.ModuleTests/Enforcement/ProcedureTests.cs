using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Domain;
using Platform.Infrastructure;
using Xunit;

namespace Platform.ModuleTests.Enforcement;

/// <summary>The order of a case as plain rules: no sequence of steps reaches a decision without its conditions.</summary>
public sealed class ProcedureTests
{
    private static readonly DateOnly Start = new(2026, 3, 2);
    private static readonly Guid Investigator = Keys.New();
    private static readonly Guid Outsider = Keys.New();

    [Fact]
    public void No_sequence_of_steps_reaches_a_decision_without_its_conditions() =>
        Gen.Select(Gen.Int[0, 13], Gen.Int[0, 20], Gen.Int[0, 255]).List[5, 60].Sample(
            moves =>
            {
                var c = Lead();
                var today = Start;
                var m = Material(today);
                foreach (var (step, days, bits) in moves)
                {
                    today = today.AddDays(days);
                    m = m with { Today = today, HearingUntil = c.HearingOffered ? c.NoticeOn?.AddDays(7) : null, ReviewUntil = c.ServedOn?.AddDays(60), SuitUntil = c.ServedOn?.AddMonths(6) };
                    try
                    {
                        m = Take(step, c, m, bits);
                    }
                    catch (RefusalException)
                    {
                    }

                    Lawful(c, m);
                }
            },
            iter: 20_000);

    [Fact]
    public void The_whole_way_can_be_gone()
    {
        var c = Lead();
        var m = Material(Start) with { Certified = 2, Inquiries = 1, Admitted = 1, HasPower = true, Ticked = CaseProcedure.Conditions };
        CaseProcedure.File(c, m, "L03/40", "法", 1, "主任");
        CaseProcedure.Notify(c, m, Start, CaseResult.Warning, "事实", Start.AddDays(3), hearing: true);
        m = m with { HearingUntil = Start.AddDays(7) };
        Assert.Equal(["WINDOW_OPEN", "WINDOW_OPEN", "REVIEW_MISSING"], CaseProcedure.Blocks(CaseStep.Decide, c, m).Select(b => b.Code));
        CaseProcedure.Defend(c, m, Start, "不知情", "不影响认定");
        Assert.Equal("CHAIR_IS_INVESTIGATOR", Code(() => CaseProcedure.Summon(c, m, Start, Start, Start.AddDays(9), Start.AddDays(9), Investigator, "甲")));
        Assert.Equal("HEARING_NOTICE_SHORT", Code(() => CaseProcedure.Summon(c, m, Start, Start, Start.AddDays(8), Start.AddDays(9), Outsider, "乙")));
        CaseProcedure.Summon(c, m, Start, Start, Start.AddDays(9), Start.AddDays(9), Outsider, "乙");
        Assert.Equal("HEARING_NOT_YET", Code(() => CaseProcedure.Hear(c, m, "笔录")));
        Assert.Equal("HEARING_NOT_HELD", Code(() => CaseProcedure.Review(c, m, Outsider, "乙", true, "同意")));
        m = m with { Today = Start.AddDays(10) };
        CaseProcedure.Hear(c, m, "笔录");
        Assert.Equal("REVIEWER_IS_INVESTIGATOR", Code(() => CaseProcedure.Review(c, m, Investigator, "甲", true, "同意")));
        CaseProcedure.Review(c, m, Outsider, "乙", true, "同意");
        Assert.Equal("HEAVIER_THAN_NOTICED", Code(() => CaseProcedure.Decide(c, m, Outsider, "主任", CaseResult.PublicCriticism, "1", "决定", "赋权")));
        Assert.Equal("DECIDER_IS_INVESTIGATOR", Code(() => CaseProcedure.Decide(c, m, Investigator, "主任", CaseResult.Warning, "1", "决定", "赋权")));
        CaseProcedure.Decide(c, m, Outsider, "主任", CaseResult.Warning, "1", "决定", "赋权");
        Assert.Equal("NOT_SERVED", Code(() => CaseProcedure.Close(c, m, "档 1")));
        CaseProcedure.Serve(c, m, m.Today, ServiceMode.InPerson, "本人签收");
        m = m with { ReviewUntil = m.Today.AddDays(60), SuitUntil = m.Today.AddMonths(6) };
        Assert.Equal("WINDOW_OPEN", Code(() => CaseProcedure.Close(c, m, "档 1")));
        CaseProcedure.Close(c, m with { Today = m.SuitUntil!.Value.AddDays(1) }, "档 1");
        Assert.Equal(CaseState.Closed, c.State);
    }

    [Theory]
    [InlineData(nameof(CaseKind.IllegalProcedure), false, 0, "")]
    [InlineData(nameof(CaseKind.IllegalProcedure), false, 1, "TIME_BARRED")]
    [InlineData(nameof(CaseKind.IllegalProcedure), true, 1, "")]
    [InlineData(nameof(CaseKind.AbuseOfOffice), false, 1, "")]
    public void After_two_years_nobody_is_pursued(string kind, bool endangers, int late, string code)
    {
        var c = Lead();
        (c.Kind, c.Endangers, c.FactOn, c.DiscoveredOn) = (Enum.Parse<CaseKind>(kind), endangers, Start.AddYears(-2), Start.AddDays(late));
        Assert.Equal(code, CaseProcedure.Blocks(CaseStep.File, c, Material(Start.AddDays(3))).Select(b => b.Code).FirstOrDefault() ?? "");
    }

    [Theory]
    [InlineData(1, 1, 1, true, "MIN_TWO_OFFICERS")]
    [InlineData(2, 0, 1, true, "NO_INQUIRY_RECORD")]
    [InlineData(2, 1, 0, true, "NO_EVIDENCE")]
    [InlineData(2, 1, 1, false, "NO_POWER")]
    public void No_notice_without_officers_records_evidence_and_power(int officers, int inquiries, int evidence, bool power, string code)
    {
        var c = Lead();
        CaseProcedure.File(c, Material(Start), "L03/40", "法", 1, "主任");
        var m = Material(Start) with { Certified = officers, Inquiries = inquiries, Admitted = evidence, HasPower = power };
        Assert.Equal(code, Assert.Single(CaseProcedure.Blocks(CaseStep.Notify, c, m)).Code);
        Assert.Equal("NOTICE_MISSING", CaseProcedure.Blocks(CaseStep.Decide, c, m)[0].Code);
    }

    [Fact]
    public void Officials_are_handed_over_and_nobody_who_was_treated_is_a_party()
    {
        var c = Lead();
        (c.Kind, c.PartyKind) = (CaseKind.RightsInfringement, PartyKind.Staff);
        var m = Material(Start) with { Certified = 2, Inquiries = 1, Admitted = 1, HasPower = true };
        CaseProcedure.File(c, m, "L03/43", "法", 1, "主任");
        Assert.Equal("NO_POWER", Code(() => CaseProcedure.Notify(c, m, Start, CaseResult.Warning, "事实", Start.AddDays(3), hearing: false)));
        CaseProcedure.HandOver(c, m, "监察机关", "无处分权", "1");
        Assert.Equal(CaseState.HandedOver, c.State);
        foreach (var kind in Enum.GetValues<CaseKind>())
        {
            Assert.Equal(CaseWords.IsOfOfficials(kind), CaseWords.Suits(kind, PartyKind.Staff));
        }
    }

    [Fact]
    public void A_review_that_fails_takes_the_notice_back()
    {
        var c = Lead();
        var m = Material(Start) with { Certified = 2, Inquiries = 1, Admitted = 1, HasPower = true, Ticked = CaseProcedure.Conditions };
        CaseProcedure.File(c, m, "L03/40", "法", 1, "主任");
        CaseProcedure.Notify(c, m, Start, CaseResult.Warning, "事实", Start.AddDays(3), hearing: true);
        CaseProcedure.Defend(c, m with { HearingUntil = Start.AddDays(7) }, Start, "", "");
        CaseProcedure.Review(c, m, Outsider, "乙", false, "事实不清");
        Assert.Equal((CaseState.Filed, null, DefenceState.None), (c.State, c.NoticeOn, c.Defence));
        Assert.Equal("NOTICE_MISSING", Code(() => CaseProcedure.Decide(c, m, Outsider, "主任", CaseResult.Warning, "1", "决定", "赋权")));
    }

    // Whatever was tried: what has been decided, was decided lawfully.
    private static void Lawful(EnforcementCase c, CaseMaterial m)
    {
        if (c.FiledOn is not null)
        {
            Assert.True(c.DiscoveredOn <= CaseProcedure.BarredAfter(c));
        }

        if (c.DecidedOn is { } decided)
        {
            Assert.True(c.NoticeOn <= decided && c.ReviewPassed && c.ReviewedOn >= c.NoticeOn && c.ReviewerId != Investigator);
            Assert.True(c.Defence != DefenceState.None || c.DefenceUntil < decided);
            Assert.True(!c.HearingOffered || c.HearingRecord.Length > 0 || (c.HearingAskedOn is null && c.NoticeOn?.AddDays(7) < decided));
            Assert.True(c.HearingRecord.Length == 0 || (c.HearingChairId != Investigator && c.HearingOn <= decided));
            Assert.True(CaseWords.Weight(c.Result!.Value) <= CaseWords.Weight(c.Proposed));
            Assert.Equal("完全", c.PowerBasis);
        }

        if (c.ClosedOn is { } closed)
        {
            Assert.True(c.ServedOn >= c.DecidedOn);
            Assert.True(c.RemedyEndedOn is not null || (c.ServedOn?.AddDays(60) < closed && c.ServedOn?.AddMonths(6) < closed));
        }

        Assert.False(c.DecidedOn is not null && (c.HandedOverOn is not null || c.DroppedOn is not null));
        Assert.True(m.Today >= c.RegisteredOn);
    }

    private static CaseMaterial Take(int step, EnforcementCase c, CaseMaterial m, int bits)
    {
        var day = m.Today.AddDays(-(bits & 3));
        switch (step)
        {
            case 0: CaseProcedure.File(c, m, "L03/40", "法", 1, "主任"); break;
            case 1: return m with { Certified = bits & 3, Inquiries = (bits >> 2) & 1, Admitted = (bits >> 3) & 1, HeldOpen = (bits >> 4) & 1, HasPower = (bits & 32) != 0 };
            case 2: return m with { Certified = 2, Inquiries = 1, Admitted = 1, HeldOpen = 0, HasPower = true };
            case 3: CaseProcedure.Notify(c, m, day, (CaseResult)(bits & 3), "事实", day.AddDays(3 + (bits >> 5)), (bits & 4) != 0); break;
            case 4: CaseProcedure.Defend(c, m, day, (bits & 4) != 0 ? "申辩" : "", (bits & 8) != 0 ? "复核" : ""); break;
            case 5: CaseProcedure.Summon(c, m, day, m.Today, m.Today.AddDays(bits & 15), m.Today.AddDays(9), (bits & 16) != 0 ? Investigator : Outsider, "主持"); break;
            case 6: CaseProcedure.Hear(c, m, "笔录"); break;
            case 7: CaseProcedure.Review(c, m, (bits & 1) != 0 ? Investigator : Outsider, "审核", (bits & 6) != 0, "意见"); break;
            case 8: return m with { Ticked = [.. CaseProcedure.Conditions.Where((_, i) => (bits & (1 << i)) != 0 || bits > 127)] };
            case 9 or 10:
                CaseProcedure.Decide(c, m, (bits & 1) != 0 ? Investigator : Outsider, "主任", (CaseResult)((bits >> 1) & 3), "1", "决定", "完全");

                // Taken only with everything there at that moment.
                Assert.True(m is { Certified: >= 2, Inquiries: > 0, Admitted: > 0, HeldOpen: 0, HasPower: true } && m.Ticked.Count == 6 && (bits & 1) == 0);
                break;
            case 11: CaseProcedure.Serve(c, m, day, ServiceMode.Post, "回执"); break;
            case 12: CaseProcedure.Close(c, m with { Today = m.Today.AddDays(bits * 2) }, "档"); break;
            default:
                if (bits > 250)
                {
                    CaseProcedure.HandOver(c, m, "县", "无权", "1");
                }

                break;
        }

        return m;
    }

    private static EnforcementCase Lead() => new() { Kind = CaseKind.IllegalProcedure, FactOn = Start.AddMonths(-3), DiscoveredOn = Start, RegisteredOn = Start, PartyName = "样例诊所" };

    private static CaseMaterial Material(DateOnly today) => new(today, [Investigator], [Investigator], 0, 0, 0, 0, false, null, null, null, []);

    private static string Code(Action action) => Assert.Throws<RefusalException>(action).Code;
}
