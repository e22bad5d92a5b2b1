using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Rosters;

/// <summary>Published shifts of today or later whose person is on granted leave that day: somebody else has to take them. Three statements.</summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/open-shifts", "值班人已请假、待补班的班次")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record ListOpenShifts(int SiteId) : IQuery<IReadOnlyList<OpenShift>>, ISiteRequest;

internal sealed record OpenShift(Guid ShiftId, DateOnly Day, string Shift, Guid StaffId, string Name);

internal sealed class ListOpenShiftsHandler(AttendanceDbContext db, PeopleNames names, Operation operation) : IRequestHandler<ListOpenShifts, IReadOnlyList<OpenShift>>
{
    private const int AtMost = 50;

    public async Task<IReadOnlyList<OpenShift>> Handle(ListOpenShifts request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var open = await (from s in db.Set<DutyShift>().AsNoTracking()
                          join r in db.Set<DutyRoster>() on s.RosterId equals r.Id
                          where s.SiteId == request.SiteId && s.Day >= today && r.State == RosterState.Published
                              && db.Set<LeaveRequest>().Any(l => l.StaffId == s.StaffId && l.State == LeaveState.Granted && l.First <= s.Day && l.Last >= s.Day)
                          orderby s.Day, s.Start
                          select new { s.Id, s.Day, s.Name, s.StaffId }).Take(AtMost).ToListAsync(cancellationToken);
        var known = await names.OfAsync(open.Select(o => o.StaffId), [], cancellationToken);
        return [.. open.Select(o => new OpenShift(o.Id, o.Day, o.Name, o.StaffId, known.Person(o.StaffId).Name))];
    }
}
