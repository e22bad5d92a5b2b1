using CsCheck;
using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.LegalBasis.Domain;
using Xunit;

namespace Platform.ModuleTests.LegalBasis;

/// <summary>The rules of the answer without a database: one test per refusal, and what holds for every entry and day.</summary>
public class JudgeTests
{
    private static readonly DateOnly Start = new(2020, 1, 1);
    private static readonly DateOnly Day = new(2026, 6, 1);
    private static readonly Place County = new("宁国市", 341_881_000, 341_881_999);
    private static readonly Place Town = new("样镇", 341_881_101, 341_881_101);

    public static TheoryData<ActKind> Burdening => [.. Enum.GetValues<ActKind>().Where(a => a.Burdens())];

    public static TheoryData<ActKind> Services => [.. Enum.GetValues<ActKind>().Where(a => !a.Burdens())];

    [Fact]
    public void A_confirmed_entry_in_force_here_allows_what_it_covers()
    {
        var answer = Ask(Entry());
        Assert.True(answer.Allowed, answer.Reason);
        Assert.Equal(BasisCodes.Allowed, answer.Code);
        Assert.Equal("T1/5", answer.Basis!.Reference);
        Assert.All(answer.Steps, s => Assert.NotEqual(BasisStepState.Failed, s.State));
    }

    [Fact]
    public void A_repealed_basis_says_by_what_and_since_when()
    {
        var answer = Ask(Entry(i => (i.To, i.Ending, i.EndedBy) = (new DateOnly(2021, 9, 8), Ending.Repealed, "T2")));
        Assert.Equal(BasisCodes.Repealed, answer.Code);
        Assert.Contains("2021年9月9日起废止", answer.Reason);
        Assert.Contains("《终止文件》", answer.Reason);
    }

    [Fact]
    public void A_future_basis_says_when_it_begins()
    {
        var answer = Ask(Entry(i => i.From = new DateOnly(2027, 1, 1)));
        Assert.Equal(BasisCodes.NotYetInForce, answer.Code);
        Assert.Contains("2027年1月1日起施行", answer.Reason);
    }

    [Fact]
    public void The_days_of_an_article_narrow_those_of_its_instrument()
    {
        Assert.Equal(BasisCodes.NotYetInForce, Ask(Entry(article: p => p.From = new DateOnly(2026, 6, 2))).Code);
        Assert.Equal(BasisCodes.Repealed, Ask(Entry(article: p => p.To = new DateOnly(2026, 5, 31))).Code);
        Assert.True(Ask(Entry(article: p => (p.From, p.To) = (Day, Day))).Allowed);
    }

    [Theory]
    [InlineData(340_000_000, true)]
    [InlineData(341_800_000, true)]
    [InlineData(341_881_000, true)]
    [InlineData(341_881_101, false)]
    [InlineData(440_000_000, false)]
    public void A_county_lies_inside_its_city_and_province_and_not_inside_its_township(int territory, bool allowed)
    {
        var answer = Ask(Entry(i => (i.TerritoryId, (i.TerritoryLo, i.TerritoryHi)) = (territory, Territory.Of(territory))));
        Assert.Equal(allowed ? BasisCodes.Allowed : BasisCodes.OutOfTerritory, answer.Code);
    }

    [Fact]
    public void A_township_rule_applies_in_the_township() =>
        Assert.True(Ask(Entry(i => (i.TerritoryId, i.TerritoryLo, i.TerritoryHi) = (Town.Lo, Town.Lo, Town.Hi)), place: Town).Allowed);

    [Theory]
    [InlineData(nameof(InstrumentLevel.Law), nameof(InstrumentLevel.ProvincialRegulation), true)]
    [InlineData(nameof(InstrumentLevel.AdministrativeRegulation), nameof(InstrumentLevel.NormativeDocument), true)]
    [InlineData(nameof(InstrumentLevel.ProvincialRegulation), nameof(InstrumentLevel.LocalRule), true)]
    [InlineData(nameof(InstrumentLevel.DepartmentalRule), nameof(InstrumentLevel.ProvincialRegulation), false)]
    [InlineData(nameof(InstrumentLevel.NormativeDocument), nameof(InstrumentLevel.Law), false)]
    [InlineData(nameof(InstrumentLevel.Law), nameof(InstrumentLevel.Law), false)]
    public void Only_a_higher_level_overrides(string by, string level, bool overridden)
    {
        var answer = Ask(Entry(i => i.Level = Enum.Parse<InstrumentLevel>(level), p => p.SubjectCode = "matter"), repeals: [Repeal(Enum.Parse<InstrumentLevel>(by), Day)]);
        Assert.Equal(overridden ? BasisCodes.Overridden : BasisCodes.Allowed, answer.Code);
        if (overridden)
        {
            Assert.Contains("2026年6月1日起", answer.Reason);
            Assert.Contains("《上位文件》", answer.Reason);
        }
    }

