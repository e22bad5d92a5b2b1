using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.FieldTrips;

/// <summary>
/// Somebody of the village says whether the person came; confirmed field work counts as presence. A confirmed sheet gets a new revision. Refuses NOT_FOUND,
/// CHANGED_MEANWHILE, and what <see cref="FieldTrip.Answer"/> refuses.
/// </summary>
/// <param name="Confirmed">False: it was not so; says why.</param>
[Label("确认外勤")]
[Requires(AttendancePermissions.ConfirmField)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/field-trips/{id}/answer", "所到的村（社区）确认或不予确认一条外勤记录")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record AnswerFieldTrip(int SiteId, Guid Id, bool Confirmed, string? Note = null, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"field-trip:{Id}";
}

internal sealed class AnswerFieldTripValidator : AbstractValidator<AnswerFieldTrip>
{
    public AnswerFieldTripValidator()
    {
        RuleFor(a => a.Note).MaximumLength(200).WithMessage("说明最多 200 字。");
        RuleFor(a => a.Note).NotEmpty().When(a => !a.Confirmed).WithMessage("不予确认时请写明情况。");
    }
}

internal sealed class AnswerFieldTripHandler(
    AttendanceDbContext db, IncidentRecorder incidents, SheetRevisions revisions, IMediator mediator, Operation operation) : IRequestHandler<AnswerFieldTrip, Unit>
{
    public async Task<Unit> Handle(AnswerFieldTrip request, CancellationToken cancellationToken)
    {
        var trip = await db.Set<FieldTrip>().FirstOrDefaultAsync(t => t.Id == request.Id && t.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这条外勤记录。", RefusalKind.NotFound);
        Refusals.CheckVersion(request.Version, trip.Version);

        var holders = await mediator.Send(new GetPostHolders([request.SiteId], null, operation.Today), cancellationToken);
        trip.Answer(
            request.Confirmed, request.Note?.Trim() ?? "", operation.Actor, [.. holders.Where(h => h.VillageId == trip.VillageId).Select(h => h.StaffId)], operation.Today);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{(request.Confirmed ? "确认" : "不予确认")}外勤 {trip.Day:yyyy-MM-dd}");
        if (request.Confirmed)
        {
            var stamps = await db.Set<ClockIn>().AsNoTracking().Where(c => c.StaffId == trip.StaffId && c.Day == trip.Day)
                .Select(c => new Stamp(c.SiteId, c.StaffId, c.Day, c.SecondOfDay)).ToListAsync(cancellationToken);
            await incidents.RecordAsync([trip.StaffId], trip.Day, trip.Day, stamps, trip.Id, cancellationToken);
            await revisions.OpenAsync(trip.SiteId, new DateOnly(trip.Day.Year, trip.Day.Month, 1), "外勤补充确认", cancellationToken);
        }

        return Unit.Value;
    }
}
