using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;
using Platform.Oversight.Features.Findings;
using Platform.Oversight.Features.Inspections;
using Platform.Oversight.VillageNotices;

namespace Platform.Oversight.Inspections;

/// <summary>What recording, correcting and withdrawing an inspection have in common: people, points, problems that become findings, the proof of the duty.</summary>
internal sealed class InspectionBook(OversightDbContext db, DutyCatalog catalog, NoticeBook notices, IMediator mediator, IWorkingDays days, Operation operation)
{
    public async Task<IReadOnlyDictionary<Guid, StaffRow>> StaffAsync(int siteId, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetStaff([siteId]), cancellationToken)).ToDictionary(s => s.Id);

    public static StaffRow Inspector(IReadOnlyDictionary<Guid, StaffRow> staff, Guid? id) =>
        staff.GetValueOrDefault(id ?? Guid.Empty)
        ?? throw new RefusalException("UNKNOWN_PERSON", "检查人不在本乡镇（街道）的在岗人员中，请从列表中选择。", RefusalKind.Invalid, [new("InspectorStaffId", "请选择检查人")]);

    /// <summary>Points within what each line allows, none where a line has no points. Refuses FORM_CHANGED, POINTS_WRONG.</summary>
    public static void Fill(Inspection inspection, IReadOnlyList<InspectionLine> lines, IReadOnlyList<LineDraft> drafts)
    {
        if (lines.Count != drafts.Count)
        {
            throw InspectionRefusals.FormChanged();
        }

        var wrong = lines.Where((l, i) => l.MaxPoints == 0 ? drafts[i].Points is not null : drafts[i].Points is not { } p || p < 0 || p > l.MaxPoints).ToList();
        if (wrong.Count > 0)
        {
            throw new RefusalException(
                "POINTS_WRONG", "有项目的得分没有填或超出满分。", RefusalKind.Invalid,
                [.. wrong.Select(l => new FieldError($"Points{l.Position}", l.MaxPoints == 0 ? "这一项不计分" : $"请填 0 至 {l.MaxPoints:0.##}"))]);
        }

        for (var i = 0; i < lines.Count; i++)
        {
            (lines[i].Points, lines[i].Remark) = (drafts[i].Points, drafts[i].Remark?.Trim() ?? "");
        }

        inspection.Points = lines.Sum(l => l.Points ?? 0);
        inspection.Percent = InspectionRules.Percent(inspection.Points, inspection.MaxPoints);
    }

    /// <summary>Takes new problems over; those that are to be followed up become findings with owner and due day.</summary>
    public async Task AddProblemsAsync(Inspection inspection, IReadOnlyList<ProblemDraft> drafts, IReadOnlyDictionary<Guid, StaffRow> staff, CancellationToken cancellationToken)
    {
        var findings = new List<(Finding Finding, bool ByHand)>();
        foreach (var draft in drafts)
        {
            var problem = new InspectionProblem { SiteId = inspection.SiteId, InspectionId = inspection.Id, Text = draft.Text.Trim() };
            db.Add(problem);
            if (draft.AsFinding)
            {
                var finding = FindingOf(inspection, problem, draft, staff);
                problem.FindingId = finding.Id;
                findings.Add((finding, draft.DueOn is not null));
            }
        }

        db.AddRange(findings.Select(f => f.Finding));
        db.AddRange(findings.Select(f => Event(f.Finding, FindingAct.Found, $"{InspectionRules.Text(inspection.Kind)}发现")));
        await db.SaveChangesAsync(cancellationToken);
        var ruled = findings.Where(f => !f.ByHand).Select(f => OversightDeadlines.DraftOf(f.Finding, f.Finding.FoundOn)).ToList();
        if (ruled.Count > 0)
        {
            await mediator.Send(new TrackDeadlines(ruled), cancellationToken);
        }
    }

    /// <summary>These problems no longer stand: findings made of them are closed, with the reason in their history.</summary>
    public async Task WithdrawProblemsAsync(IReadOnlyList<InspectionProblem> problems, string reason, CancellationToken cancellationToken)
    {
        var ids = problems.Select(p => p.FindingId).Where(id => id != Guid.Empty).ToList();
        var open = await db.Set<Finding>().Where(f => ids.Contains(f.Id) && f.State != FindingState.Closed).ToListAsync(cancellationToken);
        foreach (var problem in problems)
        {
            problem.Withdrawn = true;
        }

        foreach (var finding in open)
        {
            finding.State = FindingState.Closed;
            db.Add(Event(finding, FindingAct.Revoked, reason));
        }

        await db.SaveChangesAsync(cancellationToken);
        if (open.Count > 0)
        {
            await mediator.Send(new SettleDeadlines([.. open.Select(OversightDeadlines.RefOf)], operation.Today, Withdrawn: true), cancellationToken);
        }
    }

    /// <summary>
    /// It proves the duty of its kind: for the village where the duty is owed for each, for the site otherwise. Which visits are owed, the month's notices say.
    /// Called when the inspection is saved.
    /// </summary>
    public Task ProveAsync(Inspection inspection, CancellationToken cancellationToken)
    {
        if (inspection.Kind == InspectionKind.VillageVisit)
        {
            return notices.SettleVisitsAsync(inspection.SiteId, YearMonth.Of(inspection.Period), cancellationToken);
        }

        var duty = catalog.Find(InspectionRules.DutyOf(inspection.Kind))!;
        return mediator.Publish(
            new DutiesFulfilled(
            [
                new DutyFulfilled(
                    duty.Code, inspection.SiteId, duty.PerVillage ? inspection.VillageId : Guid.Empty, inspection.Period, inspection.EvidenceRef, inspection.DoneOn, operation.Today),
            ]),
            cancellationToken);
    }

    /// <summary>What it proved is withdrawn. Called when the withdrawal is saved, or before a correction.</summary>
    public Task DisproveAsync(Inspection inspection, string reason, CancellationToken cancellationToken) =>
        inspection.Kind == InspectionKind.VillageVisit
        ? notices.SettleVisitsAsync(inspection.SiteId, YearMonth.Of(inspection.Period), cancellationToken)
        : mediator.Publish(new DutyWithdrawn(inspection.EvidenceRef, reason), cancellationToken);

    private Finding FindingOf(Inspection inspection, InspectionProblem problem, ProblemDraft draft, IReadOnlyDictionary<Guid, StaffRow> staff)
    {
        var owner = draft.OwnerStaffId is not { } id || id == Guid.Empty ? null : staff.GetValueOrDefault(id)
            ?? throw new RefusalException("UNKNOWN_PERSON", "责任人不在本乡镇（街道）的在岗人员中，请从列表中选择。", RefusalKind.Invalid, [new("OwnerStaffId", "请从列表中选择")]);
        return new Finding
        {
            SiteId = inspection.SiteId,
            UnitId = inspection.VillageId,
            CheckCode = OversightChecks.Inspections,
            Month = YearMonth.Of(inspection.DoneOn).FirstDay,
            Key = problem.Id.ToString("N"),
            Severity = draft.Severity,
            Title = Text.Cut(problem.Text, 200),
            Detail = $"{inspection.DoneOn:yyyy-MM-dd}{InspectionRules.Text(inspection.Kind)}发现，检查人：{inspection.InspectorName}。",
            Link = $"/oversight/inspections/{inspection.Id}",
            FoundOn = operation.Today,
            OwnerStaffId = owner?.Id ?? Guid.Empty,
            OwnerName = owner?.Name ?? "",
            DueOn = draft.DueOn ?? OversightDeadlines.DueOf(draft.Severity, operation.Today, days),
            DueByHand = draft.DueOn is not null,
        };
    }

    private FindingEvent Event(Finding finding, FindingAct act, string note) => new()
    {
        SiteId = finding.SiteId,
        FindingId = finding.Id,
        Act = act,
        At = operation.Now,
        ByName = operation.Actor.Name,
        Note = Text.Cut(note, 500),
    };
}
