using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.Enforcement;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Enforcement.Features.Cases;
using Platform.Enforcement.Features.Powers;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Trail;
using Platform.ModuleTests.LegalBasis;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Enforcement;

/// <summary>Lawful or refused, on the real database.</summary>
public sealed class CaseTests
{
    private const int Site = CaseTown.Site;
    private static readonly DateOnly Today = CaseTown.Today;
    private static readonly IReadOnlyList<TickedCondition> Ticks = [.. CaseProcedure.Conditions.Select(c => new TickedCondition(c, "笔录 1、证据 1"))];

    [Theory, DatabaseData]
    public async Task A_case_is_handed_over_where_the_township_has_no_power(DatabaseKind kind)
    {
        await using var town = await CaseTown.StartAsync(kind);
        var id = await town.AsClerk(new RegisterCase(Site, CaseTown.Lead()));
        Assert.Equal("NO_CERTIFICATE", await CaseTown.Code(() => town.AsDirector(new AssignOfficers(Site, id, [town.First, town.Old]))));
        Assert.Equal("MIN_TWO_OFFICERS", await CaseTown.Code(() => town.AsDirector(new AssignOfficers(Site, id, [town.First]))));
        await town.AsDirector(new AssignOfficers(Site, id, [town.First, town.Second]));
        Assert.Equal("NO_BASIS", await CaseTown.Code(() => town.AsDirector(new FileCase(Site, id, ""))));
        Assert.Equal("BASIS_REPEALED", await CaseTown.Code(() => town.AsDirector(new FileCase(Site, id, "L07"))));
        Assert.Equal("OUT_OF_TERRITORY", await CaseTown.Code(() => town.AsDirector(new FileCase(Site, id, "ZJ"))));
        Assert.Equal("BASIS_UNCONFIRMED", await CaseTown.Code(() => town.AsDirector(new FileCase(Site, id, "L03/40"))));
        await town.AsDirector(new FileCase(Site, id, CaseTown.LawArticle));

        var due = Assert.Single(await DuesAsync(town, id));
        Assert.Equal((CaseDesk.Decision, Today.AddDays(90)), (due.RuleCode, due.Due));
        await town.InvestigateAsync(id);
        var notice = new NotifyParty(Site, id, Today, CaseResult.Warning, "事实、理由和依据", Today.AddDays(3), false);
        Assert.Equal("NO_POWER", await CaseTown.Code(() => town.AsFirst(notice)));
        await town.AsDirector(new HandOverCase(Site, id, "宁国市卫生健康委员会", "无处罚权", "移〔2026〕1 号"));
        Assert.Equal(DeadlineState.Settled, Assert.Single(await DuesAsync(town, id)).State);
        await town.AsDirector(new ReceiveHandOver(Site, id, Today));
        var file = await town.AsDirector(new LookAtCase(Site, id));
        Assert.All(file.Papers, p => Assert.True(p.Present));
        Assert.Equal("WRONG_STATE", await CaseTown.Code(() => town.AsDirector(new DropCase(Site, id, "不办了"))));
    }

