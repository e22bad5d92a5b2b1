using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Features.YearEnd;

/// <summary>What a person got: grade, honour, and why.</summary>
internal sealed record YearResultDraft(Guid StaffId, YearGrade Grade, string? Award = null, string? Note = null);

/// <summary>
/// Writes the proposal of a year-end appraisal: publicists (P3-WORKRULES-04), posts (P4-DIRECTOR-10) or the population school (P3-SCHOOLDUTY-06b). One of a kind
/// a year and township. Awards are honours; no money is given or taken.
/// </summary>
[Requires(OversightPermissions.ProposeYearEnd)]
[Endpoint(Verb.Post, "oversight/year-end", "起草年终评比名单")]
[Clauses("P3-WORKRULES-04", "P3-SCHOOLDUTY-06b", "P4-DIRECTOR-10")]
internal sealed record SaveYearAppraisal(int SiteId, int Year, YearAppraisalKind Kind, string Summary, IReadOnlyList<YearResultDraft> Rows) : ICommand<Guid>, ISiteRequest;

internal sealed class SaveYearAppraisalValidator : AbstractValidator<SaveYearAppraisal>
{
    public SaveYearAppraisalValidator()
    {
        RuleFor(r => r.Year).InclusiveBetween(2000, 2100).WithMessage("年度不对");
        RuleFor(r => r.Summary).MaximumLength(4000).WithMessage("总结最多 4000 字").Custom(Check);
        RuleFor(r => r.Rows).Must(r => r is { Count: >= 1 and <= 500 }).WithMessage("请至少选择一人")
            .Must(r => r is null || r.DistinctBy(x => x.StaffId).Count() == r.Count).WithMessage("同一人只能列一次");
        RuleForEach(r => r.Rows).Must(r => (r.Award?.Length ?? 0) <= 100 && (r.Note?.Length ?? 0) <= 500).WithMessage("表彰最多 100 字，事迹最多 500 字")
            .Must(r => LetterRules.FaultOf(r.Note) is null && LetterRules.FaultOf(r.Award) is null).WithMessage("事迹只写工作，不写出生、手术、收费等数量");
    }

    private static void Check(string? text, ValidationContext<SaveYearAppraisal> context)
    {
        if (LetterRules.FaultOf(text) is { } fault)
        {
            context.AddFailure(fault);
        }
    }
}

/// <summary>Hands the proposal to somebody else for approval.</summary>
[Requires(OversightPermissions.ProposeYearEnd)]
[Endpoint(Verb.Post, "oversight/year-end/{id}/propose", "提交年终评比名单审批")]
internal sealed record ProposeYearAppraisal(int SiteId, Guid Id, Guid Version) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"year-end:{Id}";
}

/// <summary>Approves somebody else's proposal, or sends it back. Approved, it fulfils the year's duty.</summary>
[Requires(OversightPermissions.ApproveYearEnd)]
[Endpoint(Verb.Post, "oversight/year-end/{id}/decide", "审批年终评比名单")]
[Clauses("P3-WORKRULES-04", "P3-SCHOOLDUTY-06b")]
internal sealed record DecideYearAppraisal(int SiteId, Guid Id, Guid Version, bool Approve, string? ReturnReason = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"year-end:{Id}";
}

