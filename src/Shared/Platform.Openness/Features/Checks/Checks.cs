using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Features.Checks;

/// <summary>One page of the checks by residents' representatives, the newest first. Three statements.</summary>
/// <param name="Open">True: only problems nothing was done about yet.</param>
[Requires(OpennessPermissions.ViewSupervision)]
[Endpoint(Verb.Get, "openness/checks", "查询居民代表检查")]
[Clauses("P3-SUPERVISION-04")]
internal sealed record ListChecks(PageRequest Page, CheckSubject? Subject = null, bool? Open = null, int? SiteId = null) : IQuery<Page<CheckRow>>;

internal sealed record CheckRow(
    Guid Id, int SiteId, string SiteName, string VillageName, DateOnly CheckedOn, int Representatives, CheckSubject Subject, string Scope, CheckResult Result, string Findings,
    string FollowUp, DateOnly? FollowedUpOn, string RecordedBy, string VoidReason, Guid Version)
{
    public string State => VoidReason.Length > 0 ? "已作废" : Result == CheckResult.Good ? "未发现问题" : FollowUp.Length > 0 ? "已整改" : "待整改";
}

internal sealed class ListChecksHandler(OpennessDbContext db, IMediator mediator) : IRequestHandler<ListChecks, Page<CheckRow>>
{
    public async Task<Page<CheckRow>> Handle(ListChecks request, CancellationToken cancellationToken)
    {
        var query = db.Set<RepresentativeCheck>().AsNoTracking();
        if (request.SiteId is { } site)
        {
            query = query.Where(c => c.SiteId == site);
        }

        if (request.Subject is { } subject)
        {
            query = query.Where(c => c.Subject == subject);
        }

        if (request.Open == true)
        {
            query = query.Where(c => c.VoidReason == "" && c.Result == CheckResult.Problems && c.FollowUp == "");
        }

        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderByDescending(c => c.CheckedOn).ThenByDescending(c => c.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<CheckRow>(
            [
                .. rows.Select(c => new CheckRow(
                    c.Id, c.SiteId, names.GetValueOrDefault(c.SiteId, ""), c.VillageName, c.CheckedOn, c.Representatives, c.Subject, c.Scope, c.Result, c.Findings, c.FollowUp,
                    c.FollowedUpOn, c.RecordedBy, c.VoidReason, c.Version)),
            ],
            total);
    }
}

/// <summary>Records a check of the office or a committee by residents' representatives (P3-SUPERVISION-04). Who they were stands on the paper.</summary>
/// <param name="VillageId">Whose committee was checked; null: the office.</param>
[Requires(OpennessPermissions.RecordSupervision)]
[Endpoint(Verb.Post, "openness/checks", "登记居民代表检查")]
[Clauses("P3-SUPERVISION-04")]
internal sealed record RecordCheck(
    int SiteId, DateOnly? CheckedOn, int Representatives, CheckSubject Subject, string Scope, CheckResult Result, string? Findings = null, Guid? VillageId = null) : ICommand<Guid>, ISiteRequest;

internal sealed class RecordCheckValidator : AbstractValidator<RecordCheck>
{
    public RecordCheckValidator()
    {
        RuleFor(r => r.CheckedOn).NotNull().WithMessage("请填写检查日期");
        RuleFor(r => r.Representatives).InclusiveBetween(1, 200).WithMessage("代表人数为 1 至 200");
        RuleFor(r => r.Scope).NotEmpty().WithMessage("请填写检查内容").MaximumLength(500).WithMessage("检查内容最多 500 字");
        RuleFor(r => r.Findings).NotEmpty().When(r => r.Result == CheckResult.Problems).WithMessage("发现问题的，请写明问题").MaximumLength(1000).WithMessage("结果说明最多 1000 字");
    }
}

/// <summary>What was done about a problem that a check found.</summary>
[Requires(OpennessPermissions.RecordSupervision)]
[Endpoint(Verb.Post, "openness/checks/{id}/follow-up", "登记检查问题的整改情况")]
[Clauses("P3-SUPERVISION-04")]
internal sealed record FollowUpCheck(int SiteId, Guid Id, Guid Version, string FollowUp) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"check:{Id}";
}

internal sealed class FollowUpCheckValidator : AbstractValidator<FollowUpCheck>
{
    public FollowUpCheckValidator() => RuleFor(r => r.FollowUp).NotEmpty().WithMessage("请填写整改情况").MaximumLength(1000).WithMessage("整改情况最多 1000 字");
}

/// <summary>A check recorded by mistake; it stays visible.</summary>
[Requires(OpennessPermissions.RecordSupervision)]
[Endpoint(Verb.Post, "openness/checks/{id}/void", "作废居民代表检查登记")]
internal sealed record VoidCheck(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"check:{Id}";
}

internal sealed class VoidCheckValidator : AbstractValidator<VoidCheck>
{
    public VoidCheckValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明作废原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class CheckHandlers(OpennessDbContext db, VillageNames villages, Operation operation) :
    IRequestHandler<RecordCheck, Guid>, IRequestHandler<FollowUpCheck, Unit>, IRequestHandler<VoidCheck, Unit>
{
    public async Task<Guid> Handle(RecordCheck request, CancellationToken cancellationToken)
    {
        if (request.CheckedOn > operation.Today)
        {
            throw new RefusalException("DAY_IN_FUTURE", "检查日期不能晚于今天。", RefusalKind.Invalid, [new(nameof(request.CheckedOn), "不能晚于今天")]);
        }

        var (village, name) = await villages.OfAsync(request.SiteId, request.VillageId, cancellationToken);
        var check = new RepresentativeCheck
        {
            SiteId = request.SiteId,
            VillageId = village,
            VillageName = name,
            CheckedOn = request.CheckedOn!.Value,
            Representatives = request.Representatives,
            Subject = request.Subject,
            Scope = request.Scope.Trim(),
            Result = request.Result,
            Findings = request.Findings?.Trim() ?? "",
            RecordedBy = operation.Actor.Name,
        };
        db.Add(check);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"登记居民代表检查：{SupervisionWords.Of(check.Subject)}，{SupervisionWords.Of(check.Result)}");
        return check.Id;
    }

    public Task<Unit> Handle(FollowUpCheck request, CancellationToken cancellationToken) => ChangeAsync(request.SiteId, request.Id, request.Version, "登记整改情况", check =>
    {
        if (check.Result == CheckResult.Good)
        {
            throw new RefusalException("NOTHING_TO_MEND", "这次检查未发现问题，不用整改。", RefusalKind.Refused);
        }

        (check.FollowUp, check.FollowedUpOn) = (request.FollowUp.Trim(), operation.Today);
    }, cancellationToken);

    public Task<Unit> Handle(VoidCheck request, CancellationToken cancellationToken) =>
        ChangeAsync(request.SiteId, request.Id, request.Version, "作废检查登记", check => check.VoidReason = request.Reason.Trim(), cancellationToken);

    private async Task<Unit> ChangeAsync(int siteId, Guid id, Guid version, string note, Action<RepresentativeCheck> change, CancellationToken cancellationToken)
    {
        var check = await db.Set<RepresentativeCheck>().FirstOrDefaultAsync(c => c.Id == id && c.SiteId == siteId && c.VoidReason == "", cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(version, check.Version);
        change(check);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note(note);
        return Unit.Value;
    }
}
