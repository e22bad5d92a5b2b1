using Microsoft.EntityFrameworkCore;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <summary>Who is away on granted leave. One statement each.</summary>
internal sealed class LeaveReader(AttendanceDbContext db)
{
    public Task<LeaveBook> OfAsync(IReadOnlyList<Guid> staff, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        ReadAsync(Granted(first, last).Where(r => EF.Parameter(staff).Contains(r.StaffId)), cancellationToken);

    /// <summary>Of a range of sites.</summary>
    public Task<LeaveBook> OfSitesAsync(int lo, int hi, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        ReadAsync(Granted(first, last).Where(r => r.SiteId >= lo && r.SiteId <= hi), cancellationToken);

    /// <summary>Clock-ins (seconds of the day) of people on days their granted leave touches.</summary>
    public async Task<ILookup<(Guid, DateOnly), int>> ClockInsAsync(int lo, int hi, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        (await (from leave in Granted(first, last)
                join clock in db.Set<ClockIn>() on leave.StaffId equals clock.StaffId
                where leave.SiteId >= lo && leave.SiteId <= hi && clock.Day >= first && clock.Day <= last && clock.Day >= leave.First && clock.Day <= leave.Last
                select new { clock.StaffId, clock.Day, clock.SecondOfDay }).ToListAsync(cancellationToken))
        .ToLookup(c => (c.StaffId, c.Day), c => c.SecondOfDay);

    private IQueryable<LeaveRequest> Granted(DateOnly first, DateOnly last) =>
        db.Set<LeaveRequest>().AsNoTracking().Where(r => r.State == LeaveState.Granted && r.First <= last && r.Last >= first);

    private static async Task<LeaveBook> ReadAsync(IQueryable<LeaveRequest> rows, CancellationToken cancellationToken) =>
        new((await rows.Select(r => new { r.StaffId, r.First, r.FirstHalf, r.Last, r.LastHalf }).ToListAsync(cancellationToken))
            .Select(r => (r.StaffId, new LeaveSpan(r.First, r.FirstHalf, r.Last, r.LastHalf))));
}
