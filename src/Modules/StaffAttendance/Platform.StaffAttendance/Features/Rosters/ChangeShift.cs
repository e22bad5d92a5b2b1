using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Rosters;

/// <summary>Gives a shift to somebody else. On a published roster with a reason (REASON_REQUIRED). Refuses NOT_FOUND, DOUBLE_SHIFT and CHANGED_MEANWHILE.</summary>
[Requires(AttendancePermissions.EditRosters)]
[Endpoint(Verb.Put, "staff-attendance/shifts/{id}", "改派一个值班人（已公布的须写明原因）")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record AssignShift(Guid Id, Guid StaffId, string? Reason = null, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"shift:{Id}";
}

internal sealed class AssignShiftValidator : AbstractValidator<AssignShift>
{
    public AssignShiftValidator()
    {
        RuleFor(s => s.StaffId).NotEmpty().WithMessage("请选择值班人。");
        RuleFor(s => s.Reason).MaximumLength(200).WithMessage("原因最多 200 字。");
    }
}

internal sealed class AssignShiftHandler(AttendanceDbContext db, RosterDesk desk, Operation operation) : IRequestHandler<AssignShift, Unit>
{
    public async Task<Unit> Handle(AssignShift request, CancellationToken cancellationToken)
    {
        var (shift, roster) = await desk.OpenShiftAsync(request.Id, request.Version, cancellationToken);
        var reason = request.Reason?.Trim() ?? "";
        ShiftChange.RefuseWithoutReason(roster, reason);
        var name = await desk.RefuseDoubleAsync(shift, request.StaffId, cancellationToken);
        shift.StaffId = request.StaffId;
        shift.ChangeNote = roster.State == RosterState.Published ? $"改派：{reason}" : "";
        await desk.OvertakeAsync(db.Set<DutyShift>().Where(s => s.Id == shift.Id).Select(s => s.Id), "该班已经改派", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{shift.Day:yyyy-MM-dd} {shift.Name}：{name}");
        return Unit.Value;
    }
}

/// <summary>Adds a person to a day. Refuses NOT_FOUND, DOUBLE_SHIFT, OUTSIDE_MONTH and REASON_REQUIRED.</summary>
[Requires(AttendancePermissions.EditRosters)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/rosters/{month}/shifts", "在值班表中增加一个值班人")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record AddShift(int SiteId, YearMonth Month, DateOnly? Day, Guid TemplateId, Guid StaffId, string? Reason = null) : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => DutyRoster.RefOf(SiteId, Month.FirstDay);
}

internal sealed class AddShiftValidator : AbstractValidator<AddShift>
{
    public AddShiftValidator()
    {
        RuleFor(s => s.Day).NotNull().WithMessage("请选择日期。");
        RuleFor(s => s.TemplateId).NotEmpty().WithMessage("请选择班次。");
        RuleFor(s => s.StaffId).NotEmpty().WithMessage("请选择值班人。");
        RuleFor(s => s.Reason).MaximumLength(200).WithMessage("原因最多 200 字。");
    }
}

internal sealed class AddShiftHandler(AttendanceDbContext db, RosterDesk desk, Operation operation) : IRequestHandler<AddShift, Guid>
{
    public async Task<Guid> Handle(AddShift request, CancellationToken cancellationToken)
    {
        var day = request.Day!.Value;
        if (YearMonth.Of(day) != request.Month)
        {
            throw new RefusalException("OUTSIDE_MONTH", $"日期须在{request.Month.ToChinese()}内。", RefusalKind.Refused);
        }

        var roster = await desk.OpenAsync(request.SiteId, request.Month, null, cancellationToken);
        var reason = request.Reason?.Trim() ?? "";
        ShiftChange.RefuseWithoutReason(roster, reason);
        var template = await db.Set<ShiftTemplate>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == request.TemplateId && t.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这个班次。", RefusalKind.NotFound);
        var shift = new DutyShift
        {
            SiteId = request.SiteId,
            RosterId = roster.Id,
            TemplateId = template.Id,
            Day = day,
            Name = template.Name,
            Start = template.Start,
            End = template.End,
            StaffId = request.StaffId,
            ChangeNote = roster.State == RosterState.Published ? $"增加：{reason}" : "",
        };
        var name = await desk.RefuseDoubleAsync(shift, request.StaffId, cancellationToken);
        db.Add(shift);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{day:yyyy-MM-dd} {shift.Name}：{name}");
        return shift.Id;
    }
}

/// <summary>Takes a person off a day. On a published roster with a reason (REASON_REQUIRED).</summary>
[Requires(AttendancePermissions.EditRosters)]
[Endpoint(Verb.Delete, "staff-attendance/shifts/{id}", "从值班表中去掉一个值班人（已公布的须写明原因）")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record RemoveShift(Guid Id, string? Reason = null, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"shift:{Id}";
}

internal sealed class RemoveShiftHandler(AttendanceDbContext db, RosterDesk desk, Operation operation) : IRequestHandler<RemoveShift, Unit>
{
    public async Task<Unit> Handle(RemoveShift request, CancellationToken cancellationToken)
    {
        var (shift, roster) = await desk.OpenShiftAsync(request.Id, request.Version, cancellationToken);
        var reason = request.Reason?.Trim() ?? "";
        ShiftChange.RefuseWithoutReason(roster, reason);
        await desk.OvertakeAsync(db.Set<DutyShift>().Where(s => s.Id == shift.Id).Select(s => s.Id), "该班已经取消", cancellationToken);
        db.Remove(shift);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{shift.Day:yyyy-MM-dd} {shift.Name}{(reason.Length > 0 ? "：" + reason : "")}");
        return Unit.Value;
    }
}

internal static class ShiftChange
{
    public static void RefuseWithoutReason(DutyRoster roster, string reason)
    {
        if (roster.State == RosterState.Published && reason.Length == 0)
        {
            throw new RefusalException("REASON_REQUIRED", "值班表已经公布，改动请写明原因。", RefusalKind.Refused);
        }
    }
}
