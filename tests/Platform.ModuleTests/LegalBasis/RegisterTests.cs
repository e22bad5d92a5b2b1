using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.LegalBasis;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;
using Platform.LegalBasis.Features.Check;
using Platform.LegalBasis.Features.Register;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.LegalBasis;

/// <summary>Entering, correcting, repealing and confirming on real databases: who may, and what stays.</summary>
public class RegisterTests
{
    private static readonly DivisionScope Province = new(340_000_000, 340_000_000, 349_999_999);

    [Theory, DatabaseData]
    public async Task An_entry_carries_a_burden_only_after_another_person_has_confirmed_it(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        var id = await register.AddAsync("NG-1", Register.Fields(Places.CountyId), Register.Provides("", ActKind.Inspection), confirm: false);
        Assert.Equal(BasisCodes.Unconfirmed, (await AskAsync(register)).Code);
        Assert.Equal("SAME_PERSON", await Register.RefusedAsync(() => register.AsFirst(new ConfirmEntry(id, null, "对照公报原文"))));
        await register.AsSecond(new ConfirmEntry(id, null, "对照公报原文"));
        Assert.Equal(BasisCodes.Unconfirmed, (await AskAsync(register)).Code);
        var article = Assert.Single((await register.AsSecond(new GetInstrument(id))).Provisions);
        await register.AsSecond(new ConfirmEntry(id, article.Id, "对照公报原文"));
        Assert.True((await AskAsync(register)).Allowed);
        Assert.Equal("ALREADY_CONFIRMED", await Register.RefusedAsync(() => register.AsSecond(new ConfirmEntry(id, article.Id, "再次确认"))));
        var shown = await register.Platform.Send(new RequireLegalBasis(new BasisQuestion("ng-1/1", ActKind.Inspection, Places.FirstSite, Register.Today)));
        Assert.Equal(("NG-1/1", 4), (shown!.Reference, shown.Edition));
    }

    [Theory, DatabaseData]
    public async Task A_correction_keeps_the_edition_before_and_needs_a_new_confirmation(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        var id = await register.AddAsync("NG-1", Register.Fields(Places.CountyId), Register.Provides("", ActKind.Inspection), confirm: true);
        var seen = await register.AsFirst(new GetInstrument(id));
        await register.AsFirst(new CorrectInstrument(id, Register.Fields(Places.CountyId, new DateOnly(2021, 5, 1)), "施行日期录错", seen.Version));
        var view = await register.AsFirst(new GetInstrument(id));
        Assert.Equal((false, seen.Edition + 1, new DateOnly(2021, 5, 1)), (view.Confirmed, view.Edition, view.Fields.From));
        Assert.Equal("施行日期录错", view.Editions[0].Reason);
        Assert.Contains("施行日期：2020-01-01 → 2021-05-01", view.Editions[0].Changes);
        Assert.Contains("施行日期：2020-01-01", view.Editions[0].Before);
        Assert.Equal(BasisCodes.Unconfirmed, (await AskAsync(register)).Code);
        Assert.Equal("CHANGED_MEANWHILE", await Register.RefusedAsync(() =>
            register.AsSecond(new CorrectInstrument(id, Register.Fields(Places.CountyId), "后到的更正", seen.Version))));
    }

    [Theory, DatabaseData]
    public async Task A_corrected_article_keeps_what_it_said(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        var id = await register.AddAsync("NG-1", Register.Fields(Places.CountyId), Register.Provides("样例事项", ActKind.Inspection), confirm: true);
        var article = Assert.Single((await register.AsFirst(new GetInstrument(id))).Provisions);
        await register.AsFirst(new CorrectProvision(article.Id, new ProvisionFields("新的条文", [ActKind.Registration], [], "另一事项", null, null), "条文录错", article.Version));
        var view = await register.AsFirst(new GetInstrument(id));
        Assert.Equal(("新的条文", "另一事项", false), (view.Provisions[0].Text, view.Provisions[0].Subject, view.Provisions[0].Confirmed));
        Assert.Contains("样例条文 → 新的条文", view.Editions[0].Changes);
        Assert.Contains("样例事项", view.Editions[0].Before);
        Assert.Equal(BasisCodes.ActNotCovered, (await AskAsync(register)).Code);
    }

