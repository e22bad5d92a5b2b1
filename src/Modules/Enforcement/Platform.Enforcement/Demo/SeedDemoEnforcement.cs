using MediatR;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Enforcement.Features.Petitions;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Demo;

/// <summary>Invented bodies and letters. A fixed number of statements.</summary>
[Label("装入演示案件和信访")]
[Requires(EnforcementPermissions.Work)]
internal sealed record SeedDemoEnforcement(IReadOnlyList<int> Sites) : ICommand<DemoEnforcement>;

internal sealed record DemoEnforcement(int Cases, int Petitions);

internal sealed class SeedDemoEnforcementHandler(EnforcementDbContext db, IMediator mediator, Operation operation) : IRequestHandler<SeedDemoEnforcement, DemoEnforcement>
{
    private static readonly (CaseKind Kind, PartyKind Party, string Name, string Text)[] Stories =
    [
        (CaseKind.IllegalProcedure, PartyKind.Practitioner, "个体行医者（演示）", "群众反映集镇东头一处无证诊所为他人施行手术。"),
        (CaseKind.ChildcareBody, PartyKind.Organisation, "小树苗托育点（演示）", "检查发现托育点没有备案，从业人员没有健康证明。"),
        (CaseKind.UnlicensedService, PartyKind.Organisation, "康宁健康咨询部（演示）", "没有资质对外开展技术服务，门口张贴广告。"),
        (CaseKind.FalsifiedStatistics, PartyKind.Staff, "某村统计员（演示）", "抽查发现上月报表与台账不符，有改动痕迹。"),
        (CaseKind.SexSelection, PartyKind.Organisation, "流动检查车（演示）", "夜间停靠集镇，疑似开展非医学需要的性别鉴定。"),
    ];

    private static readonly (PetitionTopic Topic, PetitionChannel Channel, string Text)[] Letters =
    [
        (PetitionTopic.Attitude, PetitionChannel.Visit, "反映窗口办事来回跑，要求一次告知材料。"),
        (PetitionTopic.Benefit, PetitionChannel.Letter, "询问奖励扶助资金什么时候发放。"),
        (PetitionTopic.Disclosure, PetitionChannel.Phone, "反映登记的电话被外人知道，要求查明。"),
        (PetitionTopic.ArbitraryCharges, PetitionChannel.Online, "反映有人以办证名义收钱，要求退还。"),
    ];

    private readonly List<EnforcementCase> cases = [];
    private readonly List<CaseOfficer> officers = [];
    private readonly List<InquiryRecord> inquiries = [];
    private readonly List<CaseEvidence> evidence = [];
    private readonly List<CustodyMove> moves = [];
    private readonly List<Petition> petitions = [];
    private readonly List<DeadlineDraft> drafts = [];

    public async Task<DemoEnforcement> Handle(SeedDemoEnforcement request, CancellationToken cancellationToken)
    {
        var staff = (await mediator.Send(new GetStaff(request.Sites), cancellationToken)).ToLookup(s => s.SiteId);
        foreach (var (site, index) in request.Sites.Select((s, i) => (s, i)))
        {
            var pair = staff[site].Where(s => s.Post is "副主任" or "专干").Take(2).ToList();
            Lead(site, index);
            Running(site, index, pair);
            HandedOver(site, index, pair);
            for (var i = 0; i < Letters.Length; i++)
            {
                Write(site, index, i, pair);
            }
        }

        await Bulk.InsertAsync(db, cases, cancellationToken);
        await Bulk.InsertAsync(db, officers, cancellationToken);
        await Bulk.InsertAsync(db, inquiries, cancellationToken);
        await Bulk.InsertAsync(db, evidence, cancellationToken);
        await Bulk.InsertAsync(db, moves, cancellationToken);
        await Bulk.InsertAsync(db, petitions, cancellationToken);
        await mediator.Send(new TrackDeadlines(drafts, Generated: true), cancellationToken);
        return new DemoEnforcement(cases.Count, petitions.Count);
    }

    private EnforcementCase Case(int site, int number, int story, DateOnly day)
    {
        var (kind, party, name, text) = Stories[story % Stories.Length];
        var row = new EnforcementCase
        {
            SiteId = site,
            Year = operation.Today.Year,
            Number = number,
            Kind = kind,
            PartyKind = party,
            PartyName = name,
            Summary = text,
            FactOn = day.AddDays(-6),
            DiscoveredOn = day,
            Place = "集镇",
            Source = (CaseSource)(story % 3),
            RegisteredByName = "专干",
            RegisteredOn = day,
        };
        cases.Add(row);
        return row;
    }

    private void Lead(int site, int index) => Case(site, 3, index, operation.Today.AddDays(-2 - (index % 5)));

