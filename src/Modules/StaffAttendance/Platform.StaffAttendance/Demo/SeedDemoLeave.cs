using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;

namespace Platform.StaffAttendance.Demo;

/// <summary>Leave of the demo county, before its clock-ins: nobody clocks in while away.</summary>
[Label("装入演示请假")]
[Requires(AttendancePermissions.Work)]
internal sealed record SeedDemoLeave(IReadOnlyList<int> SiteIds, DateOnly Since) : ICommand<int>;

internal sealed class SeedDemoLeaveHandler(AttendanceDbContext db, IWorkingDays calendar, IMediator mediator, Operation operation) : IRequestHandler<SeedDemoLeave, int>
{
    public async Task<int> Handle(SeedDemoLeave request, CancellationToken cancellationToken)
    {
        var staff = (await mediator.Send(new GetStaff(request.SiteIds), cancellationToken)).ToLookup(s => s.SiteId);
        List<DemoLeave> leaves = [.. request.SiteIds.Select((site, i) => new DemoLeave(site, i, [.. staff[site].OrderBy(s => s.Number, StringComparer.Ordinal)], calendar, request.Since, operation.Today).Build())];
        await Bulk.InsertAsync(db, leaves.SelectMany(l => l.Requests), cancellationToken);
        await Bulk.InsertAsync(db, leaves.SelectMany(l => l.Steps), cancellationToken);
        await Bulk.InsertAsync(db, leaves.SelectMany(l => l.Events), cancellationToken);
        return leaves.Sum(l => l.Requests.Count);
    }
}