internal sealed class DecideYearAppraisalValidator : AbstractValidator<DecideYearAppraisal>
{
    public DecideYearAppraisalValidator() => RuleFor(r => r.ReturnReason).NotEmpty().When(r => !r.Approve).WithMessage("请写明退回原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class YearEndHandlers(OversightDbContext db, IMediator mediator, Operation operation) :
    IRequestHandler<SaveYearAppraisal, Guid>, IRequestHandler<ProposeYearAppraisal, Unit>, IRequestHandler<DecideYearAppraisal, Unit>
{
    public async Task<Guid> Handle(SaveYearAppraisal request, CancellationToken cancellationToken)
    {
        var appraisal = await db.Set<YearAppraisal>().FirstOrDefaultAsync(a => a.SiteId == request.SiteId && a.Year == request.Year && a.Kind == request.Kind, cancellationToken);
        if (appraisal is { State: not YearAppraisalState.Draft })
        {
            throw new RefusalException("NOT_A_DRAFT", $"{request.Year}年的{LetterRules.Text(request.Kind)}已提交，不能再修改。", RefusalKind.Conflict);
        }

        if (appraisal is null)
        {
            appraisal = new YearAppraisal { SiteId = request.SiteId, Year = request.Year, Kind = request.Kind };
            db.Add(appraisal);
        }

        var people = (await mediator.Send(new GetPeople([.. request.Rows.Select(r => r.StaffId)]), cancellationToken)).Where(p => p.SiteId == request.SiteId).ToDictionary(p => p.Id);
        if (request.Rows.Any(r => !people.ContainsKey(r.StaffId)))
        {
            throw new RefusalException("UNKNOWN_PERSON", "名单中有不是本单位的人员，请从列表中选择。", RefusalKind.Invalid, [new(nameof(request.Rows), "请选择本单位人员")]);
        }

        (appraisal.Summary, appraisal.ProposedById, appraisal.ProposedBy, appraisal.ReturnReason) = (request.Summary?.Trim() ?? "", operation.Actor.AccountId, operation.Actor.Name, "");
        await db.Set<YearAppraisalRow>().Where(r => r.AppraisalId == appraisal.Id).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(request.Rows.Select(r => new YearAppraisalRow
        {
            SiteId = request.SiteId,
            AppraisalId = appraisal.Id,
            StaffId = r.StaffId,
            Name = people[r.StaffId].Name,
            PostName = people[r.StaffId].Post,
            Grade = r.Grade,
            Award = r.Award?.Trim() ?? "",
            Note = r.Note?.Trim() ?? "",
        }));
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"起草{request.Year}年{LetterRules.Text(request.Kind)}，{request.Rows.Count} 人");
        return appraisal.Id;
    }

    public async Task<Unit> Handle(ProposeYearAppraisal request, CancellationToken cancellationToken)
    {
        var appraisal = await FindAsync(request.SiteId, request.Id, request.Version, YearAppraisalState.Draft, cancellationToken);
        (appraisal.State, appraisal.ProposedById, appraisal.ProposedBy) = (YearAppraisalState.Proposed, operation.Actor.AccountId, operation.Actor.Name);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"提交{appraisal.Year}年{LetterRules.Text(appraisal.Kind)}");
        return Unit.Value;
    }

    public async Task<Unit> Handle(DecideYearAppraisal request, CancellationToken cancellationToken)
    {
        var appraisal = await FindAsync(request.SiteId, request.Id, request.Version, YearAppraisalState.Proposed, cancellationToken);
        if (request.Approve && appraisal.ProposedById == operation.Actor.AccountId)
        {
            throw new RefusalException("OWN_PROPOSAL", "自己提出的名单要由另一人审批。", RefusalKind.Refused);
        }

        if (!request.Approve)
        {
            (appraisal.State, appraisal.ReturnReason) = (YearAppraisalState.Draft, request.ReturnReason!.Trim());
            await db.SaveChangesAsync(cancellationToken);
            operation.Note($"退回{appraisal.Year}年{LetterRules.Text(appraisal.Kind)}");
            return Unit.Value;
        }

        (appraisal.State, appraisal.ApprovedBy, appraisal.ApprovedOn) = (YearAppraisalState.Approved, operation.Actor.Name, operation.Today);
        await db.SaveChangesAsync(cancellationToken);
        if (DutyOf(appraisal.Kind) is { } duty)
        {
            await mediator.Publish(new DutiesFulfilled(
                [new(duty, appraisal.SiteId, Guid.Empty, new DateOnly(appraisal.Year, 1, 1), appraisal.Id.ToString(), operation.Today, operation.Today)]), cancellationToken);
        }

        operation.Note($"审批同意{appraisal.Year}年{LetterRules.Text(appraisal.Kind)}");
        return Unit.Value;
    }

    private static string? DutyOf(YearAppraisalKind kind) => kind switch
    {
        YearAppraisalKind.Publicists => OversightDuties.PublicistAppraisal,
        YearAppraisalKind.School => OversightDuties.SchoolSummary,
        _ => null,
    };

    private async Task<YearAppraisal> FindAsync(int siteId, Guid id, Guid version, YearAppraisalState state, CancellationToken cancellationToken)
    {
        var appraisal = await db.Set<YearAppraisal>().FirstOrDefaultAsync(a => a.Id == id && a.SiteId == siteId, cancellationToken)
            ?? throw Refusals.NotFound("这份评比");
        return appraisal.State == state && appraisal.Version == version
            ? appraisal
            : throw Refusals.ChangedMeanwhile("这份评比");
    }
}

/// <summary>One page of the year-end appraisals of the scope. Three statements.</summary>
[Requires(OversightPermissions.ViewResults)]
[Endpoint(Verb.Get, "oversight/year-end", "查询年终评比")]
[Clauses("P3-WORKRULES-04", "P3-SCHOOLDUTY-06b")]
internal sealed record ListYearAppraisals(PageRequest Page, int? Year = null, YearAppraisalKind? Kind = null, int? SiteId = null) : IQuery<Page<YearAppraisalListRow>>;

internal sealed record YearAppraisalListRow(
    Guid Id, int SiteId, string SiteName, int Year, YearAppraisalKind Kind, YearAppraisalState State, int People, int Awarded, string ProposedBy, string ApprovedBy, DateOnly? ApprovedOn);