    // Every fifth township is late with its ninety days.
    private void Running(int site, int index, List<StaffRow> pair)
    {
        var row = Case(site, 2, index + 1, operation.Today.AddDays(index % 5 == 4 ? -101 : -30 - index));
        File(row, pair);
        if (!CaseWords.IsOfOfficials(row.Kind))
        {
            drafts.Add(new DeadlineDraft(site, EnforcementCase.RefOf(row.Id), CaseDesk.Decision, row.FiledOn!.Value, $"案件{row.NumberText}：作出决定或移送", EnforcementLinks.Case(row.Id)));
        }

        var proof = new CaseEvidence
        {
            SiteId = site,
            CaseId = row.Id,
            Number = 1,
            Kind = EvidenceKind.Object,
            Title = "登记簿一本",
            ObtainedOn = row.FiledOn!.Value.AddDays(3),
            Origin = "现场提取，当事人在场清点",
            Keeper = "保管室",
        };
        evidence.Add(proof);
        moves.AddRange(
        [
            new CustodyMove { SiteId = site, EvidenceId = proof.Id, Step = 1, FromName = "（取证）", ToName = "办案人员", Purpose = "入卷", On = proof.ObtainedOn, EnteredBy = "专干" },
            new CustodyMove { SiteId = site, EvidenceId = proof.Id, Step = 2, FromName = "办案人员", ToName = "保管室", Purpose = "集中保管", On = proof.ObtainedOn.AddDays(1), EnteredBy = "专干" },
        ]);
    }

    // Every third hand-over still waits for its receipt.
    private void HandedOver(int site, int index, List<StaffRow> pair)
    {
        var row = Case(site, 1, index + 2, operation.Today.AddDays(-120 - index));
        File(row, pair);
        (row.State, row.HandedOverOn, row.HandedTo, row.HandOverNumber) =
            (CaseState.HandedOver, row.FiledOn!.Value.AddDays(40 + (index % 6)), CaseWords.IsOfOfficials(row.Kind) ? "宁国市监察机关" : "宁国市卫生健康委员会", $"移〔{row.Year}〕1 号");
        row.HandOverReason = "经核查，本事项的处罚权没有交由乡镇行使，依法移送有权机关处理。";
        row.HandOverReceiptOn = index % 3 == 2 ? null : row.HandedOverOn.Value.AddDays(5);
    }

    private void File(EnforcementCase row, List<StaffRow> pair)
    {
        (row.State, row.FiledOn, row.FiledByName) = (CaseState.Filed, row.RegisteredOn.AddDays(2), "办公室主任");
        (row.Basis, row.BasisTitle, row.BasisEdition) = CaseWords.IsOfOfficials(row.Kind)
            ? ("L03/43", "《人口与计划生育法（2021年第二次修正）》第43条", 1)
            : (row.Kind == CaseKind.ChildcareBody ? "L03/41" : "L03/40", $"《人口与计划生育法（2021年第二次修正）》第{(row.Kind == CaseKind.ChildcareBody ? 41 : 40)}条", 1);
        officers.AddRange(pair.Select(p => new CaseOfficer { SiteId = row.SiteId, CaseId = row.Id, StaffId = p.Id, Name = p.Name, From = row.FiledOn.Value }));
        inquiries.Add(new InquiryRecord
        {
            SiteId = row.SiteId,
            CaseId = row.Id,
            Number = 1,
            HeldOn = row.FiledOn.Value.AddDays(2),
            Place = "办公室",
            Role = AskedRole.Witness,
            AskedName = "证人（演示）",
            Officers = string.Join("、", pair.Select(p => p.Name)),
            Certificates = "P1800001、P1800002",
            Text = "问：请说明您看到的情况。答：……（演示笔录，略）",
            Signature = "经核对无误，已签字",
            EnteredBy = "专干",
        });
    }

    // One was just received, one is being handled, one was answered, one was shown the way to reconsideration.
    private void Write(int site, int index, int i, List<StaffRow> pair)
    {
        var (topic, channel, text) = Letters[(i + index) % Letters.Length];
        var received = operation.Today.AddDays(-(i switch { 0 => 3 + (index % 8), 1 => 25 + index, 2 => 70 + index, _ => 40 + index }));
        var row = new Petition
        {
            SiteId = site,
            Year = operation.Today.Year,
            Number = i switch { 2 => 1, 3 => 2, 1 => 3, _ => 4 },
            ReceivedOn = received,
            Channel = channel,
            Topic = topic,
            Content = text,
            PetitionerName = i == 1 ? "" : "信访人（演示）",
            HasLegalWay = i == 3,
            RegisteredByName = "专干",
        };
        petitions.Add(row);
        if (i == 0)
        {
            Due(PetitionDesk.Accept, received, "告知是否受理");
            return;
        }

        (row.State, row.AnsweredOn) = (PetitionState.Accepted, received.AddDays(6 + (index % 9)));
        (row.HandlerId, row.Handler) = pair.Count > 0 ? (pair[0].Id, pair[0].Name) : (Guid.Empty, "专干");
        switch (i)
        {
            case 1:
                Due(PetitionDesk.Conclude, row.AnsweredOn.Value, "办结并答复");
                break;
            case 2:
                (row.State, row.ConcludedOn, row.Opinion) = (PetitionState.Concluded, row.AnsweredOn.Value.AddDays(30 + (index % 12)), "经核查，情况属实，已整改，并向您当面说明。");
                Due(PetitionDesk.AskReview, row.ConcludedOn.Value, "信访人可以请求复查");
                break;
            default:
                (row.State, row.Route) = (PetitionState.Rerouted, "可以自知道之日起六十日内向市人民政府申请行政复议。");
                break;
        }

        void Due(string rule, DateOnly start, string title) =>
            drafts.Add(new DeadlineDraft(site, Petition.RefOf(row.Id), rule, start, $"信访件 {row.Receipt}：{title}", EnforcementLinks.Petition(row.Id)));
    }
}
