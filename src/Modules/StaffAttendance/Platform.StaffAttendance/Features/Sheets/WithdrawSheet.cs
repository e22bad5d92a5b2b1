using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Sheets;

/// <summary>
/// Takes a confirmation back with a reason: the sheet follows the records again, and the duty is open again. What was signed stays readable as that revision.
/// Refuses NOT_CONFIRMED.
/// </summary>
[Requires(AttendancePermissions.Confirm)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/sheets/{month}/withdrawal", "撤回对某月考勤表的确认，须写明原因")]
internal sealed record WithdrawSheet(int SiteId, YearMonth Month, string Reason) : ICommand<Unit>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => MonthlySheet.RefOf(SiteId, Month.FirstDay);
}

internal sealed class WithdrawSheetValidator : AbstractValidator<WithdrawSheet>
{
    public WithdrawSheetValidator() =>
        RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明撤回的原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class WithdrawSheetHandler(AttendanceDbContext db, IMediator mediator, Operation operation) : IRequestHandler<WithdrawSheet, Unit>
{
    public async Task<Unit> Handle(WithdrawSheet request, CancellationToken cancellationToken)
    {
        var first = request.Month.FirstDay;
        var sheet = await db.Set<MonthlySheet>()
            .FirstOrDefaultAsync(s => s.SiteId == request.SiteId && s.Month == first && s.State == SheetState.Confirmed, cancellationToken)
            ?? throw new RefusalException("NOT_CONFIRMED", "本月考勤表没有确认，不需要撤回。", RefusalKind.Conflict);

        (sheet.State, sheet.WithdrawnReason) = (SheetState.Withdrawn, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("撤回确认：" + request.Reason.Trim());
        await mediator.Publish(new DutyWithdrawn(sheet.EvidenceRef, request.Reason.Trim()), cancellationToken);
        return Unit.Value;
    }
}
