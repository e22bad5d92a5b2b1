using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Powers;

/// <summary>
/// The province's own decision left a matter to this township (行政处罚法 24). Refuses NATIONAL_BASIS (article 24 itself and national texts grant nothing), POWER_OF_OFFICIALS,
/// POWER_THERE, and the register's codes: LEVEL_NOT_AUTHORISED, OUT_OF_TERRITORY, BASIS_REPEALED, BASIS_UNCONFIRMED …
/// </summary>
/// <param name="Basis">Code of a provision of the province, for example <c>AH-GRANT/1</c>.</param>
[Label("登记赋权事项")]
[Requires(EnforcementPermissions.Powers)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/powers", "登记省级决定交由本乡镇行使的处罚权")]
[Clauses("P3-ENFPROC-01")]
internal sealed record AddPower(int SiteId, CaseKind Kind, string? Basis, DateOnly? From) : ICommand<Guid>, ISiteRequest;

internal sealed class AddPowerValidator : AbstractValidator<AddPower>
{
    public AddPowerValidator()
    {
        RuleFor(r => r.Kind).IsInEnum().WithMessage("请选择案件类型。");
        RuleFor(r => r.From).NotNull().WithMessage("请填写起始日期。");
    }
}

/// <summary>The matter was taken back. Refuses NOT_FOUND, WRONG_DAY, CHANGED_MEANWHILE.</summary>
[Label("终止赋权事项")]
[Requires(EnforcementPermissions.Powers)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/powers/{id}/end", "赋权事项被收回：最后一日和原因")]
[Clauses("P3-ENFPROC-01")]
internal sealed record EndPower(int SiteId, Guid Id, DateOnly? Last, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class EndPowerValidator : AbstractValidator<EndPower>
{
    public EndPowerValidator()
    {
        RuleFor(r => r.Last).NotNull().WithMessage("请填写最后一日。");
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明原因，2 至 200 个字。");
    }
}

/// <summary>Powers of the scope, with what the register says of their basis today. Five statements.</summary>
[Requires(EnforcementPermissions.View)]
[Endpoint(Verb.Get, "enforcement/powers", "赋权事项及其依据今天是否有效")]
[Clauses("P3-ENFPROC-01", "P3-ENFRESP-02")]
internal sealed record ListPowers(PageRequest Page, int? SiteId = null, CaseKind? Kind = null) : IQuery<Page<PowerRow>>;

/// <param name="Fault">Why it cannot be used today; empty: it can.</param>
internal sealed record PowerRow(Guid Id, int SiteId, string SiteName, CaseKind Kind, string Basis, string BasisTitle, DateOnly From, DateOnly? To, string EnteredBy, string Fault, Guid Version);

internal sealed class PowerHandlers(EnforcementDbContext db, IMediator mediator, Operation operation) : IRequestHandler<AddPower, Guid>, IRequestHandler<EndPower, Unit>, IRequestHandler<ListPowers, Page<PowerRow>>
{
    private const string Nation = "全国";

    public async Task<Guid> Handle(AddPower request, CancellationToken cancellationToken)
    {
        if (CaseWords.IsOfOfficials(request.Kind))
        {
            throw CaseProcedure.Refuse(new StepBlock("POWER_OF_OFFICIALS", "公职人员失职失德由任免机关、监察机关处理，不能交由乡镇行使。"));
        }

        var shown = (await mediator.Send(
            new RequireLegalBasis(new BasisQuestion(request.Basis?.Trim(), ActKind.Penalty, request.SiteId, operation.Today, DivisionLevels.Township), nameof(request.Basis)), cancellationToken))!;
        if (shown.Territory == Nation)
        {
            throw new RefusalException(
                "NATIONAL_BASIS", "全国性规定只允许省、自治区、直辖市作决定。请引用本省把处罚权交由乡镇、街道行使的决定。", RefusalKind.Refused, [new FieldError(nameof(request.Basis), "不是本省的决定")]);
        }

        var from = request.From!.Value;
        if (await db.Set<GrantedPower>().AnyAsync(p => p.SiteId == request.SiteId && p.Kind == request.Kind && p.To >= from, cancellationToken))
        {
            throw CaseProcedure.Refuse(new StepBlock("POWER_THERE", "这类事项已经登记，不必重复。"));
        }

        var row = new GrantedPower
        {
            SiteId = request.SiteId,
            Kind = request.Kind,
            Basis = shown.Reference,
            BasisTitle = $"《{shown.Title}》{shown.Article}",
            From = from < shown.From ? shown.From : from,
            To = OpenEnd.Never,
            EnteredBy = operation.Actor.Name,
        };
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return row.Id;
    }

    public async Task<Unit> Handle(EndPower request, CancellationToken cancellationToken)
    {
        var row = await db.Set<GrantedPower>().FirstOrDefaultAsync(p => p.Id == request.Id && p.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound("这项赋权");
        Refusals.CheckVersion(request.Version, row.Version);

        if (request.Last < row.From || row.To != OpenEnd.Never)
        {
            throw new RefusalException("WRONG_DAY", "最后一日不能早于起始日，已经终止的不能再改。", RefusalKind.Invalid, [new FieldError(nameof(request.Last), "请核对日期")]);
        }

        row.To = request.Last!.Value;
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Page<PowerRow>> Handle(ListPowers request, CancellationToken cancellationToken)
    {
        var rows = db.Set<GrantedPower>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(p => p.SiteId == site) : rows;
        rows = request.Kind is { } kind ? rows.Where(p => p.Kind == kind) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderBy(p => p.SiteId).ThenBy(p => p.Kind).ThenByDescending(p => p.From).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(p => p.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        IReadOnlyList<BasisAnswer> answers = page.Count == 0
            ? []
            : await mediator.Send(new CheckLegalBases([.. page.Select(p => new BasisQuestion(p.Basis, ActKind.Penalty, p.SiteId, operation.Today, DivisionLevels.Township))]), cancellationToken);
        return new Page<PowerRow>(
            [
                .. page.Select((p, i) => new PowerRow(
                    p.Id, p.SiteId, names.GetValueOrDefault(p.SiteId, ""), p.Kind, p.Basis, p.BasisTitle, p.From, p.To == OpenEnd.Never ? null : p.To, p.EnteredBy,
                    p.To < operation.Today ? "已终止" : answers[i].Allowed ? "" : answers[i].Reason, p.Version)),
            ],
            total);
    }
}
