using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>
/// Corrects kind, time and reason of a request with a word why; the signatures are asked for again, the old ones stay readable. A reply of the county holds only for days
/// it was given for. Refuses like asking, and NOT_STANDING, CHANGED_MEANWHILE.
/// </summary>
/// <param name="Why">Why it is corrected.</param>
[Label("更正请假")]
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Put, "staff-attendance/leave/{id}", "更正一份请假，须写明原因；更正后重新签批")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record CorrectLeave(
    Guid Id, LeaveKind Kind, DateOnly? First, DayHalf FirstHalf, DateOnly? Last, DayHalf LastHalf, string Why, string? Reason = null, string? Letter = null, Guid? Version = null)
    : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => LeaveFileKind.RefOf(Id);
}

internal sealed class CorrectLeaveValidator : AbstractValidator<CorrectLeave>
{
    public CorrectLeaveValidator()
    {
        RuleFor(r => r.Kind).IsInEnum().WithMessage("请选择请假类别");
        RuleFor(r => r.First).NotNull().WithMessage("请填写开始日期");
        RuleFor(r => r.Last).NotNull().WithMessage("请填写结束日期");
        RuleFor(r => r.FirstHalf).IsInEnum().WithMessage("请选择上午或下午");
        RuleFor(r => r.LastHalf).IsInEnum().WithMessage("请选择上午或下午");
        RuleFor(r => r.Reason).MaximumLength(500).WithMessage("事由不超过500字")
            .Must((r, reason) => r.Kind != LeaveKind.Personal || reason?.Trim().Length >= 2).WithMessage("请写明事由");
        RuleFor(r => r.Letter).MaximumLength(3000).WithMessage("书面材料不超过3000字");
        RuleFor(r => r.Why).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明更正原因，2 至 200 个字");
    }
}

internal sealed class CorrectLeaveHandler(AttendanceDbContext db, LeaveDesk desk, LeaveShifts shifts, IAttachments attachments, Operation operation) : IRequestHandler<CorrectLeave, Unit>
{
    public async Task<Unit> Handle(CorrectLeave request, CancellationToken cancellationToken)
    {
        var leave = await desk.OpenOwnAsync(request.Id, request.Version, cancellationToken);
        leave.RefuseClosed();
        var (was, span) = (leave.Span, new LeaveSpan(request.First!.Value, request.FirstHalf, request.Last!.Value, request.LastHalf));
        var plan = await desk.PlanAsync(leave.SiteId, leave.StaffId, request.Kind, span, leave.Id, cancellationToken);
        await desk.RefuseConfirmedAsync(leave.SiteId, was, cancellationToken);
        await desk.RefuseConfirmedAsync(leave.SiteId, span, cancellationToken);
        if (!span.IsWithin(was) || request.Kind != leave.Kind)
        {
            (leave.CountyNumber, leave.CountyOn, leave.CountyAgreed) = ("", null, false);
        }

        await shifts.RefuseAsync(request.Kind, leave.StaffId, span, cancellationToken);
        LeaveRules.CheckCap(plan.Months, leave.CountyAgreed);
        var files = await attachments.OfAsync(LeaveFileKind.KindCode, [LeaveFileKind.RefOf(leave.Id)], cancellationToken);
        LeaveRules.CheckWritten(plan.Tier, request.Letter, files.Any());
        foreach (var step in await desk.StepsAsync(leave, cancellationToken))
        {
            step.State = step.State == LeaveStepState.Waiting ? LeaveStepState.Void : step.State;
        }

        (leave.Kind, leave.Span, leave.HalfDays, leave.Together) = (request.Kind, span, plan.HalfDays, plan.Together);
        (leave.Tier, leave.Exceeds, leave.ReturnedOn) = (plan.Tier, plan.Exceeds, null);
        (leave.Reason, leave.Letter, leave.Round) = (request.Reason?.Trim() ?? "", request.Letter?.Trim() ?? "", leave.Round + 1);
        db.AddRange(leave.Begin(plan.Signers));
        desk.Tell(leave, was == span ? "更正" : $"更正为 {span.Text}（原 {was.Text}）", request.Why);
        operation.Note("更正请假，重新签批");
        await db.SaveChangesAsync(cancellationToken);
        await desk.EffectAsync(leave, was, cancellationToken);
        await desk.EffectAsync(leave, span, cancellationToken);
        return Unit.Value;
    }
}