    [Theory, DatabaseData]
    public async Task With_the_provinces_grant_a_case_goes_to_decision_service_and_closure(DatabaseKind kind)
    {
        await using var town = await CaseTown.StartAsync(kind);
        Assert.Equal("LEVEL_NOT_AUTHORISED", await CaseTown.Code(() => town.AsDirector(new AddPower(Site, CaseKind.IllegalProcedure, "L03/40", Today))));
        Assert.Equal("ACT_NOT_COVERED", await CaseTown.Code(() => town.AsDirector(new AddPower(Site, CaseKind.IllegalProcedure, "L10/24", Today))));
        Assert.Equal("POWER_OF_OFFICIALS", await CaseTown.Code(() => town.AsDirector(new AddPower(Site, CaseKind.AbuseOfOffice, "L03/43", Today))));
        await town.GrantAsync();
        var id = await town.FiledAsync();
        Assert.Equal("MIN_TWO_OFFICERS", await CaseTown.Code(() => town.AsFirst(new RecordInquiry(Site, id, Today, "", AskedRole.Party, "负责人", [town.First], true, "问答", "已签字"))));
        Assert.Equal("CERTIFICATE_NOT_SHOWN", await CaseTown.Code(() => town.AsFirst(new RecordInquiry(Site, id, Today, "", AskedRole.Party, "负责人", [town.First, town.Second], false, "问答", "已签字"))));
        var notice = new NotifyParty(Site, id, Today, CaseResult.Warning, "事实、理由和依据", Today.AddDays(3), true);
        Assert.Equal("NO_INQUIRY_RECORD", await CaseTown.Code(() => town.AsFirst(notice)));
        var evidence = await town.InvestigateAsync(id);
        await town.AsFirst(new ExcludeEvidence(Site, evidence, "取证时未出示证件"));
        Assert.Equal("NO_EVIDENCE", await CaseTown.Code(() => town.AsFirst(notice)));
        await town.AsFirst(new AddEvidence(Site, id, EvidenceKind.Object, "手术器械", Today, "先行登记保存", Held: true));
        Assert.Equal("NOTICE_MISSING", await CaseTown.Code(() => town.AsDirector(Decision(id))));
        await town.AsFirst(notice);

        Assert.Equal("WINDOW_OPEN", await CaseTown.Code(() => town.AsDirector(new ReviewCase(Site, id, town.Clerk, true, "同意"))));
        Assert.Equal("DEFENCE_UNANSWERED", await CaseTown.Code(() => town.AsFirst(new RecordDefence(Site, id, Today, "不是我们做的", ""))));
        await town.AsFirst(new RecordDefence(Site, id, Today, "不是我们做的", "与证据不符，不采纳"));
        Assert.Equal("CHAIR_IS_INVESTIGATOR", await CaseTown.Code(() => town.AsDirector(new SummonHearing(Site, id, Today, Today, Today.AddDays(9), town.First))));
        Assert.Equal("HEARING_NOTICE_SHORT", await CaseTown.Code(() => town.AsDirector(new SummonHearing(Site, id, Today, Today, Today.AddDays(8), town.Clerk))));
        await town.AsDirector(new SummonHearing(Site, id, Today, Today, Today.AddDays(9), town.Clerk));
        town.Platform.Clock.Advance(TimeSpan.FromDays(9));
        await town.AsFirst(new RecordHearing(Site, id, "听证笔录"));
        Assert.Equal("REVIEWER_IS_INVESTIGATOR", await CaseTown.Code(() => town.AsDirector(new ReviewCase(Site, id, town.Second, true, "同意"))));
        await town.AsDirector(new ReviewCase(Site, id, town.Clerk, true, "同意"));

        Assert.Equal("HELD_EVIDENCE_OPEN", await CaseTown.Code(() => town.AsDirector(Decision(id))));
        var held = (await town.AsFirst(new LookAtCase(Site, id))).Evidence[1].Evidence;
        Assert.Equal("CUSTODY_BROKEN", await CaseTown.Code(() => town.AsFirst(new MoveEvidence(Site, held.Id, "别人", "保管室", "退还", Today.AddDays(9)))));
        await town.AsFirst(new MoveEvidence(Site, held.Id, held.Keeper, "保管室", "查封期满退还", Today.AddDays(9), EndsHolding: true));
        Assert.Equal("CONDITIONS_MISSING", await CaseTown.Code(() => town.AsDirector(Decision(id) with { Conditions = [.. Ticks.Skip(1)] })));
        Assert.Equal("HEAVIER_THAN_NOTICED", await CaseTown.Code(() => town.AsDirector(Decision(id) with { Result = CaseResult.PublicCriticism })));
        await town.AsDirector(Decision(id));

        Assert.Equal("NOT_SERVED", await CaseTown.Code(() => town.AsDirector(new CloseCase(Site, id, "档 1"))));
        Assert.Equal("NO_PROOF", await CaseTown.Code(() => town.AsFirst(new ServeDecision(Site, id, Today.AddDays(9), ServiceMode.InPerson, "本人签收"))));
        await town.AsFirst(new ServeDecision(Site, id, Today.AddDays(9), ServiceMode.InPerson, "本人签收", [CaseTown.File("回证")]));
        Assert.Equal("WINDOW_OPEN", await CaseTown.Code(() => town.AsDirector(new CloseCase(Site, id, "档 1"))));
        var dues = await DuesAsync(town, id);
        Assert.Equal(new DateOnly(2027, 6, 2), dues.Single(d => d.RuleCode == CaseDesk.Litigation).Due);
        await town.AsFirst(new RecordRemedy(Site, id, RemedyKind.Reconsideration, Today.AddDays(9), null, null));
        Assert.Equal("REMEDY_PENDING", await CaseTown.Code(() => town.AsDirector(new CloseCase(Site, id, "档 1"))));
        town.Platform.Clock.Advance(TimeSpan.FromDays(60));
        await town.AsFirst(new RecordRemedy(Site, id, RemedyKind.Reconsideration, Today.AddDays(9), Today.AddDays(69), "维持"));
        await town.AsDirector(new CloseCase(Site, id, "档 1"));
        var row = await town.CaseAsync(id);
        Assert.Equal((CaseState.Closed, "《样例规程》第1条"), (row.State, row.PowerBasis));
        var ended = await town.AsDirector(new LookAtCase(Site, id));
        Assert.All(ended.Papers, p => Assert.True(p.Present, p.Name));
        Assert.NotEmpty(ended.Steps.Single(s => s.Step == CaseStep.Inquire).Blocks);
    }