/// <summary>A year-end appraisal with its results, the best first. Three statements.</summary>
[Requires(OversightPermissions.ViewResults)]
[Endpoint(Verb.Get, "oversight/year-end/{id}", "查看年终评比结果和表彰名单")]
[Clauses("P3-WORKRULES-04", "P3-SCHOOLDUTY-06b")]
internal sealed record GetYearAppraisal(Guid Id) : IQuery<YearAppraisalDetail>;

internal sealed record YearAppraisalDetail(
    Guid Id, int SiteId, string SiteName, int Year, YearAppraisalKind Kind, YearAppraisalState State, string Summary, string ProposedBy, bool Own, string ApprovedBy, DateOnly? ApprovedOn,
    string ReturnReason, Guid Version, IReadOnlyList<YearResultRow> Rows);

internal sealed record YearResultRow(Guid StaffId, string Name, string PostName, YearGrade Grade, string Award, string Note);

/// <summary>People whom an appraisal of a kind concerns: publicists, the school's keepers, or everybody on a post. Three statements.</summary>
[Requires(OversightPermissions.ProposeYearEnd)]
internal sealed record GetYearCandidates(int SiteId, YearAppraisalKind Kind) : IQuery<IReadOnlyList<StaffRow>>, ISiteRequest;

internal sealed class YearEndQueries(OversightDbContext db, IMediator mediator, Operation operation) :
    IRequestHandler<ListYearAppraisals, Page<YearAppraisalListRow>>, IRequestHandler<GetYearAppraisal, YearAppraisalDetail>, IRequestHandler<GetYearCandidates, IReadOnlyList<StaffRow>>
{
    public async Task<Page<YearAppraisalListRow>> Handle(ListYearAppraisals request, CancellationToken cancellationToken)
    {
        var query = db.Set<YearAppraisal>().AsNoTracking()
            .Where(a => (request.SiteId == null || a.SiteId == request.SiteId) && (request.Year == null || a.Year == request.Year) && (request.Kind == null || a.Kind == request.Kind));
        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderByDescending(a => a.Year).ThenBy(a => a.SiteId).ThenBy(a => a.Kind).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(a => new
            {
                Appraisal = a,
                People = db.Set<YearAppraisalRow>().Count(r => r.AppraisalId == a.Id),
                Awarded = db.Set<YearAppraisalRow>().Count(r => r.AppraisalId == a.Id && r.Award != ""),
            }).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.Appraisal.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<YearAppraisalListRow>(
            [
                .. rows.Select(r => new YearAppraisalListRow(
                    r.Appraisal.Id, r.Appraisal.SiteId, names.GetValueOrDefault(r.Appraisal.SiteId, ""), r.Appraisal.Year, r.Appraisal.Kind, r.Appraisal.State, r.People, r.Awarded,
                    r.Appraisal.ProposedBy, r.Appraisal.ApprovedBy, r.Appraisal.ApprovedOn)),
            ],
            total);
    }

    public async Task<YearAppraisalDetail> Handle(GetYearAppraisal request, CancellationToken cancellationToken)
    {
        var a = await db.Set<YearAppraisal>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken)
            ?? throw Refusals.NotFound("这份评比");
        var rows = await db.Set<YearAppraisalRow>().AsNoTracking().Where(r => r.AppraisalId == a.Id).ToListAsync(cancellationToken);
        var site = (await mediator.Send(new GetDivisions([a.SiteId]), cancellationToken)).FirstOrDefault();
        return new YearAppraisalDetail(
            a.Id, a.SiteId, site?.Name ?? "", a.Year, a.Kind, a.State, a.Summary, a.ProposedBy, a.ProposedById == operation.Actor.AccountId, a.ApprovedBy, a.ApprovedOn, a.ReturnReason, a.Version,
            [.. rows.OrderBy(r => r.Grade).ThenBy(r => r.Name, StringComparer.Ordinal).Select(r => new YearResultRow(r.StaffId, r.Name, r.PostName, r.Grade, r.Award, r.Note))]);
    }

    public async Task<IReadOnlyList<StaffRow>> Handle(GetYearCandidates request, CancellationToken cancellationToken)
    {
        var kind = request.Kind switch { YearAppraisalKind.Publicists => PostKinds.Publicist, YearAppraisalKind.School => PostKinds.SchoolManager, _ => null };
        var people = await mediator.Send(new GetStaff([request.SiteId]), cancellationToken);
        var holders = (await mediator.Send(new GetPostHolders([request.SiteId], kind, operation.Today), cancellationToken)).Select(h => h.StaffId).ToHashSet();

        // A township that keeps no posts yet chooses among all its people.
        return holders.Count == 0 ? people : [.. people.Where(p => holders.Contains(p.Id))];
    }
}
