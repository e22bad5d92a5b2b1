using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Excuses;

/// <summary>A superior excuses a unit from a duty in one period. A month already closed keeps its result until it is revised.</summary>
/// <param name="Period">Any day of the period.</param>
[Requires(OversightPermissions.Excuse)]
[Endpoint(Verb.Post, "oversight/duties/excuses", "准予免除一项职责（须说明理由）")]
internal sealed record ExcuseDuty(int SiteId, string DutyCode, DateOnly Period, string Reason, Guid? UnitId = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"duty:{DutyCode}:{Period:yyyy-MM}";
}

internal sealed class ExcuseDutyValidator : AbstractValidator<ExcuseDuty>
{
    public ExcuseDutyValidator()
    {
        RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明免除理由").MaximumLength(500).WithMessage("理由不超过500字");
        RuleFor(r => r.DutyCode).NotEmpty().WithMessage("请选择职责");
    }
}

internal sealed class ExcuseDutyHandler(OversightDbContext db, DutyCatalog catalog, Operation operation) : IRequestHandler<ExcuseDuty, Guid>
{
    public async Task<Guid> Handle(ExcuseDuty request, CancellationToken cancellationToken)
    {
        var duty = catalog.Find(request.DutyCode) ?? throw new RefusalException("UNKNOWN_DUTY", "没有这项职责。", RefusalKind.NotFound);
        var (unit, period) = (request.UnitId ?? Guid.Empty, DueDates.PeriodOf(duty.Cadence, request.Period));
        var row = await db.Set<DutyExcuse>().FirstOrDefaultAsync(
            e => e.SiteId == request.SiteId && e.DutyCode == duty.Code && e.UnitId == unit && e.Period == period, cancellationToken);
        if (row is { Revoked: false })
        {
            throw new RefusalException("ALREADY_EXCUSED", "这项职责本期已经准予免除。", RefusalKind.Conflict);
        }

        if (row is null)
        {
            row = new DutyExcuse { SiteId = request.SiteId, UnitId = unit, DutyCode = duty.Code, Period = period, Reason = "" };
            db.Add(row);
        }

        (row.Reason, row.ByAccountId, row.ByName, row.At) = (request.Reason.Trim(), operation.Actor.AccountId, operation.Actor.Name, operation.Now);
        (row.Revoked, row.RevokedAt, row.RevokedBy, row.RevokeReason) = (false, null, "", "");
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"免除“{duty.Name}”，{DueDates.NameOf(duty.Cadence, period)}");
        return row.Id;
    }
}
