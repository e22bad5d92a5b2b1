using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Incidents;

/// <summary>
/// Somebody wants to note that money was taken for an incident: always refused with NO_FINE_BASIS, and the refusal stands in the trail (rights.md 8). There is
/// no field it could be kept in.
/// </summary>
[Label("登记考勤扣款")]
[Requires(AttendancePermissions.Verify)]
[Endpoint(Verb.Post, "staff-attendance/incidents/{id}/collection", "登记为已扣款：一律不受理（NO_FINE_BASIS），考勤异常只作记录")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record MarkCollected(Guid Id) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"incident:{Id}";
}

internal sealed class MarkCollectedHandler(AttendanceDbContext db) : IRequestHandler<MarkCollected, Unit>
{
    public async Task<Unit> Handle(MarkCollected request, CancellationToken cancellationToken) =>
        await db.Set<Incident>().AnyAsync(i => i.Id == request.Id, cancellationToken)
            ? throw new RefusalException("NO_FINE_BASIS", $"不受理：{Tier.NoBasis}。", RefusalKind.Refused)
            : throw Refusals.NotFound("这条记录");
}
