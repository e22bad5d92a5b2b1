using FluentValidation;
using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>
/// The person is back at work (销假); an earlier return shortens the leave. Refuses NOT_GRANTED, NOT_BEGUN, ALREADY_RETURNED, CHANGED_MEANWHILE, SHEET_CONFIRMED.
/// </summary>
/// <param name="Half">First half day at work again.</param>
[Label("销假")]
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Post, "staff-attendance/leave/{id}/return", "销假：登记实际返岗时间，提前返岗的自动缩短请假")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record ReturnFromLeave(Guid Id, DateOnly? On, DayHalf Half, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => LeaveFileKind.RefOf(Id);
}

internal sealed class ReturnFromLeaveValidator : AbstractValidator<ReturnFromLeave>
{
    public ReturnFromLeaveValidator(ChinaTime time)
    {
        RuleFor(r => r.On).NotNull().WithMessage("请填写返岗日期").Must(d => d is null || d <= time.Today).WithMessage("返岗日期不能晚于今天");
        RuleFor(r => r.Half).IsInEnum().WithMessage("请选择上午或下午");
    }
}

internal sealed class ReturnFromLeaveHandler(AttendanceDbContext db, LeaveDesk desk, IWorkingDays calendar) : IRequestHandler<ReturnFromLeave, Unit>
{
    public async Task<Unit> Handle(ReturnFromLeave request, CancellationToken cancellationToken)
    {
        var leave = await desk.OpenOwnAsync(request.Id, request.Version, cancellationToken);
        var was = leave.Span;
        leave.Return(request.On!.Value, request.Half, calendar);
        var cut = was.Cut(leave.Span);
        await desk.RefuseConfirmedAsync(leave.SiteId, cut, cancellationToken);
        desk.Tell(leave, $"销假，{request.On:yyyy-MM-dd}{Words.Of(request.Half)}返岗{(cut is null ? "" : $"，请假缩短为 {leave.Span.Text}")}");
        await db.SaveChangesAsync(cancellationToken);
        await desk.EffectAsync(leave, was, cancellationToken);
        return Unit.Value;
    }
}
