using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;

namespace Platform.Enforcement.Contributions;

/// <summary>Late or weak cases: by number, never by name. Ten statements whatever the number of sites.</summary>
internal sealed class CaseAudits(EnforcementDbContext db, IMediator mediator, IWorkingDays calendar) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi, until) = (notification.SiteIds[0], notification.SiteIds[^1], notification.Until);
        var back = calendar.Back(until, EnforcementCodes.ServiceWorkingDays);
        var running = await db.Set<EnforcementCase>().AsNoTracking()
            .Where(c => c.SiteId >= lo && c.SiteId <= hi && c.FiledOn != null && c.FiledOn <= until
                && (c.State == CaseState.Filed || c.State == CaseState.Noticed || c.State == CaseState.Decided || (c.State == CaseState.HandedOver && c.HandOverReceiptOn == null && c.HandedOverOn <= until)))
            .OrderBy(c => c.Id)
            .Select(c => new { c.Id, c.SiteId, c.Year, c.Number, c.State, c.Kind, c.FiledOn, c.DecidedOn, c.HandedOverOn, c.Basis }).ToListAsync(cancellationToken);
        var held = await (from evidence in db.Set<CaseEvidence>().AsNoTracking()
                          join c in db.Set<EnforcementCase>() on evidence.CaseId equals c.Id
                          where evidence.SiteId >= lo && evidence.SiteId <= hi && evidence.HeldSince != null && evidence.HeldSince <= until
                              && (evidence.HeldUntil == null || evidence.HeldUntil > until) && c.State != CaseState.HandedOver && c.State != CaseState.Dropped
                          orderby evidence.Id
                          select new { evidence.Id, evidence.SiteId, evidence.CaseId, evidence.Number, evidence.HeldSince, c.Year, Case = c.Number }).ToListAsync(cancellationToken);
        var open = running.Where(c => c.State is CaseState.Filed or CaseState.Noticed).ToList();
        var lapsed = await LapsedAsync([.. open.Select(c => (c.Id, c.SiteId, c.Kind, c.Basis))], until, cancellationToken);
        var certified = await CertifiedAsync(lo, hi, until, cancellationToken);
        var (cases, evidences) = (running.ToLookup(c => c.SiteId), held.ToLookup(e => e.SiteId));
        foreach (var site in notification.SiteIds)
        {
            var own = cases[site].ToList();
            var openHere = own.Where(c => c.State is CaseState.Filed or CaseState.Noticed).ToList();
            notification.Answer(
            [
                Check(EnforcementCodes.DecisionLate, openHere.Where(c => !CaseWords.IsOfOfficials(c.Kind)), c => c.FiledOn!.Value.AddDays(EnforcementCodes.DecisionDays) < until, FindingSeverity.Major, c => c.Id,
                    c => $"案件{EnforcementCase.TextOf(c.Year, c.Number)}超过九十日", c => $"{c.FiledOn:yyyy-MM-dd} 立案，没有决定也没有移送。请尽快决定或移送。"),
                Check(EnforcementCodes.ServiceLate, own.Where(c => c.State == CaseState.Decided), c => c.DecidedOn < back, FindingSeverity.Major, c => c.Id,
                    c => $"案件{EnforcementCase.TextOf(c.Year, c.Number)}决定书没有送达", c => $"{c.DecidedOn:yyyy-MM-dd} 作出决定，超过七个工作日。请送达并登记回证。"),
                Check(EnforcementCodes.ReceiptMissing, own.Where(c => c.State == CaseState.HandedOver), c => c.HandedOverOn!.Value.AddDays(EnforcementCodes.ReceiptDays) < until, FindingSeverity.Minor, c => c.Id,
                    c => $"案件{EnforcementCase.TextOf(c.Year, c.Number)}移送没有回执", c => $"{c.HandedOverOn:yyyy-MM-dd} 移送，请向接收机关取得回执。"),
                Check(EnforcementCodes.BasisLapsed, openHere, c => lapsed.ContainsKey(c.Id), FindingSeverity.Serious, c => c.Id,
                    c => $"案件{EnforcementCase.TextOf(c.Year, c.Number)}的依据不能再用", c => lapsed[c.Id]),
                Check(EnforcementCodes.OfficersMissing, openHere, c => certified.GetValueOrDefault(c.Id) < CaseProcedure.MinOfficers, FindingSeverity.Major, c => c.Id,
                    c => $"案件{EnforcementCase.TextOf(c.Year, c.Number)}不足两名持证人员", _ => "请补派持有效执法证的人员，或者移送。"),
                new AuditContribution(EnforcementCodes.HeldLate, site, evidences[site].Count(),
                [
                    .. evidences[site].Where(e => e.HeldSince < back).Select(e => new FindingDraft(
                        e.Id.ToString("N"), FindingSeverity.Major, $"案件{EnforcementCase.TextOf(e.Year, e.Case)}证据 {e.Number} 保存超期",
                        $"{e.HeldSince:yyyy-MM-dd} 先行登记保存，超过七个工作日没有处理。", EnforcementLinks.Case(e.CaseId))),
                ]),
            ]);

            AuditContribution Check<T>(string code, IEnumerable<T> rows, Func<T, bool> faulty, FindingSeverity severity, Func<T, Guid> id, Func<T, string> title, Func<T, string> detail)
            {
                var all = rows.ToList();
                return new AuditContribution(code, site, all.Count, [.. all.Where(faulty).Select(r => new FindingDraft(id(r).ToString("N"), severity, title(r), detail(r), EnforcementLinks.Case(id(r))))]);
            }
        }
    }

    private async Task<Dictionary<Guid, string>> LapsedAsync(IReadOnlyList<(Guid Id, int SiteId, CaseKind Kind, string Basis)> open, DateOnly day, CancellationToken cancellationToken)
    {
        if (open.Count == 0)
        {
            return [];
        }

        var answers = await mediator.Send(new CheckLegalBases([.. open.Select(c => new BasisQuestion(c.Basis, CaseWords.ActOf(c.Kind), c.SiteId, day))]), cancellationToken);
        return open.Zip(answers).Where(p => !p.Second.Allowed).ToDictionary(p => p.First.Id, p => p.Second.Reason.Length > 300 ? p.Second.Reason[..300] : p.Second.Reason);
    }

    private async Task<Dictionary<Guid, int>> CertifiedAsync(int lo, int hi, DateOnly day, CancellationToken cancellationToken)
    {
        var officers = await (from officer in db.Set<CaseOfficer>().AsNoTracking()
                              join c in db.Set<EnforcementCase>() on officer.CaseId equals c.Id
                              where officer.SiteId >= lo && officer.SiteId <= hi && officer.RecusedOn == null && (c.State == CaseState.Filed || c.State == CaseState.Noticed)
                              select new { officer.CaseId, officer.StaffId }).ToListAsync(cancellationToken);
        if (officers.Count == 0)
        {
            return [];
        }

        var valid = (await mediator.Send(new GetQualifications([.. officers.Select(o => o.StaffId).Distinct()], QualificationKind.EnforcementOfficer, day), cancellationToken)).Select(q => q.StaffId).ToHashSet();
        return officers.Where(o => valid.Contains(o.StaffId)).GroupBy(o => o.CaseId).ToDictionary(g => g.Key, g => g.Count());
    }
}