    [Fact]
    public void A_repeal_of_another_place_overrides_nothing_here() =>
        Assert.True(Ask(Entry(article: p => p.SubjectCode = "matter"), repeals: [Repeal(InstrumentLevel.ProvincialRegulation, Start, 440_000_000)]).Allowed);

    [Theory, MemberData(nameof(Burdening))]
    public void An_act_that_burdens_needs_a_confirmed_entry(ActKind act)
    {
        Assert.Equal(BasisCodes.Unconfirmed, Ask(Entry(i => i.Confirmed = false, Covers(act)), act).Code);
        Assert.Equal(BasisCodes.Unconfirmed, Ask(Entry(article: p => (p.Acts, p.Confirmed) = (act.ToString(), false)), act).Code);
        Assert.Equal(BasisCodes.NoBasis, Ask(Entry(), act, basis: "").Code);
    }

    [Theory, MemberData(nameof(Services))]
    public void A_service_needs_no_basis_and_no_confirmation(ActKind act)
    {
        Assert.True(Ask(Entry(), act, basis: null).Allowed);
        Assert.True(Ask(Entry(i => i.Confirmed = false, p => (p.Acts, p.Confirmed) = (act.ToString(), false)), act).Allowed);
    }

    [Fact]
    public void What_is_not_registered_or_not_covered_is_refused()
    {
        Assert.Equal(BasisCodes.Unknown, Ask(Entry(), basis: "T9").Code);
        Assert.Equal(BasisCodes.Unknown, Ask(Entry(), basis: "T1/6").Code);
        Assert.Equal(BasisCodes.ActNotCovered, Ask(Entry(), ActKind.Enforcement).Code);
        Assert.Equal(BasisCodes.ActNotCovered, Ask(Entry(article: p => p.Acts = "")).Code);
    }

    [Fact]
    public void A_level_of_office_that_the_article_does_not_name_is_refused()
    {
        var entry = Entry(article: p => p.ActingLevels = DivisionLevels.County | DivisionLevels.City);
        Assert.Equal(BasisCodes.LevelNotAuthorised, Ask(entry, level: DivisionLevels.Township).Code);
        Assert.True(Ask(entry, level: DivisionLevels.County).Allowed);
        Assert.True(Ask(entry).Allowed);
    }

    [Theory]
    [InlineData(ActKind.Levy)]
    [InlineData(ActKind.Decision)]
    [InlineData(ActKind.Enforcement)]
    public void The_abolished_levy_is_a_hard_stop_whatever_the_entry_says(ActKind act)
    {
        var entry = Entry(i => i.Level = InstrumentLevel.Law, p => (p.Acts, p.SubjectCode) = (act.ToString(), AbolishedLevy.SubjectCode));
        Assert.Equal(BasisCodes.LevyAbolished, Ask(entry, act, day: AbolishedLevy.Since).Code);
        Assert.True(Ask(entry, act, day: AbolishedLevy.Since.AddDays(-1)).Allowed);
        var renamed = Entry(i => i.Title = "某省社会抚养费办法", Covers(act));
        Assert.Equal(BasisCodes.LevyAbolished, Ask(renamed, act).Code);
        var printed = Entry(article: p => (p.Acts, p.Text) = (nameof(ActKind.Levy), "缴纳社会抚养费"));
        Assert.Equal(BasisCodes.LevyAbolished, Ask(printed, ActKind.Levy).Code);
    }

