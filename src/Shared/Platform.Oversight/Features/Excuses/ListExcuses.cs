using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Excuses;

/// <summary>One page of the excuses given in the scope, also those taken back, the newest first. Four statements.</summary>
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Get, "oversight/duties/excuses", "查询准予免除的职责")]
internal sealed record ListExcuses(PageRequest Page, int? SiteId = null, string? DutyCode = null, bool? Revoked = null) : IQuery<Page<ExcuseRow>>;

internal sealed record ExcuseRow(
    Guid Id, int SiteId, string SiteName, string UnitName, string DutyCode, string DutyName, string PeriodName, string Reason, string ByName, DateTimeOffset At, bool Revoked,
    string RevokedBy, string RevokeReason, DateTimeOffset? RevokedAt)
{
    public string StateText => Revoked ? "已撤销" : "有效";
}

internal sealed class ListExcusesHandler(OversightDbContext db, DutyCatalog catalog, IMediator mediator) : IRequestHandler<ListExcuses, Page<ExcuseRow>>
{
    public async Task<Page<ExcuseRow>> Handle(ListExcuses request, CancellationToken cancellationToken)
    {
        var query = db.Set<DutyExcuse>().AsNoTracking().Where(e =>
            (request.SiteId == null || e.SiteId == request.SiteId) && (request.DutyCode == null || e.DutyCode == request.DutyCode) && (request.Revoked == null || e.Revoked == request.Revoked));
        var total = await query.CountAsync(cancellationToken);
        var rows = await (request.Page.Sort == "At" ? query.OrderBy(e => e.At).ThenBy(e => e.Id) : query.OrderByDescending(e => e.At).ThenBy(e => e.Id))
            .Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var sites = rows.Select(e => e.SiteId).Distinct().Order().ToList();
        var names = (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var villages = (await mediator.Send(new GetVillages(sites, IncludeClosed: true), cancellationToken)).ToDictionary(v => v.Id, v => v.Name);
        return new Page<ExcuseRow>(
            [
                .. rows.Select(e => new ExcuseRow(
                    e.Id, e.SiteId, names.GetValueOrDefault(e.SiteId, ""), villages.GetValueOrDefault(e.UnitId, ""), e.DutyCode, catalog.DutyName(e.DutyCode),
                    catalog.Find(e.DutyCode) is { } duty ? DueDates.NameOf(duty.Cadence, e.Period) : YearMonth.Of(e.Period).ToChinese(), e.Reason, e.ByName, e.At, e.Revoked,
                    e.RevokedBy, e.RevokeReason, e.RevokedAt)),
            ],
            total);
    }
}

/// <summary>Takes an excuse back, with a reason. A month already closed keeps its result until it is revised.</summary>
[Label("撤销职责免除")]
[Requires(OversightPermissions.Excuse)]
[Endpoint(Verb.Post, "oversight/duties/excuses/revoke", "撤销准予免除（须说明理由）")]
internal sealed record RevokeExcuse(int SiteId, Guid Id, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"excuse:{Id}";
}

internal sealed class RevokeExcuseValidator : AbstractValidator<RevokeExcuse>
{
    public RevokeExcuseValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明撤销理由，2 至 200 个字");
}

internal sealed class RevokeExcuseHandler(OversightDbContext db, DutyCatalog catalog, Operation operation) : IRequestHandler<RevokeExcuse, Unit>
{
    public async Task<Unit> Handle(RevokeExcuse request, CancellationToken cancellationToken)
    {
        var row = await db.Set<DutyExcuse>().FirstOrDefaultAsync(e => e.Id == request.Id && e.SiteId == request.SiteId && !e.Revoked, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这条免除记录，或它已经撤销。", RefusalKind.NotFound);
        (row.Revoked, row.RevokedAt, row.RevokedBy, row.RevokeReason) = (true, operation.Now, operation.Actor.Name, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"撤销免除“{catalog.DutyName(row.DutyCode)}”");
        return Unit.Value;
    }
}
