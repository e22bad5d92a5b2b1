using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Demo;

/// <summary>Drafts the reports that the seeded incidents of the year call for; a handful of people.</summary>
[Label("装入演示报告")]
[Requires(AttendancePermissions.Work)]
internal sealed record SeedDemoReports : ICommand<int>;

internal sealed class SeedDemoReportsHandler(AttendanceDbContext db, ReportDrafter reports, Operation operation) : IRequestHandler<SeedDemoReports, int>
{
    public async Task<int> Handle(SeedDemoReports request, CancellationToken cancellationToken)
    {
        var first = new DateOnly(operation.Today.Year, 1, 1);
        var people = await db.Set<Incident>().Where(i => i.Day >= first && i.Status == IncidentStatus.Verified)
            .GroupBy(i => new { i.SiteId, i.StaffId }).Where(g => g.Count() >= IncidentReport.Threshold).Select(g => g.Key).ToListAsync(cancellationToken);
        foreach (var person in people)
        {
            await reports.FollowAsync(person.SiteId, person.StaffId, first.Year, cancellationToken);
        }

        return people.Count;
    }
}