    [Fact]
    public void Allowed_days_are_exactly_those_from_first_to_last_before_an_abolition() =>
        (from first in Days
         from length in Gen.Int[0, 4000]
         from own in Days
         from gone in Days
         from asked in Days
         from bounded in Gen.Bool
         select (first, last: first.AddDays(length), own, gone, asked, bounded)).Sample(x =>
        {
            var entry = Entry(i => (i.Level, i.From, i.To) = (InstrumentLevel.LocalRule, x.first, x.bounded ? x.last : null), p => (p.From, p.SubjectCode) = (x.own, "matter"));
            var begin = x.own > x.first ? x.own : x.first;
            var expected = x.asked >= begin && (!x.bounded || x.asked <= x.last) && x.asked < x.gone;
            Assert.Equal(expected, Ask(entry, day: x.asked, repeals: [Repeal(InstrumentLevel.Law, x.gone)]).Allowed);
        });

    [Fact]
    public void A_higher_repeal_never_comes_undone() =>
        (from gone in Days from later in Gen.Int[0, 4000] from ends in Gen.Int[0, 4000] from more in Days select (gone, day: gone.AddDays(later), ends: gone.AddDays(ends), more)).Sample(x =>
        {
            var ended = Repeal(InstrumentLevel.Law, x.gone);
            ended.By.To = x.ends;
            var entry = Entry(i => i.From = new DateOnly(1990, 1, 1), p => p.SubjectCode = "matter");
            Assert.Equal(BasisCodes.Overridden, Ask(entry, day: x.day, repeals: [ended, Repeal(InstrumentLevel.AdministrativeRegulation, x.more)]).Code);
        });

    [Fact]
    public void Confirming_never_takes_an_allowance_away_and_services_do_not_depend_on_it() =>
        (from act in Gen.Enum<ActKind>() from day in Days from first in Days select (act, day, first)).Sample(x =>
        {
            var open = Ask(Entry(i => (i.Confirmed, i.From) = (false, x.first), Covers(x.act)), x.act, day: x.day);
            var confirmed = Ask(Entry(i => i.From = x.first, Covers(x.act)), x.act, day: x.day);
            Assert.True(confirmed.Allowed || !open.Allowed);
            Assert.True(x.act.Burdens() || confirmed.Allowed == open.Allowed);
            Assert.NotEqual((BasisCodes.Unconfirmed, false), (open.Code, x.act.Burdens()));
        });

    private static Gen<DateOnly> Days => Gen.Int[0, 10_000].Select(n => new DateOnly(2000, 1, 1).AddDays(n));

    private static Action<Provision> Covers(ActKind act) => p => p.Acts = act.ToString();

    private static (Instrument, Provision) Entry(Action<Instrument>? instrument = null, Action<Provision>? article = null)
    {
        var i = new Instrument { Code = "T1", Title = "样例条例", Source = "公报", Level = InstrumentLevel.ProvincialRegulation, TerritoryHi = 999_999_999, From = Start, Confirmed = true };
        instrument?.Invoke(i);
        var p = new Provision { InstrumentId = i.Id, Article = "5", Text = "样例", Acts = nameof(ActKind.Penalty), Confirmed = true };
        article?.Invoke(p);
        return (i, p);
    }

    private static SuperiorRepeal Repeal(InstrumentLevel level, DateOnly from, int territory = 0)
    {
        var (lo, hi) = Territory.Of(territory);
        return new SuperiorRepeal(
            "matter", "样例事项", from,
            new Instrument { Code = "UP", Title = "上位文件", Source = "公报", Level = level, TerritoryId = territory, TerritoryLo = lo, TerritoryHi = hi, From = from });
    }

    private static BasisAnswer Ask(
        (Instrument Instrument, Provision Provision) entry, ActKind act = ActKind.Penalty, DateOnly? day = null, string? basis = "T1/5", Place? place = null,
        DivisionLevels? level = null, SuperiorRepeal[]? repeals = null)
    {
        var material = new BasisMaterial(
            new Dictionary<string, Instrument> { [entry.Instrument.Code] = entry.Instrument },
            new[] { entry.Provision }.ToLookup(p => p.InstrumentId),
            (repeals ?? []).ToLookup(r => r.SubjectCode),
            new Dictionary<string, string> { ["T2"] = "终止文件" },
            new Dictionary<int, string>());
        return BasisJudge.Judge(new BasisQuestion(basis, act, 0, day ?? Day, level), place ?? County, material);
    }
}