    [Theory, DatabaseData]
    public async Task A_repeal_takes_effect_at_once_and_is_never_moved_later(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        var id = await register.AddAsync("NG-1", Register.Fields(Places.CountyId), Register.Provides("", ActKind.Inspection), confirm: true);
        await register.AddAsync("NG-2", Register.Fields(Places.CountyId, title: "废止决定"), Register.Provides(""), confirm: false);
        await register.AsFirst(new RegisterRepeal(id, new DateOnly(2026, 6, 30), Ending.Repealed, "ng-2", "公报所载决定"));
        var answer = await AskAsync(register);
        Assert.Equal(BasisCodes.Repealed, answer.Code);
        Assert.Contains("2026年7月1日起废止（依据《废止决定》）", answer.Reason);
        Assert.True((await AskAsync(register, new DateOnly(2026, 6, 30))).Allowed);
        Assert.Equal("REPEAL_EXTENDS", await Register.RefusedAsync(() => register.AsFirst(new RegisterRepeal(id, new DateOnly(2026, 7, 31), Ending.Repealed, "", "想改晚"))));
        Assert.Equal("UNKNOWN_BASIS", await Register.RefusedAsync(() => register.AsFirst(new RegisterRepeal(id, new DateOnly(2026, 5, 31), Ending.Repealed, "X-9", "没有登记"))));
        var other = (await register.AsFirst(new GetInstrument(id))).EndedBy!;
        Assert.Equal(id, Assert.Single((await register.AsFirst(new GetInstrument(other.Id))).Ended).Id);
    }

    [Theory, DatabaseData]
    public async Task A_matter_abolished_above_overrides_the_text_below_for_good(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        var id = await register.AddAsync("NG-1", Register.Fields(Places.CountyId), Register.Provides("样例事项", ActKind.CertificateDemand), confirm: true);
        var above = await register.AddAsync(
            "AH-1", Register.Fields(340_000_000, level: InstrumentLevel.ProvincialRegulation, title: "省条例"), Register.Provides(""), confirm: false);
        Assert.True((await AskAsync(register, act: ActKind.CertificateDemand)).Allowed);
        await register.AsFirst(new AbolishSubject(above, "样例事项", new DateOnly(2026, 7, 1), "条例第9条取消"), Province);
        Assert.Equal(BasisCodes.Overridden, (await AskAsync(register, act: ActKind.CertificateDemand)).Code);
        Assert.True((await AskAsync(register, new DateOnly(2026, 6, 30), ActKind.CertificateDemand)).Allowed);
        Assert.Equal("ALREADY_ABOLISHED", await Register.RefusedAsync(() => register.AsFirst(new AbolishSubject(above, "样例事项", new DateOnly(2027, 1, 1), "再登记一次"), Province)));
        await register.AsFirst(new RegisterRepeal(above, new DateOnly(2026, 8, 31), Ending.Repealed, "", "省条例后来废止"), Province);
        Assert.Equal(BasisCodes.Overridden, (await AskAsync(register, act: ActKind.CertificateDemand)).Code);
        Assert.Contains("《省条例》取消", (await register.AsFirst(new GetInstrument(id))).Provisions[0].Overridden);
    }

    [Theory, DatabaseData]
    public async Task Everybody_reads_what_is_above_and_nobody_writes_outside_the_own_territory(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        var town = Places.Site(Places.FirstSite);
        var page = await register.AsFirst(new ListInstruments(PageRequest.All(), Territory: TerritoryChoice.Here), town);
        Assert.Contains(page.Items, i => i.Code == "L03");
        Assert.DoesNotContain(page.Items, i => i.Code == "GD");
        var national = page.Items.First(i => i.Code == "L03").Id;
        Assert.False((await register.AsFirst(new GetInstrument(national), town)).Editable);

        string[] codes =
        [
            await Register.RefusedAsync(() => register.AsFirst(new CorrectInstrument(national, Register.Fields(Places.CountyId), "改成本县的"))),
            await Register.RefusedAsync(() => register.AsFirst(new AddInstrument("X-1", Register.Fields(0)))),
            await Register.RefusedAsync(() => register.AsFirst(new AddInstrument("X-1", Register.Fields(340_000_000)))),
            await Register.RefusedAsync(() => register.AsFirst(new AddProvision(national, "99", "", Register.Provides("", ActKind.Penalty)))),
            await Register.RefusedAsync(() => register.AsFirst(new RegisterRepeal(national, Register.Today, Ending.Repealed, "", "外地人登记"))),
            await Register.RefusedAsync(() => register.AsFirst(new AbolishSubject(national, "样例事项", Register.Today, "外地人登记"))),
            await Register.RefusedAsync(() => register.AsSecond(new ConfirmEntry(national, null, "外地人复核"))),
        ];
        Assert.All(codes, c => Assert.Equal("OUT_OF_SCOPE", c));

        var own = await register.AsFirst(new AddInstrument("NG-1", Register.Fields(Places.CountyId)));
        Assert.Equal("OUT_OF_SCOPE", await Register.RefusedAsync(() => register.AsSecond(new CorrectInstrument(own, Register.Fields(Places.FirstSite), "乡镇不能改县里的"), town)));
        await register.AsFirst(new AddInstrument("NG-2", Register.Fields(Places.FirstSite)));
        Assert.Equal("CODE_TAKEN", await Register.RefusedAsync(() => register.AsFirst(new AddInstrument("ng-2", Register.Fields(Places.CountyId)))));
    }