    [Theory, DatabaseData]
    public async Task Only_handlers_and_the_director_see_a_case_and_the_accused_never(DatabaseKind kind)
    {
        await using var town = await CaseTown.StartAsync(kind);
        var id = await town.FiledAsync();
        Assert.Equal("NOT_HANDLER", await CaseTown.Code(() => town.AsClerk(new LookAtCase(Site, id))));
        Assert.Equal("样例诊所", (await town.AsFirst(new LookAtCase(Site, id))).Case.PartyName);
        await town.AsDirector(new RecuseOfficer(Site, id, town.First, "与当事人有亲属关系"));
        Assert.Equal("NOT_HANDLER", await CaseTown.Code(() => town.AsFirst(new LookAtCase(Site, id))));
        Assert.Equal("RECUSED", await CaseTown.Code(() => town.AsDirector(new AssignOfficers(Site, id, [town.First]))));
        Assert.Equal("MIN_TWO_OFFICERS", await CaseTown.Code(() => town.As(town.Second, false, new AddEvidence(Site, id, EvidenceKind.Object, "物", Today, "现场"))));

        // The director is accused: neither list nor file, though the permission is there.
        var own = await town.AsClerk(new RegisterCase(Site, CaseTown.Lead(CaseKind.AbuseOfOffice, accused: town.Director)));
        Assert.DoesNotContain((await town.AsDirector(new ListCases(new PageRequest()))).Items, c => c.Id == own);
        Assert.Contains((await town.AsClerk(new ListCases(new PageRequest()))).Items, c => c.Id == own);
        Assert.Equal("NOT_FOUND", await CaseTown.Code(() => town.AsDirector(new LookAtCase(Site, own))));
        Assert.Equal("NOT_FOUND", await CaseTown.Code(() => town.AsDirector(new DropCase(Site, own, "不实"))));
        Assert.Equal("NOT_FOUND", await CaseTown.Code(() => town.AsDirector(new GetAttachments(Site, CaseFileKind.KindCode, EnforcementCase.RefOf(own)))));
        var other = await town.AsClerk(new RegisterCase(Site, CaseTown.Lead(CaseKind.RightsInfringement, accused: town.First)));
        Assert.Equal("ACCUSED_IS_HANDLER", await CaseTown.Code(() => town.AsDirector(new AssignOfficers(Site, other, [town.First, town.Second]))));
        var tried = await town.Platform.Read<CoreDbContext, List<TrailEntry>>(db => db.Set<TrailEntry>().Where(t => t.Outcome != "").ToListAsync());
        Assert.Equal(4, tried.Count(t => t.Outcome == "NOT_HANDLER") + tried.Count(t => t.Outcome == "ACCUSED_IS_HANDLER") + tried.Count(t => t.Outcome == "RECUSED"));
        Assert.Equal(3, tried.Count(t => t.Outcome == "NOT_FOUND"));

        // What was said and who is meant does not stand in the trail; another township sees nothing.
        var changes = string.Concat(await town.Platform.Read<CoreDbContext, List<string>>(db => db.Set<TrailEntry>().Select(t => t.Changes).ToListAsync()));
        Assert.DoesNotContain("样例诊所", changes, StringComparison.Ordinal);
        Assert.Equal("NOT_FOUND", await CaseTown.Code(() => town.Platform.SendAs(Places.Site(Places.SecondSite), [EnforcementPermissions.Handle], new LookAtCase(Places.SecondSite, id))));
        Assert.Empty((await town.Platform.SendAs(Places.Site(Places.SecondSite), [EnforcementPermissions.View], new ListCases(new PageRequest()))).Items);
    }

