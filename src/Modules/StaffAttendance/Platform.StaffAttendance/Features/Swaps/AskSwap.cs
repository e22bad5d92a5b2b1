using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Rosters;

namespace Platform.StaffAttendance.Features.Swaps;

/// <summary>
/// The person on duty asks a colleague to take the shift, or to exchange it for one of theirs. Refuses NOT_YOURS, ROSTER_NOT_PUBLISHED, SHIFT_OVER, ALREADY_ASKED,
/// DOUBLE_SHIFT and NOT_FOUND.
/// </summary>
/// <param name="ReturnShiftId">A shift of the colleague that the asker takes in return; null: none.</param>
[Requires(AttendancePermissions.Swap)]
[Endpoint(Verb.Post, "staff-attendance/shifts/{shiftId}/swaps", "请同事代班或换班")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record AskSwap(Guid ShiftId, Guid ToStaffId, string Reason, Guid? ReturnShiftId = null) : ICommand<Guid>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"shift:{ShiftId}";
}

internal sealed class AskSwapValidator : AbstractValidator<AskSwap>
{
    public AskSwapValidator()
    {
        RuleFor(s => s.ToStaffId).NotEmpty().WithMessage("请选择同事。");
        RuleFor(s => s.Reason).NotEmpty().WithMessage("请写明原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
    }
}

internal sealed class AskSwapHandler(AttendanceDbContext db, RosterDesk desk, Operation operation) : IRequestHandler<AskSwap, Guid>
{
    public async Task<Guid> Handle(AskSwap request, CancellationToken cancellationToken)
    {
        var (shift, roster) = await desk.OpenShiftAsync(request.ShiftId, null, cancellationToken);
        var me = operation.Actor.StaffId;
        if (me == Guid.Empty || shift.StaffId != me)
        {
            throw new RefusalException("NOT_YOURS", "只能调换本人的班。您的账号须与人员名册中的本人关联。", RefusalKind.Forbidden);
        }

        if (request.ToStaffId == me)
        {
            throw new RefusalException("OWN_SHIFT", "请选择别的同事。", RefusalKind.Refused);
        }

        roster.RefuseDraft();
        RefusePast(shift);
        if (await db.Set<ShiftSwap>().AnyAsync(s => s.State == SwapState.Asked && s.ShiftId == shift.Id, cancellationToken))
        {
            throw new RefusalException("ALREADY_ASKED", "这个班已经请过同事，正等待答复。要改请别人，请先撤回。", RefusalKind.Conflict);
        }

        await desk.RefuseDoubleAsync(shift, request.ToStaffId, cancellationToken);
        var back = request.ReturnShiftId is { } id ? await ReturnAsync(id, request.ToStaffId, shift, cancellationToken) : null;
        var swap = new ShiftSwap
        {
            SiteId = shift.SiteId,
            ShiftId = shift.Id,
            Day = shift.Day,
            ShiftName = shift.Name,
            FromStaffId = me,
            ToStaffId = request.ToStaffId,
            ReturnShiftId = back?.Id ?? Guid.Empty,
            ReturnDay = back?.Day,
            ReturnName = back?.Name ?? "",
            Reason = request.Reason.Trim(),
            AskedAt = operation.Now,
        };
        db.Add(swap);
        await db.SaveChangesAsync(cancellationToken);
        return swap.Id;
    }

    private async Task<DutyShift> ReturnAsync(Guid id, Guid owner, DutyShift given, CancellationToken cancellationToken)
    {
        var (back, roster) = await desk.OpenShiftAsync(id, null, cancellationToken);
        if (back.StaffId != owner || back.SiteId != given.SiteId)
        {
            throw new RefusalException("NOT_FOUND", "对方没有这个班，请重新选择。", RefusalKind.NotFound);
        }

        roster.RefuseDraft();
        RefusePast(back);
        await desk.RefuseDoubleAsync(back, given.StaffId, cancellationToken);
        return back;
    }

    private void RefusePast(DutyShift shift)
    {
        if (shift.Day < operation.Today)
        {
            throw new RefusalException("SHIFT_OVER", $"{shift.Day:yyyy-MM-dd}的班已经过去，不能再调。", RefusalKind.Refused);
        }
    }
}