    [Theory, DatabaseData]
    public async Task A_write_that_forgets_the_guard_is_refused_when_saved(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => register.Platform.Write<LegalBasisDbContext>(
            async db => (await db.Set<Instrument>().FirstAsync(i => i.Code == "L03")).Title = "改名", Places.County));
        Assert.Equal("OUT_OF_SCOPE", refusal.Code);
        await Assert.ThrowsAsync<InvalidOperationException>(() => register.Platform.Write<LegalBasisDbContext>(
            async db => (await db.Set<Provision>().FirstAsync()).Text = "改条文", Places.County));
    }

    [Theory, DatabaseData]
    public async Task Many_questions_get_the_answers_of_each(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        string?[] bases = [null, "", "X-9", "L03", "L03/40", "L05/8", "L09", "L10/55", "HA/35", "GD/20", "BJ/17", "L18/13/3"];
        int[] places = [0, Places.CountyId, Places.FirstSite, 410_000_000];
        DateOnly[] days = [new(2009, 12, 1), new(2021, 8, 19), new(2021, 8, 20), Register.Today];
        var questions = (from basis in bases from act in Enum.GetValues<ActKind>() from place in places from day in days select new BasisQuestion(basis, act, place, day)).ToList();
        var many = await register.Platform.Send(new CheckLegalBases(questions));
        Assert.Equal(questions.Count, many.Count);
        foreach (var index in Enumerable.Range(0, questions.Count).Where(i => i % 97 == 0))
        {
            var q = questions[index];
            Assert.Equivalent(await register.Ask(q.Basis, q.Act, q.PlaceId, q.Day), many[index], strict: true);
        }
    }

    [Theory, DatabaseData]
    public async Task Lists_and_choices_find_what_is_asked_for(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        var day = await register.AsFirst(new ListInstruments(PageRequest.All(), Text: "人口与计划生育法", Day: new DateOnly(2018, 1, 1)));
        Assert.Equal(["L02"], day.Items.Select(i => i.Code));
        var open = await register.AsFirst(new ListInstruments(PageRequest.All("-From"), Level: InstrumentLevel.ProvincialRegulation, Territory: TerritoryChoice.Local, Confirmed: false));
        Assert.Equal(["GD", "HA", "ZJ", "BJ", "L20E"], open.Items.Select(i => i.Code));
        Assert.Contains(await register.AsFirst(new FindBases("行政强制")), b => b.Reference == "L13/53");
        Assert.Equal(["L13/53"], (await register.AsFirst(new FindBases("l13/53"))).Select(b => b.Reference));
    }

    [Fact]
    public async Task Deny_by_default()
    {
        await using var register = await Register.OpenAsync();
        var platform = register.Platform;
        Assert.Equal("NO_PERMISSION", await Register.RefusedAsync(() => platform.SendAs(Places.County, [LegalBasisPermissions.View], new AddInstrument("X-1", Register.Fields(Places.CountyId)))));
        Assert.Equal("NO_PERMISSION", await Register.RefusedAsync(() => platform.SendAs(Places.County, [], new CheckLegalBasis("L03", ActKind.Penalty, 0, Register.Today))));
        Assert.Equal("VALIDATION", await Register.RefusedAsync(() => register.AsFirst(new AddInstrument("有空 格", Register.Fields(Places.CountyId)))));
        Assert.Equal("VALIDATION", await Register.RefusedAsync(() => register.AsFirst(new AddInstrument("X-1", Register.Fields(Places.CountyId, to: new DateOnly(2019, 1, 1))))));
    }

    private static Task<BasisAnswer> AskAsync(Register register, DateOnly? day = null, ActKind act = ActKind.Inspection) =>
        register.Ask("NG-1/1", act, Places.FirstSite, day ?? Register.Today);
}
