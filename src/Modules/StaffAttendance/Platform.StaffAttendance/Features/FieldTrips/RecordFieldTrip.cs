using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.FieldTrips;

/// <summary>
/// The signed-in person records field work: day, from, to, a village or another place, and what for. The same key is once. Refuses NO_PERSON, OTHER_SITE,
/// UNKNOWN_VILLAGE, IN_FUTURE, OVERLAP and LOCKED.
/// </summary>
/// <param name="VillageId">Empty: another place, named in words.</param>
[Label("登记外勤")]
[Requires(AttendancePermissions.Own)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/field-trips", "登记本人的外勤（下村）：时间、地点和事由；同一请求号只记一次")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record RecordFieldTrip(int SiteId, Guid Key, DateOnly? Day, TimeOnly? From, TimeOnly? To, Guid VillageId, string? Place, string Purpose)
    : ICommand<Guid>, ISiteRequest, IIdempotent;

internal sealed class RecordFieldTripValidator : AbstractValidator<RecordFieldTrip>
{
    public RecordFieldTripValidator()
    {
        RuleFor(t => t.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(t => t.Day).NotNull().WithMessage("请填写日期。");
        RuleFor(t => t.From).NotNull().WithMessage("请填写开始时间。");
        RuleFor(t => t.To).NotNull().WithMessage("请填写结束时间。").GreaterThan(t => t.From).WithMessage("结束时间须晚于开始时间。");
        RuleFor(t => t.Place).NotEmpty().When(t => t.VillageId == Guid.Empty).WithMessage("请选择村（社区），或填写地点。").MaximumLength(100).WithMessage("地点最多 100 字。");
        RuleFor(t => t.Purpose).NotEmpty().WithMessage("请填写事由。").MaximumLength(200).WithMessage("事由最多 200 字。");
    }
}

internal sealed class RecordFieldTripHandler(AttendanceDbContext db, OwnPerson own, SheetRevisions revisions, IMediator mediator, Operation operation)
    : IRequestHandler<RecordFieldTrip, Guid>
{
    public async Task<Guid> Handle(RecordFieldTrip request, CancellationToken cancellationToken)
    {
        var person = await own.AtAsync(request.SiteId, cancellationToken);
        var (day, from, to) = (request.Day!.Value, TimeText.Seconds(request.From!.Value), TimeText.Seconds(request.To!.Value));
        var known = await db.Set<FieldTrip>().AsNoTracking().Where(t => t.StaffId == person.Id && (t.RequestKey == request.Key || t.Day == day)).ToListAsync(cancellationToken);
        if (known.Find(t => t.RequestKey == request.Key) is { } same)
        {
            return same.Id;
        }

        await CheckAsync(request, day, cancellationToken);
        if (known.Exists(t => t.State is FieldTripState.Recorded or FieldTripState.Confirmed && t.From < to && from < t.To))
        {
            throw new RefusalException("OVERLAP", "这段时间已经登记过外勤。", RefusalKind.Conflict, [new FieldError(nameof(request.From), "与已登记的外勤重叠")]);
        }

        var trip = new FieldTrip
        {
            SiteId = request.SiteId,
            StaffId = person.Id,
            Day = day,
            From = from,
            To = to,
            VillageId = request.VillageId,
            Place = request.Place?.Trim() ?? "",
            Purpose = request.Purpose.Trim(),
            RequestKey = request.Key,
        };
        db.Add(trip);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"外勤 {day:yyyy-MM-dd} {TimeText.Of(from)}–{TimeText.Of(to)}");
        return trip.Id;
    }

    private async Task CheckAsync(RecordFieldTrip request, DateOnly day, CancellationToken cancellationToken)
    {
        if (day > operation.Today)
        {
            throw new RefusalException("IN_FUTURE", "外勤在当天或以后登记，日期不能在今天之后。", RefusalKind.Invalid, [new FieldError(nameof(request.Day), "在今天之后")]);
        }

        if (request.VillageId != Guid.Empty
            && (await mediator.Send(new GetVillages([request.SiteId]), cancellationToken)).All(v => v.Id != request.VillageId))
        {
            throw new RefusalException("UNKNOWN_VILLAGE", "请选择本乡镇（街道）的村（社区）。", RefusalKind.Invalid, [new FieldError(nameof(request.VillageId), "请选择村（社区）")]);
        }

        var set = await db.Set<AttendanceSetting>().Where(s => s.SiteId == request.SiteId).Select(s => (int?)s.LockDay).FirstOrDefaultAsync(cancellationToken);
        if (operation.Today > LockDate.Of(day, set ?? LockDate.DefaultDay)
            || await revisions.IsConfirmedAsync(request.SiteId, new DateOnly(day.Year, day.Month, 1), cancellationToken))
        {
            throw new RefusalException("LOCKED", "已过锁定日期或该月考勤表已经确认，不能再登记外勤。请由主任更正打卡记录。", RefusalKind.Refused);
        }
    }
}

/// <summary>The person takes back an own record nobody has confirmed yet. Refuses NOT_FOUND and ALREADY_DECIDED.</summary>
[Label("撤回外勤登记")]
[Requires(AttendancePermissions.Own)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/field-trips/{id}/withdrawal", "撤回本人还没有确认的外勤登记")]
internal sealed record WithdrawFieldTrip(int SiteId, Guid Id) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"field-trip:{Id}";
}

internal sealed class WithdrawFieldTripHandler(AttendanceDbContext db, Operation operation) : IRequestHandler<WithdrawFieldTrip, Unit>
{
    public async Task<Unit> Handle(WithdrawFieldTrip request, CancellationToken cancellationToken)
    {
        var me = operation.Actor.StaffId;
        var trip = await db.Set<FieldTrip>().FirstOrDefaultAsync(t => t.Id == request.Id && t.SiteId == request.SiteId && t.StaffId == me, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到您的这条外勤记录。", RefusalKind.NotFound);
        if (trip.State is not (FieldTripState.Recorded or FieldTripState.Declined))
        {
            throw new RefusalException("ALREADY_DECIDED", "这条外勤记录已经确认或已撤回。", RefusalKind.Conflict);
        }

        trip.State = FieldTripState.Withdrawn;
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
