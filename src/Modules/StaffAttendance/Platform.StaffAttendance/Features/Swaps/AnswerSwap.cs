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
/// The colleague's answer. A yes changes the roster at once. Refuses NOT_ASKED_OF_YOU, ALREADY_ANSWERED, SHIFT_OVER, DOUBLE_SHIFT and CHANGED_MEANWHILE (the shift is no
/// longer the asker's).
/// </summary>
[Requires(AttendancePermissions.Swap)]
[Endpoint(Verb.Post, "staff-attendance/swaps/{id}/answer", "答复同事的调班请求")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record AnswerSwap(Guid Id, bool Accept, string? Note = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"swap:{Id}";
}

internal sealed class AnswerSwapValidator : AbstractValidator<AnswerSwap>
{
    public AnswerSwapValidator() => RuleFor(a => a.Note).MaximumLength(200).WithMessage("说明最多 200 字。");
}

internal sealed class AnswerSwapHandler(AttendanceDbContext db, RosterDesk desk, PeopleNames names, Operation operation) : IRequestHandler<AnswerSwap, Unit>
{
    public async Task<Unit> Handle(AnswerSwap request, CancellationToken cancellationToken)
    {
        var swap = await SwapLookup.OpenAsync(db, request.Id, cancellationToken);
        swap.AnswerBy(operation.Actor, request.Accept, request.Note?.Trim() ?? "", operation.Now, operation.Today);
        if (request.Accept)
        {
            await MoveAsync(swap, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note(request.Accept ? "同意" : "不同意");
        return Unit.Value;
    }

    private async Task MoveAsync(ShiftSwap swap, CancellationToken cancellationToken)
    {
        var known = await names.OfAsync([swap.FromStaffId, swap.ToStaffId], [], cancellationToken);
        var note = $"{known.Person(swap.FromStaffId).Name}与{known.Person(swap.ToStaffId).Name}调班";
        await GiveAsync(swap.ShiftId, swap.FromStaffId, swap.ToStaffId, note, cancellationToken);
        if (swap.ReturnShiftId != Guid.Empty)
        {
            await GiveAsync(swap.ReturnShiftId, swap.ToStaffId, swap.FromStaffId, note, cancellationToken);
        }

        var moved = db.Set<DutyShift>().Where(s => s.Id == swap.ShiftId || s.Id == swap.ReturnShiftId).Select(s => s.Id);
        await desk.OvertakeAsync(moved, "该班已经另行调换", cancellationToken);
    }

    private async Task GiveAsync(Guid id, Guid from, Guid to, string note, CancellationToken cancellationToken)
    {
        var (shift, _) = await desk.OpenShiftAsync(id, null, cancellationToken);
        if (shift.StaffId != from)
        {
            throw new RefusalException("CHANGED_MEANWHILE", "这个班已经改派给别人，请重新提出调班。", RefusalKind.Conflict);
        }

        await desk.RefuseDoubleAsync(shift, to, cancellationToken);
        (shift.StaffId, shift.ChangeNote) = (to, note);
    }
}

/// <summary>The asker takes the request back before it is answered. Refuses NOT_YOURS and ALREADY_ANSWERED.</summary>
[Requires(AttendancePermissions.Swap)]
[Endpoint(Verb.Delete, "staff-attendance/swaps/{id}", "撤回本人提出的调班")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record WithdrawSwap(Guid Id) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"swap:{Id}";
}

internal sealed class WithdrawSwapHandler(AttendanceDbContext db, Operation operation) : IRequestHandler<WithdrawSwap, Unit>
{
    public async Task<Unit> Handle(WithdrawSwap request, CancellationToken cancellationToken)
    {
        (await SwapLookup.OpenAsync(db, request.Id, cancellationToken)).WithdrawBy(operation.Actor, operation.Now);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

/// <summary>Who is in charge of rosters takes note of an accepted swap. Refuses NOT_ACCEPTED.</summary>
[Requires(AttendancePermissions.PublishRosters)]
[Endpoint(Verb.Post, "staff-attendance/swaps/{id}/note", "主任知悉一次调班")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record NoteSwap(Guid Id) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"swap:{Id}";
}

internal sealed class NoteSwapHandler(AttendanceDbContext db, Operation operation) : IRequestHandler<NoteSwap, Unit>
{
    public async Task<Unit> Handle(NoteSwap request, CancellationToken cancellationToken)
    {
        var swap = await SwapLookup.OpenAsync(db, request.Id, cancellationToken);
        if (swap.State != SwapState.Accepted)
        {
            throw new RefusalException("NOT_ACCEPTED", "同事同意后才需要知悉。", RefusalKind.Refused);
        }

        (swap.SeenByName, swap.SeenOn) = (operation.Actor.Name, operation.Today);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

internal static class SwapLookup
{
    public static async Task<ShiftSwap> OpenAsync(AttendanceDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Set<ShiftSwap>().FirstOrDefaultAsync(s => s.Id == id, cancellationToken)
        ?? throw Refusals.NotFound("这次调班");
}
