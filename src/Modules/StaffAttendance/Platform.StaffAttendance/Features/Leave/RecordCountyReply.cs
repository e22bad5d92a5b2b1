using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>
/// Puts the county's reply on file: with all signatures it grants the leave, a negative one refuses it. Not by the person concerned (OWN_APPROVAL). Refuses NOT_WAITING,
/// CHANGED_MEANWHILE, SHEET_CONFIRMED, and what the attachments refuse.
/// </summary>
[Label("登记县级批复")]
[Requires(AttendancePermissions.LeaveRegister)]
[Endpoint(Verb.Post, "staff-attendance/leave/{id}/county-reply", "登记县级对请假的批复（文号、日期、文件）")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record RecordCountyReply(Guid Id, string Number, DateOnly? On, bool Agreed, IReadOnlyList<AttachmentDraft> Files, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => LeaveFileKind.RefOf(Id);
}

internal sealed class RecordCountyReplyValidator : AbstractValidator<RecordCountyReply>
{
    public RecordCountyReplyValidator(ChinaTime time)
    {
        RuleFor(r => r.Number).NotEmpty().WithMessage("请填写批复文号").MaximumLength(50).WithMessage("批复文号不超过50字");
        RuleFor(r => r.On).NotNull().WithMessage("请填写批复日期").Must(d => d is null || d <= time.Today).WithMessage("批复日期不能晚于今天");
        RuleFor(r => r.Files).NotEmpty().WithMessage("请上传批复文件");
    }
}

internal sealed class RecordCountyReplyHandler(AttendanceDbContext db, LeaveDesk desk, IAttachments attachments, Operation operation) : IRequestHandler<RecordCountyReply, Unit>
{
    public async Task<Unit> Handle(RecordCountyReply request, CancellationToken cancellationToken)
    {
        var leave = await desk.OpenAsync(request.Id, request.Version, cancellationToken);
        leave.RefuseOwn(operation.Actor.StaffId);
        leave.Reply(await desk.StepsAsync(leave, cancellationToken), request.Number.Trim(), request.On!.Value, request.Agreed);
        desk.Tell(leave, $"县级批复{(request.Agreed ? "同意" : "不同意")}：{request.Number.Trim()}");
        operation.Note($"县级批复{(request.Agreed ? "同意" : "不同意")}，{Words.Of(leave.State)}");
        if (leave.State == LeaveState.Granted)
        {
            await desk.RefuseConfirmedAsync(leave.SiteId, leave.Span, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await attachments.AddAsync(LeaveFileKind.KindCode, leave.SiteId, LeaveFileKind.RefOf(leave.Id), request.Files, cancellationToken);
        if (leave.State == LeaveState.Granted)
        {
            await desk.EffectAsync(leave, leave.Span, cancellationToken);
        }

        return Unit.Value;
    }
}
