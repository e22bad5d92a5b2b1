using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement;

/// <summary>
/// Opens a case for those who may: its own handlers and the director, never the accused. Refuses NOT_FOUND (for the accused too, and then in the trail), NOT_HANDLER,
/// CHANGED_MEANWHILE.
/// </summary>
internal sealed class CaseDesk(EnforcementDbContext db, IMediator mediator, Operation operation)
{
    public const string Decision = "penalty.decision.90d";
    public const string Service = "penalty.service.7wd";
    public const string Hearing = "hearing.request.5wd";
    public const string Held = "penalty.evidence.7wd";
    public const string Reconsideration = "reconsideration.apply.60d";
    public const string Litigation = "litigation.6m";

    public async Task<EnforcementCase> OpenAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var found = await db.Set<EnforcementCase>().FirstOrDefaultAsync(c => c.Id == id && c.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这个案件");
        await AdmitAsync(found, cancellationToken);
        Refusals.CheckVersion(version, found.Version);

        return found;
    }

    /// <summary>One statement at most.</summary>
    public async Task AdmitAsync(EnforcementCase c, CancellationToken cancellationToken)
    {
        var actor = operation.Actor;
        if (actor.StaffId != Guid.Empty && actor.StaffId == c.PartyStaffId)
        {
            throw Refusals.NotFound("这个案件", inTrail: true);
        }

        if (!actor.May(EnforcementPermissions.Direct) && !(c.State == CaseState.Lead && c.RegisteredBy == actor.AccountId)
            && !(actor.StaffId != Guid.Empty && await db.Set<CaseOfficer>().AnyAsync(o => o.CaseId == c.Id && o.StaffId == actor.StaffId && o.RecusedOn == null, cancellationToken)))
        {
            throw new RefusalException("NOT_HANDLER", "案件的姓名和材料只有本案经办人员和负责人能看。需要参与办理的，请由负责人指派。", RefusalKind.Forbidden) { InTrail = true };
        }
    }

    /// <summary>What the records say on the day of a step. Eight statements at most.</summary>
    public async Task<CaseMaterial> MaterialAsync(EnforcementCase c, DateOnly day, CancellationToken cancellationToken)
    {
        var officers = await db.Set<CaseOfficer>().AsNoTracking().Where(o => o.CaseId == c.Id).ToListAsync(cancellationToken);
        var handlers = officers.Where(o => o.RecusedOn is null).Select(o => o.StaffId).ToHashSet();
        var evidence = await db.Set<CaseEvidence>().AsNoTracking().Where(e => e.CaseId == c.Id)
            .Select(e => new { e.State, Held = e.HeldSince != null && e.HeldUntil == null }).ToListAsync(cancellationToken);
        var dues = await DuesAsync(c, cancellationToken);
        return new CaseMaterial(
            operation.Today, handlers, [.. officers.Select(o => o.StaffId)], (await CertificatesAsync(handlers, day, cancellationToken)).Count,
            await db.Set<InquiryRecord>().CountAsync(r => r.CaseId == c.Id, cancellationToken), evidence.Count(e => e.State == EvidenceState.Admitted), evidence.Count(e => e.Held),
            await PowerAsync(c.SiteId, c.Kind, operation.Today, cancellationToken) is not null, Due(Hearing), Due(Reconsideration), Due(Litigation),
            await db.Set<CaseCondition>().Where(t => t.CaseId == c.Id).Select(t => t.Condition).ToListAsync(cancellationToken));

        DateOnly? Due(string rule) => dues.TryGetValue(rule, out var row) ? row.Due : null;
    }

    /// <summary>The newest deadline of each rule that runs or ran for the case.</summary>
    public async Task<Dictionary<string, DeadlineRow>> DuesAsync(EnforcementCase c, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetDeadlines([EnforcementCase.RefOf(c.Id)]), cancellationToken)).GroupBy(d => d.RuleCode).ToDictionary(g => g.Key, g => g.Last());

    /// <summary>Who of these holds a certificate of enforcement that is valid on the day, with its number.</summary>
    public async Task<Dictionary<Guid, string>> CertificatesAsync(IReadOnlyCollection<Guid> staff, DateOnly day, CancellationToken cancellationToken) =>
        staff.Count == 0
            ? []
            : (await mediator.Send(new GetQualifications([.. staff], QualificationKind.EnforcementOfficer, day), cancellationToken)).GroupBy(q => q.StaffId).ToDictionary(g => g.Key, g => g.First().Number);

    /// <summary>The grant that gives this office the matter on a day and still holds by the register; null: none.</summary>
    public async Task<GrantedPower?> PowerAsync(int siteId, CaseKind kind, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await db.Set<GrantedPower>().AsNoTracking().Where(p => p.SiteId == siteId && p.Kind == kind && p.From <= day && p.To >= day).OrderBy(p => p.From).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return null;
        }

        var answers = await mediator.Send(new CheckLegalBases([.. rows.Select(p => new BasisQuestion(p.Basis, ActKind.Penalty, siteId, day, DivisionLevels.Township))]), cancellationToken);
        return rows.Where((_, i) => answers[i].Allowed).LastOrDefault();
    }

    /// <summary>The basis has to hold on the day of the conduct and today (行政处罚法 37). Refuses with the codes of the register, BASIS_REPEALED and OUT_OF_TERRITORY among them.</summary>
    public async Task<BasisShown> BasisAsync(EnforcementCase c, string? basis, CancellationToken cancellationToken)
    {
        var act = CaseWords.ActOf(c.Kind);
        await mediator.Send(new RequireLegalBasis(new BasisQuestion(basis, act, c.SiteId, c.FactOn)), cancellationToken);
        return (await mediator.Send(new RequireLegalBasis(new BasisQuestion(basis, act, c.SiteId, operation.Today)), cancellationToken))!;
    }

    public async Task<StaffRow> PersonAsync(int siteId, Guid staffId, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetPeople([staffId]), cancellationToken)).FirstOrDefault(p => p.SiteId == siteId && p.Active) ?? throw Refusals.NotFound("这名人员");

    public Task TrackAsync(EnforcementCase c, DateOnly start, CancellationToken cancellationToken, params (string Rule, string Title)[] limits) =>
        mediator.Send(new TrackDeadlines([.. limits.Select(l => new DeadlineDraft(c.SiteId, EnforcementCase.RefOf(c.Id), l.Rule, start, $"案件{c.NumberText}：{l.Title}", EnforcementLinks.Case(c.Id)))]), cancellationToken);

    public Task SettleAsync(EnforcementCase c, CancellationToken cancellationToken, string? rule = null, bool withdrawn = false) =>
        mediator.Send(new SettleDeadlines([EnforcementCase.RefOf(c.Id)], operation.Today, withdrawn, rule), cancellationToken);
}
