using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Sheets;

/// <summary>
/// The director confirms the sheet of a month: its figures are frozen, and the duty is fulfilled. A revision confirmed earlier stays as it was and gives way. Refuses MONTH_NOT_OVER, UNVERIFIED_INCIDENTS,
/// NOTHING_TO_CONFIRM and SHEET_CONFIRMED.
/// </summary>
[Requires(AttendancePermissions.Confirm)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/sheets/{month}/confirmation", "确认一个乡镇某月的考勤表")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record ConfirmSheet(int SiteId, YearMonth Month) : ICommand<Unit>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => MonthlySheet.RefOf(SiteId, Month.FirstDay);
}

internal sealed class ConfirmSheetHandler(AttendanceDbContext db, SheetReader sheets, SheetRevisions revisions, IMediator mediator, Operation operation) : IRequestHandler<ConfirmSheet, Unit>
{
    public async Task<Unit> Handle(ConfirmSheet request, CancellationToken cancellationToken)
    {
        if (operation.Today <= request.Month.LastDay)
        {
            throw new RefusalException("MONTH_NOT_OVER", $"{request.Month.ToChinese()}还没有结束，请在次月确认。", RefusalKind.Refused);
        }

        if (await sheets.UndecidedAsync(request.SiteId, request.Month, cancellationToken) is > 0 and var waiting)
        {
            throw new RefusalException("UNVERIFIED_INCIDENTS", $"还有 {waiting} 条考勤异常没有核实，请先由记录人以外的人核实。", RefusalKind.Refused);
        }

        var lines = await sheets.ReadAsync(request.SiteId, request.Month, cancellationToken);
        if (lines.Count == 0)
        {
            throw new RefusalException("NOTHING_TO_CONFIRM", "本月没有应出勤的人员。请先导入人员名册，设置上下班时间。", RefusalKind.Refused);
        }

        await FreezeAsync(request, lines, cancellationToken);
        var proof = new DutyFulfilled(
            AttendanceCodes.MonthlySheet, request.SiteId, Guid.Empty, request.Month.FirstDay, MonthlySheet.RefOf(request.SiteId, request.Month.FirstDay),
            operation.Today, operation.Today);
        await mediator.Publish(new DutiesFulfilled([proof]), cancellationToken);
        return Unit.Value;
    }

    private async Task FreezeAsync(ConfirmSheet request, IReadOnlyList<SheetLine> lines, CancellationToken cancellationToken)
    {
        var first = request.Month.FirstDay;
        var known = await revisions.OfAsync(request.SiteId, first, cancellationToken);
        var (sheet, before) = (known.Find(s => s.State == SheetState.Open), known.Find(s => s.State == SheetState.Confirmed));
        if (sheet is null && before is not null)
        {
            throw new RefusalException("SHEET_CONFIRMED", "本月考勤表已经确认。", RefusalKind.Conflict);
        }

        if (sheet is null)
        {
            var last = known.LastOrDefault();
            db.Add(sheet = new MonthlySheet { SiteId = request.SiteId, Month = first, Revision = (last?.Revision ?? 0) + 1, RevisionReason = last?.WithdrawnReason ?? "" });
        }

        if (before is not null)
        {
            before.State = SheetState.Superseded;
        }

        sheet.State = SheetState.Confirmed;
        (sheet.ConfirmedBy, sheet.ConfirmedByName, sheet.ConfirmedOn) = (operation.Actor.AccountId, operation.Actor.Name, operation.Today);
        db.AddRange(lines.Select(l => Frozen(sheet, l)));
        await db.SaveChangesAsync(cancellationToken);
    }

    public static MonthlySheetLine Frozen(MonthlySheet sheet, SheetLine line) => new()
    {
        SiteId = sheet.SiteId,
        SheetId = sheet.Id,
        StaffId = line.StaffId,
        Number = line.Number,
        Name = line.Name,
        Post = line.Post,
        WorkingDays = line.WorkingDays,
        CompleteDays = line.CompleteDays,
        LeaveHalfDays = line.LeaveHalfDays,
        Late = line.Late,
        Early = line.Early,
        Verified = line.Verified,
        Other = line.Other,
        FieldDays = line.FieldDays,
        FieldOpen = line.FieldOpen,
        LateCorrections = line.LateCorrections,
    };
}
