using FluentValidation;
using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>
/// Ends a leave earlier than asked; what was granted stays granted, what still waits needs the signatures of the shorter length. Refuses NOT_STANDING, NOT_SHORTER,
/// NOT_A_WORKDAY, CHANGED_MEANWHILE, SHEET_CONFIRMED.
/// </summary>
[Label("缩短请假")]
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Post, "staff-attendance/leave/{id}/shortening", "缩短一份请假（提前结束）")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record ShortenLeave(Guid Id, DateOnly? Last, DayHalf LastHalf, string Reason, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => LeaveFileKind.RefOf(Id);
}

internal sealed class ShortenLeaveValidator : AbstractValidator<ShortenLeave>
{
    public ShortenLeaveValidator()
    {
        RuleFor(r => r.Last).NotNull().WithMessage("请填写新的结束日期");
        RuleFor(r => r.LastHalf).IsInEnum().WithMessage("请选择上午或下午");
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明原因，2 至 200 个字");
    }
}

internal sealed class ShortenLeaveHandler(AttendanceDbContext db, LeaveDesk desk, IWorkingDays calendar, Operation operation) : IRequestHandler<ShortenLeave, Unit>
{
    public async Task<Unit> Handle(ShortenLeave request, CancellationToken cancellationToken)
    {
        var leave = await desk.OpenOwnAsync(request.Id, request.Version, cancellationToken);
        leave.RefuseClosed();
        var (was, span) = (leave.Span, leave.Span with { Last = request.Last!.Value, LastHalf = request.LastHalf });
        if (was.Cut(span) is not { } cut)
        {
            throw new RefusalException("NOT_SHORTER", $"新的结束时间须早于原来的（{was.Text}）。要延长的，请更正或另提一份。", RefusalKind.Refused, [new FieldError("Last", "须早于原来的结束时间")]);
        }

        span.Check(calendar);
        await desk.RefuseConfirmedAsync(leave.SiteId, cut, cancellationToken);
        var plan = await desk.PlanAsync(leave.SiteId, leave.StaffId, leave.Kind, span, leave.Id, cancellationToken);
        leave.Shorten(span, plan.HalfDays, plan.Together, await desk.StepsAsync(leave, cancellationToken));
        leave.Exceeds = plan.Exceeds;
        desk.Tell(leave, $"缩短为 {span.Text}（原 {was.Text}）", request.Reason);
        operation.Note($"缩短请假，{Words.Of(leave.State)}");
        await db.SaveChangesAsync(cancellationToken);
        await desk.EffectAsync(leave, was, cancellationToken);
        return Unit.Value;
    }
}
