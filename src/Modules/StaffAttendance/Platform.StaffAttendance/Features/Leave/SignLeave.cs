using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>
/// Signs the request whose turn has come to the actor's post, or takes note of sick and statutory leave. A stand-in signs as stand-in. Refuses OWN_APPROVAL,
/// NOT_YOUR_STEP, NOT_WAITING, CHANGED_MEANWHILE, SHEET_CONFIRMED.
/// </summary>
/// <param name="Version">The version that was looked at.</param>
[Label("签批请假")]
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Post, "staff-attendance/leave/{id}/signature", "签批同意一份请假；病假和法定假期为知悉")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record SignLeave(Guid Id, string? Opinion = null, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => LeaveFileKind.RefOf(Id);
}

internal sealed class SignLeaveValidator : AbstractValidator<SignLeave>
{
    public SignLeaveValidator() => RuleFor(r => r.Opinion).MaximumLength(500).WithMessage("意见不超过500字");
}

internal sealed class SignLeaveHandler(AttendanceDbContext db, LeaveDesk desk, Operation operation) : IRequestHandler<SignLeave, Unit>
{
    public async Task<Unit> Handle(SignLeave request, CancellationToken cancellationToken)
    {
        var leave = await desk.OpenAsync(request.Id, request.Version, cancellationToken);
        var was = leave.State;
        var step = leave.Sign(await desk.StepsAsync(leave, cancellationToken), await desk.SignatureAsync(leave, request.Opinion, cancellationToken));
        desk.Tell(leave, $"{Words.Of(step.Role)}{(step.IsAcknowledgement ? "已知悉" : "签批同意")}{(step.OnBehalf.Length > 0 ? $"（{step.OnBehalf}）" : "")}", request.Opinion);
        operation.Note(step.IsAcknowledgement ? "知悉请假" : $"签批同意，{Words.Of(leave.State)}");
        if (leave.State == LeaveState.Granted && was != LeaveState.Granted)
        {
            await desk.RefuseConfirmedAsync(leave.SiteId, leave.Span, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await desk.EffectAsync(leave, leave.Span, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
