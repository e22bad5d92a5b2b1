using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>Duty shifts on days of leave (P4-ATTENDANCE-01: who is on duty that day sees to a colleague first).</summary>
internal sealed class LeaveShifts(AttendanceDbContext db, Operation operation)
{
    /// <summary>The person's published shifts of today or later inside the span, for example 2026-11-27 夜班.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Guid staffId, LeaveSpan span, CancellationToken cancellationToken)
    {
        var (first, last) = (span.First < operation.Today ? operation.Today : span.First, span.Last);
        var shifts = await (from s in db.Set<DutyShift>().AsNoTracking()
                            join r in db.Set<DutyRoster>() on s.RosterId equals r.Id
                            where s.StaffId == staffId && s.Day >= first && s.Day <= last && r.State == RosterState.Published
                            orderby s.Day, s.Start
                            select new { s.Day, s.Name }).ToListAsync(cancellationToken);
        return [.. shifts.Select(s => $"{s.Day:yyyy-MM-dd} {s.Name}")];
    }

    /// <summary>Personal leave only with a swap the colleague accepted, after which the shift is no longer the person's: refuses SWAP_REQUIRED. Other kinds leave the shift open.</summary>
    public async Task RefuseAsync(LeaveKind kind, Guid staffId, LeaveSpan span, CancellationToken cancellationToken)
    {
        if (kind == LeaveKind.Personal && await OfAsync(staffId, span, cancellationToken) is { Count: > 0 } shifts)
        {
            throw new RefusalException(
                "SWAP_REQUIRED", $"请假期间有值班：{string.Join("、", shifts)}。请先在“调班”中请同事代班或换班，同事同意后再申请事假。", RefusalKind.Refused,
                [new FieldError("First", "请假期间有值班，须先调班")]);
        }
    }
}