/// <summary>Running cases and what falls due until the end of the next month. One statement.</summary>
internal sealed class CaseAgenda(EnforcementDbContext db) : INotificationHandler<MeetingConvening>
{
    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var (lo, hi) = (notification.SiteIds[0], notification.SiteIds[^1]);
        var filedBefore = YearMonth.Of(notification.Period).AddMonths(1).LastDay.AddDays(-EnforcementCodes.DecisionDays);
        var wanted = notification.SiteIds.ToHashSet();
        var rows = await db.Set<EnforcementCase>()
            .Where(c => c.SiteId >= lo && c.SiteId <= hi && (c.State == CaseState.Lead || c.State == CaseState.Filed || c.State == CaseState.Noticed || c.State == CaseState.Decided))
            .GroupBy(c => c.SiteId)
            .Select(g => new
            {
                g.Key,
                Open = g.Count(),
                Leads = g.Sum(c => c.State == CaseState.Lead ? 1 : 0),
                Due = g.Sum(c => (c.State == CaseState.Filed || c.State == CaseState.Noticed) && c.FiledOn <= filedBefore ? 1 : 0),
                Unserved = g.Sum(c => c.State == CaseState.Decided ? 1 : 0),
            })
            .OrderBy(g => g.Key).ToListAsync(cancellationToken);
        notification.Answer(rows.Where(r => wanted.Contains(r.Key)).Select(r => new AgendaContribution(
            r.Key, $"在办案件 {r.Open} 件", $"待立案线索 {r.Leads} 件，下月底前满九十日 {r.Due} 件，待送达 {r.Unserved} 件。请落实办案人员、决定或移送。", EnforcementLinks.Cases)));
    }
}

/// <summary>What the office did in time and with complete papers; never how many cases there were. One statement.</summary>
internal sealed class CaseIndicators(EnforcementDbContext db) : INotificationHandler<AppraisalRequested>
{
    public async Task Handle(AppraisalRequested notification, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(notification.Period);
        var (lo, hi, first, last, before) = (notification.SiteIds[0], notification.SiteIds[^1], month.FirstDay, month.LastDay, month.AddMonths(-1).FirstDay);
        var rows = (await db.Set<EnforcementCase>().AsNoTracking()
            .Where(c => c.SiteId >= lo && c.SiteId <= hi
                && ((c.DecidedOn >= first && c.DecidedOn <= last) || (c.HandedOverOn >= before && c.HandedOverOn <= last) || (c.ClosedOn >= before && c.ClosedOn < first)))
            .Select(c => new { c.SiteId, c.FiledOn, c.DecidedOn, c.HandedOverOn, c.HandOverReceiptOn, c.ClosedOn }).ToListAsync(cancellationToken)).ToLookup(c => c.SiteId);
        foreach (var site in notification.SiteIds)
        {
            var done = rows[site].Select(c => (c.FiledOn, Day: c.DecidedOn ?? c.HandedOverOn)).Where(c => c.FiledOn is not null && c.Day >= first && c.Day <= last).ToList();
            var ended = rows[site].Where(c => (c.HandedOverOn >= before && c.HandedOverOn < first) || (c.ClosedOn >= before && c.ClosedOn < first)).ToList();
            notification.Answer(
            [
                new IndicatorContribution(
                    EnforcementCodes.EndedInTime, site, Guid.Empty, done.Count(c => c.Day <= c.FiledOn!.Value.AddDays(EnforcementCodes.DecisionDays)), done.Count, EnforcementLinks.Cases),
                new IndicatorContribution(EnforcementCodes.FilesComplete, site, Guid.Empty, ended.Count(c => c.ClosedOn is not null || c.HandOverReceiptOn <= last), ended.Count, EnforcementLinks.Cases),
            ]);
        }
    }
}
