using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Corrections;

/// <summary>
/// Adds a clock-in that is missing, or makes one void that is wrong, with a reason. After the lock date, and when the month's sheet is confirmed, only a
/// director may (LOCKED), and it shows; a confirmed sheet gets a new revision. Refuses OWN_CORRECTION, NOT_FOUND, IN_FUTURE, ALREADY_THERE and
/// NO_SUCH_CLOCK_IN.
/// </summary>
/// <param name="Time">To the second, for a void one as it was recorded.</param>
[Label("更正打卡记录")]
[Requires(AttendancePermissions.Correct)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/clock-in-corrections", "补录缺少的打卡，或作废有误的打卡；须写明原因")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record CorrectClockIn(int SiteId, Guid StaffId, DateOnly? Day, TimeOnly? Time, CorrectionKind Kind, string Reason)
    : ICommand<Guid>, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"staff:{StaffId}";
}

internal sealed class CorrectClockInValidator : AbstractValidator<CorrectClockIn>
{
    public CorrectClockInValidator()
    {
        RuleFor(c => c.StaffId).NotEmpty().WithMessage("请选择人员。");
        RuleFor(c => c.Day).NotNull().WithMessage("请填写日期。").GreaterThanOrEqualTo(ClockInCheck.Earliest).WithMessage("日期太早。");
        RuleFor(c => c.Time).NotNull().WithMessage("请填写时间。");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明更正的原因。").Length(2, 200).WithMessage("原因为 2 至 200 字。");
    }
}

internal sealed class CorrectClockInHandler(
    AttendanceDbContext db, IncidentRecorder incidents, SheetRevisions revisions, IMediator mediator, Operation operation) : IRequestHandler<CorrectClockIn, Guid>
{
    public async Task<Guid> Handle(CorrectClockIn request, CancellationToken cancellationToken)
    {
        var (day, second) = (request.Day!.Value, TimeText.Seconds(request.Time!.Value));
        await CheckPersonAsync(request, cancellationToken);
        if (day > operation.Today || (day == operation.Today && second > TimeText.Seconds(TimeOnly.FromDateTime(operation.Now.DateTime))))
        {
            throw new RefusalException("IN_FUTURE", "这个时间还没有到。", RefusalKind.Invalid, [new FieldError(nameof(request.Day), "在现在之后")]);
        }

        var month = new DateOnly(day.Year, day.Month, 1);
        var confirmed = await revisions.IsConfirmedAsync(request.SiteId, month, cancellationToken);
        var correction = new ClockInCorrection
        {
            SiteId = request.SiteId,
            StaffId = request.StaffId,
            Day = day,
            SecondOfDay = second,
            Kind = request.Kind,
            Reason = request.Reason.Trim(),
            AfterLock = confirmed || await IsLockedAsync(request.SiteId, day, cancellationToken),
            MadeBy = operation.Actor.AccountId,
            MadeByName = operation.Actor.Name,
            MadeOn = operation.Today,
            Source = await SourceAsync(request, day, second, cancellationToken),
        };
        if (correction.AfterLock && !operation.Actor.May(AttendancePermissions.CorrectLocked))
        {
            throw new RefusalException(
                "LOCKED", confirmed ? "该月考勤表已经确认，只有主任可以更正。" : "已过锁定日期，只有主任可以更正。请向主任说明。", RefusalKind.Refused);
        }

        await WriteAsync(correction, cancellationToken);
        await revisions.OpenAsync(request.SiteId, month, correction.Reason, cancellationToken);
        operation.Note($"{Words.Of(request.Kind)} {day:yyyy-MM-dd} {TimeText.Of(second)}{(correction.AfterLock ? "（锁定后）" : "")}");
        return correction.Id;
    }

    private async Task CheckPersonAsync(CorrectClockIn request, CancellationToken cancellationToken)
    {
        if (request.StaffId == operation.Actor.StaffId)
        {
            throw new RefusalException("OWN_CORRECTION", "本人的打卡记录由别人更正。", RefusalKind.Refused) { InTrail = true };
        }

        if ((await mediator.Send(new GetPeople([request.StaffId]), cancellationToken)).All(p => p.SiteId != request.SiteId))
        {
            throw new RefusalException("NOT_FOUND", "本乡镇没有这个人。", RefusalKind.NotFound);
        }
    }

    private async Task<bool> IsLockedAsync(int siteId, DateOnly day, CancellationToken cancellationToken)
    {
        var set = await db.Set<AttendanceSetting>().Where(s => s.SiteId == siteId).Select(s => (int?)s.LockDay).FirstOrDefaultAsync(cancellationToken);
        return operation.Today > LockDate.Of(day, set ?? LockDate.DefaultDay);
    }

    private async Task<ClockInSource> SourceAsync(CorrectClockIn request, DateOnly day, int second, CancellationToken cancellationToken)
    {
        var known = await db.Set<ClockIn>().AsNoTracking().Where(c => c.StaffId == request.StaffId && c.Day == day).OrderBy(c => c.SecondOfDay).ToListAsync(cancellationToken);
        var found = known.Find(c => c.SecondOfDay == second);
        if (request.Kind == CorrectionKind.Added)
        {
            return found is null
                ? ClockInSource.Correction
                : throw new RefusalException("ALREADY_THERE", "这个时间已经有打卡记录。", RefusalKind.Conflict, [new FieldError(nameof(request.Time), "已经有这条记录")]);
        }

        var times = known.Count == 0 ? "这一天没有打卡记录。" : $"这一天的打卡时间：{string.Join("、", known.Select(c => TimeText.Of(c.SecondOfDay)))}。";
        return found?.Source ?? throw new RefusalException("NO_SUCH_CLOCK_IN", "没有这个时间的打卡记录。" + times, RefusalKind.Invalid, [new FieldError(nameof(request.Time), times)]);
    }

    private async Task WriteAsync(ClockInCorrection correction, CancellationToken cancellationToken)
    {
        if (correction.Kind == CorrectionKind.Added)
        {
            db.Add(ClockInWriter.Row(new Stamp(correction.SiteId, correction.StaffId, correction.Day, correction.SecondOfDay), ClockInSource.Correction, correction.Id));
        }
        else
        {
            db.Remove(await db.Set<ClockIn>().SingleAsync(
                c => c.StaffId == correction.StaffId && c.Day == correction.Day && c.SecondOfDay == correction.SecondOfDay, cancellationToken));
        }

        db.Add(correction);
        await db.SaveChangesAsync(cancellationToken);
        var stamps = await db.Set<ClockIn>().AsNoTracking().Where(c => c.StaffId == correction.StaffId && c.Day == correction.Day)
            .Select(c => new Stamp(c.SiteId, c.StaffId, c.Day, c.SecondOfDay)).ToListAsync(cancellationToken);
        await incidents.RecordAsync([correction.StaffId], correction.Day, correction.Day, stamps, correction.Id, cancellationToken);
    }
}
