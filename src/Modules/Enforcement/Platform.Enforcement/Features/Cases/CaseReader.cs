using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Cases;

/// <summary>Reads an opened case for its page and its prints.</summary>
internal sealed class CaseReader(EnforcementDbContext db, CaseDesk desk, IMediator mediator, IAttachments attachments, Operation operation)
{
    private static readonly IReadOnlyDictionary<string, string> Rules = new Dictionary<string, string>
    {
        [CaseDesk.Decision] = "作出决定或移送（立案起 90 日）",
        [CaseDesk.Hearing] = "当事人要求听证（5 个工作日）",
        [CaseDesk.Service] = "送达决定书（7 个工作日）",
        [CaseDesk.Reconsideration] = "当事人申请行政复议（60 日）",
        [CaseDesk.Litigation] = "当事人提起行政诉讼（6 个月）",
    };

    public async Task<CaseDetail> ReadAsync(EnforcementCase row, CancellationToken cancellationToken)
    {
        var material = await desk.MaterialAsync(row, operation.Today, cancellationToken);
        var officers = await db.Set<CaseOfficer>().AsNoTracking().Where(o => o.CaseId == row.Id).OrderBy(o => o.From).ThenBy(o => o.Id).ToListAsync(cancellationToken);
        var certificates = await desk.CertificatesAsync([.. officers.Select(o => o.StaffId)], operation.Today, cancellationToken);
        var evidence = await db.Set<CaseEvidence>().AsNoTracking().Where(e => e.CaseId == row.Id).OrderBy(e => e.Number).ToListAsync(cancellationToken);
        var ids = evidence.Select(e => e.Id).ToList();
        var moves = (await db.Set<CustodyMove>().AsNoTracking().Where(m => ids.Contains(m.EvidenceId)).OrderBy(m => m.Step).ToListAsync(cancellationToken)).ToLookup(m => m.EvidenceId);
        var inquiries = await db.Set<InquiryRecord>().AsNoTracking().Where(r => r.CaseId == row.Id).OrderBy(r => r.Number).ToListAsync(cancellationToken);
        var conditions = await db.Set<CaseCondition>().AsNoTracking().Where(c => c.CaseId == row.Id).ToListAsync(cancellationToken);
        var names = await mediator.Send(new GetDivisions([row.SiteId]), cancellationToken);
        var dues = await desk.DuesAsync(row, cancellationToken);
        return new CaseDetail(
            row, names.Select(n => n.Name).FirstOrDefault() ?? "", CaseSteps.Of(row, material),
            [.. officers.Select(o => new OfficerRow(o.StaffId, o.Name, certificates.GetValueOrDefault(o.StaffId, ""), o.From, o.RecusedOn, o.RecusalReason))],
            [.. evidence.Select(e => new EvidenceRow(e, [.. moves[e.Id]]))], inquiries, [.. conditions.OrderBy(c => c.Condition)],
            [.. Rules.Where(r => dues.ContainsKey(r.Key)).Select(r => (r.Value, Due: dues[r.Key])).Select(r => new CaseDue(r.Value, r.Due.DueText, r.Due.State, r.Due.State == DeadlineState.Open && r.Due.Due < operation.Today))],
            await PapersAsync(row, cancellationToken), material.HasPower);
    }

    /// <summary>What has to be in the file of this case, in the order of the file, and whether it is there. Four statements.</summary>
    public async Task<IReadOnlyList<CasePaper>> PapersAsync(EnforcementCase row, CancellationToken cancellationToken)
    {
        var inquiries = await db.Set<InquiryRecord>().CountAsync(r => r.CaseId == row.Id, cancellationToken);
        var evidence = await db.Set<CaseEvidence>().CountAsync(e => e.CaseId == row.Id, cancellationToken);
        var ticked = await db.Set<CaseCondition>().CountAsync(c => c.CaseId == row.Id, cancellationToken);
        var files = (await attachments.OfAsync(CaseFileKind.KindCode, [EnforcementCase.RefOf(row.Id)], cancellationToken))[EnforcementCase.RefOf(row.Id)].Count();
        List<CasePaper> papers =
        [
            new("线索登记", row.RegisteredOn, row.Summary.Length > 0, ""),
            new("立案审批", row.FiledOn, row.FiledOn is not null, row.BasisTitle),
            new("询问笔录", null, inquiries > 0, $"{inquiries} 份"),
            new("证据及交接记录", null, evidence > 0, $"{evidence} 件"),
        ];
        if (row.State == CaseState.HandedOver)
        {
            return [new("线索登记", row.RegisteredOn, true, ""), .. papers.Skip(1).Where(p => p.Present), new("移送函", row.HandedOverOn, true, row.HandOverNumber), new("移送回执", row.HandOverReceiptOn, row.HandOverReceiptOn is not null, "")];
        }

        if (row.State == CaseState.Dropped)
        {
            return [.. papers.Where(p => p.Present), new("不予立案、撤案审批", row.DroppedOn, true, "")];
        }

        papers.Add(new("告知书", row.NoticeOn, row.NoticeOn is not null, ""));
        papers.Add(new("陈述申辩材料及复核意见", row.DefenceOn, row.Defence != DefenceState.None || (row.DecidedOn is not null && row.DefenceUntil < row.DecidedOn), CaseWords.Of(row.Defence)));
        if (row.HearingAskedOn is not null)
        {
            papers.Add(new("听证通知和笔录", row.HearingOn, row.HearingRecord.Length > 0, row.HearingChair));
        }

        papers.AddRange(
        [
            new("法制审核意见", row.ReviewedOn, row.ReviewPassed, row.Reviewer),
            new("六个条件核对表", row.DecidedOn, ticked == CaseProcedure.Conditions.Count, $"{ticked} 项"),
            new("决定书", row.DecidedOn, row.DecidedOn is not null, row.DecisionNumber),
            new("送达回证（扫描件）", row.ServedOn, row.ServedOn is not null && files > 0, row.ServiceProof),
        ]);
        if (row.Remedy != RemedyKind.None)
        {
            papers.Add(new("复议、诉讼材料", row.RemedyOn, row.RemedyEndedOn is not null, row.RemedyText));
        }

        return papers;
    }
}
