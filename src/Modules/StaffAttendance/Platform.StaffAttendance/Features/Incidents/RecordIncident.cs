using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Incidents;

/// <summary>
/// Somebody records what was seen: late, early (30:00 or more), absent, left the post, village work claimed without record. Somebody else verifies it. Refuses
/// NOT_FOUND, OWN_INCIDENT, IN_FUTURE, BELOW_THRESHOLD, NOT_A_WORKDAY, FIELD_WORK_CONFIRMED, ON_LEAVE, ALREADY_RECORDED and SHEET_CONFIRMED.
/// </summary>
/// <param name="Seconds">How late or early; only for these two kinds.</param>
/// <param name="Detail">What was seen, by whom, where.</param>
[Label("登记考勤异常")]
[Requires(AttendancePermissions.Record)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/incidents", "登记一条考勤异常：迟到、早退、旷工、擅自离岗、声称下村而无记录；须由另一人核实")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record RecordIncident(int SiteId, Guid StaffId, DateOnly? Day, IncidentKind Kind, int? Seconds, string Detail) : ICommand<Guid>, ISiteRequest;

internal sealed class RecordIncidentValidator : AbstractValidator<RecordIncident>
{
    public RecordIncidentValidator()
    {
        RuleFor(i => i.StaffId).NotEmpty().WithMessage("请选择人员。");
        RuleFor(i => i.Day).NotNull().WithMessage("请填写日期。").GreaterThanOrEqualTo(ClockInCheck.Earliest).WithMessage("日期太早。");
        RuleFor(i => i.Seconds).NotNull().When(i => Incident.HasLength(i.Kind)).WithMessage("请填写迟到或早退多久。").InclusiveBetween(0, 86_399).WithMessage("时长不对。");
        RuleFor(i => i.Detail).NotEmpty().WithMessage("请写明情况。").MaximumLength(200).WithMessage("情况最多 200 字。");
    }
}

internal sealed class RecordIncidentHandler(
    AttendanceDbContext db, SheetRevisions revisions, LeaveReader leaves, IWorkingDays calendar, IMediator mediator, Operation operation)
    : IRequestHandler<RecordIncident, Guid>
{
    public async Task<Guid> Handle(RecordIncident request, CancellationToken cancellationToken)
    {
        var day = request.Day!.Value;
        var seconds = Incident.HasLength(request.Kind) ? request.Seconds!.Value : 0;
        if ((await mediator.Send(new GetPeople([request.StaffId]), cancellationToken)).All(p => p.SiteId != request.SiteId))
        {
            throw new RefusalException("NOT_FOUND", "本乡镇没有这个人。", RefusalKind.NotFound);
        }

        Check(request, day, seconds);
        await CheckRecordsAsync(request, day, cancellationToken);
        var limit = await db.Set<AttendanceSetting>().Where(s => s.SiteId == request.SiteId).Select(s => (int?)s.LimitDay).FirstOrDefaultAsync(cancellationToken);
        var incident = new Incident
        {
            SiteId = request.SiteId,
            StaffId = request.StaffId,
            Day = day,
            Kind = request.Kind,
            Seconds = seconds,
            Manual = true,
            Detail = request.Detail.Trim(),
            LimitOn = IncidentLimit.Of(day, limit ?? IncidentLimit.DefaultDay),
            RecordedBy = operation.Actor.AccountId,
            RecordedByStaffId = operation.Actor.StaffId,
        };
        db.Add(incident);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{Words.Of(request.Kind)} {day:yyyy-MM-dd}");
        return incident.Id;
    }

    private void Check(RecordIncident request, DateOnly day, int seconds)
    {
        if (operation.Actor.StaffId == request.StaffId)
        {
            throw new RefusalException("OWN_INCIDENT", "本人的考勤异常由其他人登记。", RefusalKind.Refused) { InTrail = true };
        }

        if (day > operation.Today)
        {
            throw new RefusalException("IN_FUTURE", "日期不能在今天之后。", RefusalKind.Invalid, [new FieldError(nameof(request.Day), "在今天之后")]);
        }

        if (Incident.HasLength(request.Kind) && seconds < DayRule.Threshold)
        {
            throw new RefusalException("BELOW_THRESHOLD", "迟到、早退不满 30 分钟的不登记。", RefusalKind.Refused, [new FieldError(nameof(request.Seconds), "不满 30 分钟")]);
        }

        if (!calendar.IsWorkingDay(day))
        {
            throw new RefusalException("NOT_A_WORKDAY", "这一天不是工作日。", RefusalKind.Refused, [new FieldError(nameof(request.Day), "不是工作日")]);
        }
    }

    private async Task CheckRecordsAsync(RecordIncident request, DateOnly day, CancellationToken cancellationToken)
    {
        if (request.Kind is IncidentKind.Absence or IncidentKind.UnrecordedVillageWork
            && await db.Set<FieldTrip>().AnyAsync(t => t.StaffId == request.StaffId && t.Day == day && t.State == FieldTripState.Confirmed, cancellationToken))
        {
            throw new RefusalException("FIELD_WORK_CONFIRMED", "这一天有经村（社区）确认的外勤记录。", RefusalKind.Refused);
        }

        var leave = await leaves.OfAsync([request.StaffId], day, day, cancellationToken);
        if (request.Kind == IncidentKind.Absence && leave.Covers(request.StaffId, day, DayHalf.Morning) && leave.Covers(request.StaffId, day, DayHalf.Afternoon))
        {
            throw new RefusalException("ON_LEAVE", "这一天已经准假。", RefusalKind.Refused);
        }

        if (await db.Set<Incident>().AnyAsync(i => i.StaffId == request.StaffId && i.Day == day && i.Kind == request.Kind, cancellationToken))
        {
            throw new RefusalException("ALREADY_RECORDED", "这个人这一天已经有同类记录。", RefusalKind.Conflict);
        }

        if (await revisions.IsClosedAsync(request.SiteId, new DateOnly(day.Year, day.Month, 1), cancellationToken))
        {
            throw new RefusalException("SHEET_CONFIRMED", $"{YearMonth.Of(day).ToChinese()}考勤表已经确认。需要补登时，请先由主任撤回确认。", RefusalKind.Conflict);
        }
    }
}
