using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>Hands in the proof of sick or statutory leave later. Refuses NOT_STANDING, NO_PROOF_NEEDED, and what the attachments refuse.</summary>
[Label("补交请假证明")]
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Post, "staff-attendance/leave/{id}/proof", "补交病假和法定假期的证明")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record HandInProof(Guid Id, IReadOnlyList<AttachmentDraft> Files, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => LeaveFileKind.RefOf(Id);
}

internal sealed class HandInProofValidator : AbstractValidator<HandInProof>
{
    public HandInProofValidator() => RuleFor(r => r.Files).NotEmpty().WithMessage("请上传证明");
}

internal sealed class HandInProofHandler(AttendanceDbContext db, LeaveDesk desk, IAttachments attachments, Operation operation) : IRequestHandler<HandInProof, Unit>
{
    public async Task<Unit> Handle(HandInProof request, CancellationToken cancellationToken)
    {
        var leave = await desk.OpenOwnAsync(request.Id, request.Version, cancellationToken);
        leave.RefuseClosed();
        if (!LeaveKinds.NeedsProof(leave.Kind))
        {
            throw new RefusalException("NO_PROOF_NEEDED", "这类请假不需要证明。", RefusalKind.Refused);
        }

        leave.ProofOn ??= operation.Today;
        desk.Tell(leave, "补交证明");
        await db.SaveChangesAsync(cancellationToken);
        await attachments.AddAsync(LeaveFileKind.KindCode, leave.SiteId, LeaveFileKind.RefOf(leave.Id), request.Files, cancellationToken);
        return Unit.Value;
    }
}
