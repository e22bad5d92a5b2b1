using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>The person, or a registrar, takes a request back before the leave begins. Refuses NOT_STANDING, LEAVE_BEGUN, CHANGED_MEANWHILE.</summary>
[Label("撤回请假")]
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Post, "staff-attendance/leave/{id}/withdrawal", "撤回一份请假，须写明原因")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record WithdrawLeave(Guid Id, string Reason, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => LeaveFileKind.RefOf(Id);
}

internal sealed class WithdrawLeaveValidator : AbstractValidator<WithdrawLeave>
{
    public WithdrawLeaveValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明撤回原因，2 至 200 个字");
}

internal sealed class WithdrawLeaveHandler(AttendanceDbContext db, LeaveDesk desk, Operation operation) : IRequestHandler<WithdrawLeave, Unit>
{
    public async Task<Unit> Handle(WithdrawLeave request, CancellationToken cancellationToken)
    {
        var leave = await desk.OpenOwnAsync(request.Id, request.Version, cancellationToken);
        leave.Withdraw(request.Reason.Trim(), operation.Today);
        desk.Tell(leave, "撤回", request.Reason);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
