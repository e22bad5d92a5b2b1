using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Cases;

/// <summary>
/// The director assigns officers, who all hold certificates that are valid today; together with those already there at least two. Refuses MIN_TWO_OFFICERS, NO_CERTIFICATE,
/// ACCUSED_IS_HANDLER and RECUSED (in the trail), NOT_FOUND, WRONG_STATE.
/// </summary>
[Label("指派办案人员")]
[Requires(EnforcementPermissions.Direct)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/officers", "指派办案人员，至少两名，均持有效执法证")]
[Clauses("P3-ENFPROC-03a")]
internal sealed record AssignOfficers(int SiteId, Guid Id, IReadOnlyList<Guid> StaffIds, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class AssignOfficersValidator : AbstractValidator<AssignOfficers>
{
    public AssignOfficersValidator() => RuleFor(r => r.StaffIds).NotEmpty().WithMessage("请选择办案人员。").Must(s => s is null || s.Count <= 10).WithMessage("最多 10 名。");
}

/// <summary>An officer withdraws from a case: by own wish or on request, the director decides. Refuses NOT_FOUND.</summary>
[Label("决定办案人员回避")]
[Requires(EnforcementPermissions.Direct)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/recusals", "决定一名办案人员回避，写明原因")]
[Clauses("P3-ENFRESP-03")]
internal sealed record RecuseOfficer(int SiteId, Guid Id, Guid StaffId, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class RecuseOfficerValidator : AbstractValidator<RecuseOfficer>
{
    public RecuseOfficerValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明原因，2 至 200 个字。");
}

/// <summary>People of the township who can be chosen for a case, with today's certificate. Three statements.</summary>
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Get, "enforcement/sites/{siteId}/staff", "本乡镇人员及其有效行政执法证，供指派选择")]
[Clauses("P3-ENFPROC-03a")]
internal sealed record GetCaseStaff(int SiteId) : IQuery<IReadOnlyList<CaseStaffRow>>, ISiteRequest;

/// <param name="Certificate">Number; empty: holds none that is valid today.</param>
internal sealed record CaseStaffRow(Guid Id, string Name, string Post, string Certificate);

internal sealed class CaseOfficerHandlers(EnforcementDbContext db, CaseDesk desk, IMediator mediator, Operation operation)
    : IRequestHandler<AssignOfficers, Unit>, IRequestHandler<RecuseOfficer, Unit>, IRequestHandler<GetCaseStaff, IReadOnlyList<CaseStaffRow>>
{
    public async Task<Unit> Handle(AssignOfficers request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (row.State is not (CaseState.Lead or CaseState.Filed or CaseState.Noticed))
        {
            throw CaseProcedure.Refuse(new StepBlock("WRONG_STATE", "案件已有结果，不能再指派办案人员。"));
        }

        var known = await db.Set<CaseOfficer>().Where(o => o.CaseId == row.Id).ToListAsync(cancellationToken);
        var wanted = request.StaffIds.Distinct().Except(known.Where(o => o.RecusedOn is null).Select(o => o.StaffId)).ToList();
        if (row.PartyStaffId != Guid.Empty && wanted.Contains(row.PartyStaffId))
        {
            throw CaseProcedure.Refuse(new StepBlock("ACCUSED_IS_HANDLER", "被举报、被调查的人员不得办理本案，也不得知悉案情。请另行指派。", InTrail: true));
        }

        if (known.Find(o => wanted.Contains(o.StaffId)) is { } recused)
        {
            throw CaseProcedure.Refuse(new StepBlock("RECUSED", $"{recused.Name}已于 {recused.RecusedOn:yyyy-MM-dd} 回避，不能再办理本案。请另行指派。", InTrail: true));
        }

        var people = (await mediator.Send(new GetPeople(wanted), cancellationToken)).Where(p => p.SiteId == row.SiteId && p.Active).ToDictionary(p => p.Id);
        if (wanted.Exists(w => !people.ContainsKey(w)))
        {
            throw Refusals.NotFound("所选的人员");
        }

        var certified = await desk.CertificatesAsync(wanted, operation.Today, cancellationToken);
        if (wanted.FirstOrDefault(w => !certified.ContainsKey(w)) is var without && without != Guid.Empty)
        {
            throw CaseProcedure.Refuse(new StepBlock("NO_CERTIFICATE", $"{people[without].Name}没有今天有效的行政执法证，不能办案。请在“资格证书”中登记，或另行指派。"));
        }

        var before = await desk.CertificatesAsync([.. known.Where(o => o.RecusedOn is null).Select(o => o.StaffId)], operation.Today, cancellationToken);
        if (before.Count + wanted.Count < CaseProcedure.MinOfficers)
        {
            throw CaseProcedure.Refuse(new StepBlock("MIN_TWO_OFFICERS", "办案人员不得少于两名，均须持有效行政执法证。请一次选够，或者移送上级。"));
        }

        db.AddRange(wanted.Select(w => new CaseOfficer { SiteId = row.SiteId, CaseId = row.Id, StaffId = w, Name = people[w].Name, From = operation.Today }));
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(RecuseOfficer request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var officer = await db.Set<CaseOfficer>().FirstOrDefaultAsync(o => o.CaseId == row.Id && o.StaffId == request.StaffId && o.RecusedOn == null, cancellationToken)
            ?? throw Refusals.NotFound("这名办案人员");
        (officer.RecusedOn, officer.RecusalReason) = (operation.Today, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<IReadOnlyList<CaseStaffRow>> Handle(GetCaseStaff request, CancellationToken cancellationToken)
    {
        var people = await mediator.Send(new GetStaff([request.SiteId]), cancellationToken);
        var certified = await desk.CertificatesAsync([.. people.Select(p => p.Id)], operation.Today, cancellationToken);
        return [.. people.Select(p => new CaseStaffRow(p.Id, p.Name, p.Post, certified.GetValueOrDefault(p.Id, "")))];
    }
}
