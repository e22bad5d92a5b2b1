using Autofac;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Enforcement;
using Platform.Enforcement.Contributions;
using Platform.Enforcement.Data;
using Platform.Enforcement.Demo;
using Platform.Enforcement.Domain;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Enforcement;

/// <summary>What the month's check, the meeting and the appraisal see of cases and petitions: the office's time and papers, no names.</summary>
public sealed class ContributionTests
{
    private const int Site = Places.FirstSite;
    private static readonly DateOnly November = new(2026, 11, 1);

    [Theory, DatabaseData]
    public async Task Late_cases_and_petitions_are_found_by_number(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Write<EnforcementDbContext>(db =>
        {
            var late = Case(1, CaseState.Filed, new(2026, 7, 1), "L07");
            var unserved = Case(2, CaseState.Decided, new(2026, 9, 1), "L03/40");
            unserved.DecidedOn = new(2026, 11, 2);
            var over = Case(3, CaseState.HandedOver, new(2026, 8, 1), "L03/40");
            over.HandedOverOn = new(2026, 9, 20);
            var official = Case(4, CaseState.Filed, new(2026, 7, 1), "L03/43", CaseKind.AbuseOfOffice);
            db.AddRange(late, unserved, over, official);
            db.Add(new CaseEvidence { SiteId = Site, CaseId = late.Id, Number = 1, HeldSince = new(2026, 11, 2), ObtainedOn = new(2026, 11, 2) });
            db.AddRange(Petition(1, PetitionState.Received, new(2026, 11, 1), null), Petition(2, PetitionState.Accepted, new(2026, 8, 1), new(2026, 8, 10)), Petition(3, PetitionState.Accepted, new(2026, 11, 9), new(2026, 11, 20)));
            return Task.CompletedTask;
        });
        var request = new AuditRequested(Guid.Empty, November, Places.Sites);
        await HandleAsync<AuditRequested>(platform, request);
        var answers = request.Answers.Where(a => a.SiteId == Site).ToDictionary(a => a.CheckCode);
        Assert.Equal("案件〔2026〕第 1 号超过九十日", Assert.Single(answers[EnforcementCodes.DecisionLate].Findings).Title);
        Assert.Equal("案件〔2026〕第 2 号决定书没有送达", Assert.Single(answers[EnforcementCodes.ServiceLate].Findings).Title);
        Assert.Equal("案件〔2026〕第 3 号移送没有回执", Assert.Single(answers[EnforcementCodes.ReceiptMissing].Findings).Title);
        Assert.Equal("案件〔2026〕第 1 号证据 1 保存超期", Assert.Single(answers[EnforcementCodes.HeldLate].Findings).Title);
        Assert.Equal(2, answers[EnforcementCodes.BasisLapsed].Findings.Count);
        Assert.Equal(2, answers[EnforcementCodes.OfficersMissing].Findings.Count);
        Assert.Equal("信访件 信2026-0001 没有告知是否受理", Assert.Single(answers[EnforcementCodes.PetitionUntold].Findings).Title);
        Assert.Equal("信访件 信2026-0002 超过办理期限", Assert.Single(answers[EnforcementCodes.PetitionLate].Findings).Title);
        Assert.All(request.Answers.Where(a => a.SiteId == Places.SecondSite), a => Assert.Empty(a.Findings));
        Assert.DoesNotContain(request.Answers.SelectMany(a => a.Findings), f => f.Detail.Contains("样例诊所", StringComparison.Ordinal));

        var meeting = new MeetingConvening(Guid.Empty, November, Places.Sites);
        await HandleAsync<MeetingConvening>(platform, meeting);
        Assert.Equal(
            [("信访 3 件在办", "待告知是否受理 1 件，下月底前到期 2 件。请落实承办人，按期告知和答复。"), ("在办案件 3 件", "待立案线索 0 件，下月底前满九十日 2 件，待送达 1 件。请落实办案人员、决定或移送。")],
            meeting.Answers.Select(a => (a.Title, a.Detail)).OrderBy(a => a.Title, StringComparer.Ordinal));

        var appraisal = new AppraisalRequested(Guid.Empty, November, Places.Sites);
        await HandleAsync<AppraisalRequested>(platform, appraisal);
        var figures = appraisal.Answers.Where(a => a.SiteId == Site).ToDictionary(a => a.IndicatorCode, a => (a.Numerator, a.Denominator));
        Assert.Equal((1m, 1m), figures[EnforcementCodes.EndedInTime]);
        Assert.Equal((1m, 2m), figures[EnforcementCodes.PetitionsInTime]);
        Assert.Equal((0m, 0m), figures[EnforcementCodes.FilesComplete]);
    }

    [Theory, DatabaseData]
    public async Task The_demo_has_cases_and_petitions_in_many_states(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var made = await platform.Send(new SeedDemoEnforcement(Places.Sites), Places.County);
        Assert.Equal((Places.Sites.Count * 3, Places.Sites.Count * 4), (made.Cases, made.Petitions));
        var states = await platform.Read<EnforcementDbContext, List<PetitionState>>(db => db.Set<Petition>().Select(p => p.State).Distinct().ToListAsync());
        Assert.Equal(4, states.Count);
    }

    private static async Task HandleAsync<T>(TestPlatform platform, T request)
        where T : INotification
    {
        await using var operation = platform.Begin();
        foreach (var handler in operation.Resolve<IEnumerable<INotificationHandler<T>>>().Where(h => h.GetType().Namespace == typeof(CaseAudits).Namespace))
        {
            await handler.Handle(request, CancellationToken.None);
        }
    }

    private static EnforcementCase Case(int number, CaseState state, DateOnly filed, string basis, CaseKind kind = CaseKind.IllegalProcedure) => new()
    {
        SiteId = Site,
        Year = 2026,
        Number = number,
        State = state,
        Kind = kind,
        PartyName = "样例诊所",
        RegisteredOn = filed,
        FiledOn = filed,
        FactOn = filed.AddDays(-9),
        DiscoveredOn = filed,
        Basis = basis,
    };

    private static Petition Petition(int number, PetitionState state, DateOnly received, DateOnly? answered) => new()
    {
        SiteId = Site,
        Year = 2026,
        Number = number,
        State = state,
        ReceivedOn = received,
        AnsweredOn = answered,
        Content = "反映",
    };
}
