using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Cases;

/// <summary>Cases of the scope, the newest first: numbers, types, states and days, no names. A case against the caller is not among them. Five statements.</summary>
[Requires(EnforcementPermissions.View)]
[Endpoint(Verb.Get, "enforcement/cases", "案件列表：编号、类型、状态、期限，不含姓名")]
[Clauses("P1-OFFICE-11b", "P2-OFFICE-07b", "P3-ENFRESP-02")]
internal sealed record ListCases(PageRequest Page, int? SiteId = null, CaseState? State = null, CaseKind? Kind = null, int? Year = null, bool? Open = null) : IQuery<Page<CaseRow>>;

/// <param name="Mine">The caller may open it.</param>
/// <param name="Due">The next limit of the office that runs; empty: none.</param>
internal sealed record CaseRow(
    Guid Id, int SiteId, string SiteName, string Number, CaseKind Kind, PartyKind PartyKind, CaseState State, DateOnly RegisteredOn, DateOnly? FiledOn, DateOnly? EndedOn, string Due, bool Overdue,
    string Officers, bool Mine);

/// <summary>
/// Opens a case with all its names and papers, for its handlers and the director; the look stands in the trail. Refuses NOT_FOUND (for the accused too) and NOT_HANDLER, both in the
/// trail.
/// </summary>
[Label("打开案件")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/file", "打开案卷：程序步骤、当事人、笔录、证据、期限；留下查看记录")]
[Clauses("P3-ENFRESP-03", "P3-ENFPROC-04", "P3-ENFPROC-03a")]
internal sealed record LookAtCase(int SiteId, Guid Id) : ICommand<CaseDetail>, ISiteRequest, IIdempotent, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

/// <param name="Power">The township may decide such cases itself.</param>
internal sealed record CaseDetail(
    EnforcementCase Case, string SiteName, IReadOnlyList<StepLine> Steps, IReadOnlyList<OfficerRow> Officers, IReadOnlyList<EvidenceRow> Evidence, IReadOnlyList<InquiryRecord> Inquiries,
    IReadOnlyList<CaseCondition> Conditions, IReadOnlyList<CaseDue> Dues, IReadOnlyList<CasePaper> Papers, bool Power);

/// <param name="Certificate">Valid today; empty: none.</param>
internal sealed record OfficerRow(Guid StaffId, string Name, string Certificate, DateOnly From, DateOnly? RecusedOn, string Reason);

internal sealed record EvidenceRow(CaseEvidence Evidence, IReadOnlyList<CustodyMove> Custody);

internal sealed record CaseDue(string Name, string Due, DeadlineState State, bool Overdue);

internal sealed record CasePaper(string Name, DateOnly? On, bool Present, string Note);

/// <summary>The site of a case whose page is opened by its address. Refuses NOT_FOUND, for the accused too. One statement.</summary>
[Requires(EnforcementPermissions.Handle)]
internal sealed record FindCaseSite(Guid Id) : IQuery<int>;

internal sealed class GetCasesHandlers(EnforcementDbContext db, CaseDesk desk, CaseReader reader, IMediator mediator, Operation operation)
    : IRequestHandler<ListCases, Page<CaseRow>>, IRequestHandler<LookAtCase, CaseDetail>, IRequestHandler<FindCaseSite, int>
{
    private static readonly HashSet<string> Own = [CaseDesk.Decision, CaseDesk.Service];

    public async Task<Page<CaseRow>> Handle(ListCases request, CancellationToken cancellationToken)
    {
        var actor = operation.Actor;
        var rows = db.Set<EnforcementCase>().AsNoTracking();
        rows = actor.StaffId != Guid.Empty ? rows.Where(c => c.PartyStaffId != actor.StaffId) : rows;
        rows = request.SiteId is { } site ? rows.Where(c => c.SiteId == site) : rows;
        rows = request.State is { } state ? rows.Where(c => c.State == state) : rows;
        rows = request.Kind is { } kind ? rows.Where(c => c.Kind == kind) : rows;
        rows = request.Year is { } year ? rows.Where(c => c.Year == year) : rows;
        rows = request.Open switch
        {
            true => rows.Where(c => c.State != CaseState.Closed && c.State != CaseState.HandedOver && c.State != CaseState.Dropped),
            false => rows.Where(c => c.State == CaseState.Closed || c.State == CaseState.HandedOver || c.State == CaseState.Dropped),
            _ => rows,
        };
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(c => c.Year).ThenByDescending(c => c.RegisteredOn).ThenByDescending(c => c.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var ids = page.Select(c => c.Id).ToList();
        var officers = (await db.Set<CaseOfficer>().AsNoTracking().Where(o => EF.Parameter(ids).Contains(o.CaseId) && o.RecusedOn == null).OrderBy(o => o.Id).ToListAsync(cancellationToken)).ToLookup(o => o.CaseId);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(c => c.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var dues = (await mediator.Send(new GetDeadlines([.. ids.Select(EnforcementCase.RefOf)]), cancellationToken))
            .Where(d => d.State == DeadlineState.Open && Own.Contains(d.RuleCode)).ToLookup(d => d.RecordRef);
        return new Page<CaseRow>([.. page.Select(Row)], total);

        CaseRow Row(EnforcementCase c)
        {
            var due = dues[EnforcementCase.RefOf(c.Id)].MinBy(d => d.Due);
            var own = officers[c.Id].ToList();
            var mine = actor.May(EnforcementPermissions.Direct) || (actor.May(EnforcementPermissions.Handle)
                && ((c.State == CaseState.Lead && c.RegisteredBy == actor.AccountId) || (actor.StaffId != Guid.Empty && own.Exists(o => o.StaffId == actor.StaffId))));
            return new CaseRow(
                c.Id, c.SiteId, names.GetValueOrDefault(c.SiteId, ""), c.NumberText, c.Kind, c.PartyKind, c.State, c.RegisteredOn, c.FiledOn, c.ClosedOn ?? c.HandedOverOn ?? c.DroppedOn,
                due?.DueText ?? "", due is not null && due.Due < operation.Today, string.Join("、", own.Select(o => o.Name)), mine);
        }
    }

    public async Task<CaseDetail> Handle(LookAtCase request, CancellationToken cancellationToken) =>
        await reader.ReadAsync(await desk.OpenAsync(request.SiteId, request.Id, null, cancellationToken), cancellationToken);

    public async Task<int> Handle(FindCaseSite request, CancellationToken cancellationToken) =>
        await db.Set<EnforcementCase>().Where(c => c.Id == request.Id && (operation.Actor.StaffId == Guid.Empty || c.PartyStaffId != operation.Actor.StaffId)).Select(c => (int?)c.SiteId).FirstOrDefaultAsync(cancellationToken) ?? throw Refusals.NotFound();
}