    [Theory, DatabaseData]
    public async Task Evidence_is_hashed_at_intake_and_stays_as_it_came(DatabaseKind kind)
    {
        await using var town = await CaseTown.StartAsync(kind);
        var id = await town.FiledAsync();
        var evidence = await town.InvestigateAsync(id);
        var record = CaseEvidence.RefOf(evidence);
        var file = Assert.Single(await town.AsFirst(new GetAttachments(Site, EvidenceFileKind.KindCode, record)));
        var row = (await town.AsFirst(new LookAtCase(Site, id))).Evidence.Single();
        Assert.Equal((file.Sha256, 1, "入卷"), (row.Evidence.Sha256, row.Custody.Count, row.Custody[0].Purpose));
        Assert.Equal("EVIDENCE_SEALED", await CaseTown.Code(() => town.AsFirst(new RemoveAttachment(file.Id, "换一份"))));
        Assert.Equal("EVIDENCE_SEALED", await CaseTown.Code(() => town.AsFirst(new AddAttachments(Site, EvidenceFileKind.KindCode, record, [CaseTown.File("另一份")]))));
        Assert.Equal("NOT_HANDLER", await CaseTown.Code(() => town.AsClerk(new OpenAttachment(file.Id))));
        Assert.Equal("VALIDATION", await CaseTown.Code(() => town.AsFirst(new AddEvidence(Site, id, EvidenceKind.Recording, "录像", Today, "现场"))));
        Assert.Equal(1, await town.Platform.Read<EnforcementDbContext, int>(db => db.Set<CaseEvidence>().CountAsync()));
    }

    [Theory, DatabaseData]
    public async Task A_power_whose_basis_was_taken_back_decides_nothing_any_more(DatabaseKind kind)
    {
        await using var town = await CaseTown.StartAsync(kind);
        await town.GrantAsync();
        Assert.Equal("POWER_THERE", await CaseTown.Code(() => town.AsDirector(new AddPower(Site, CaseKind.IllegalProcedure, "AH-GRANT/1", Today))));
        Assert.Equal("NATIONAL_BASIS", await CaseTown.Code(() => town.AsDirector(new AddPower(Site, CaseKind.ChildcareBody, CaseTown.LawArticle, Today))));
        var power = Assert.Single((await town.AsDirector(new ListPowers(new PageRequest()))).Items);
        Assert.Equal("", power.Fault);
        var id = await town.FiledAsync();
        Assert.True((await town.AsDirector(new LookAtCase(Site, id))).Power);
        await town.AsDirector(new EndPower(Site, power.Id, Today, "省里收回"));
        town.Platform.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await town.AsDirector(new LookAtCase(Site, id))).Power);
        Assert.Equal("TIME_BARRED", await CaseTown.Code(async () =>
        {
            var late = await town.AsClerk(new RegisterCase(Site, CaseTown.Lead(fact: Today.AddYears(-2).AddDays(-1))));
            await town.AsDirector(new FileCase(Site, late, CaseTown.LawArticle));
        }));
    }

    private static DecideCase Decision(Guid id) => new(Site, id, CaseResult.Warning, "决〔2026〕1 号", "警告", Ticks);

    private static Task<IReadOnlyList<DeadlineRow>> DuesAsync(CaseTown town, Guid id) => town.Platform.Send(new GetDeadlines([EnforcementCase.RefOf(id)]));
}
