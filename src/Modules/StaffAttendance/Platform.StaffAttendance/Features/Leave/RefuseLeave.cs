using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>Refuses personal leave with a reason. Refuses like signing, and NOT_REFUSABLE for what the law gives.</summary>
[Label("不批准请假")]
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Post, "staff-attendance/leave/{id}/refusal", "不批准一份事假，须写明理由")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record RefuseLeave(Guid Id, string Reason, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => LeaveFileKind.RefOf(Id);
}

internal sealed class RefuseLeaveValidator : AbstractValidator<RefuseLeave>
{
    public RefuseLeaveValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明理由，2 至 200 个字");
}

internal sealed class RefuseLeaveHandler(AttendanceDbContext db, LeaveDesk desk, Operation operation) : IRequestHandler<RefuseLeave, Unit>
{
    public async Task<Unit> Handle(RefuseLeave request, CancellationToken cancellationToken)
    {
        var leave = await desk.OpenAsync(request.Id, request.Version, cancellationToken);
        var step = leave.Refuse(await desk.StepsAsync(leave, cancellationToken), await desk.SignatureAsync(leave, request.Reason, cancellationToken));
        desk.Tell(leave, $"{Words.Of(step.Role)}不同意{(step.OnBehalf.Length > 0 ? $"（{step.OnBehalf}）" : "")}", request.Reason);
        operation.Note("不批准请假");
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
