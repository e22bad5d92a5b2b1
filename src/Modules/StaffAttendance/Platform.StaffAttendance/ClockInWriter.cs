using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Data;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <param name="Repeated">Were there already, in the file or in the database.</param>
internal readonly record struct ClockInCounts(int Added, int Repeated);

/// <summary>
/// Writes clock-ins in bulk and records what they show. Works through the people in groups, so that the memory needed depends on the size of a
/// batch and not on the size of a file; seven statements for each group. What somebody made void does not come back.
/// </summary>
internal sealed class ClockInWriter(AttendanceDbContext db, IncidentRecorder incidents)
{
    private const int People = 500;

    public async Task<ClockInCounts> WriteAsync(IEnumerable<Stamp> stamps, ClockInSource source, Guid importId, CancellationToken cancellationToken)
    {
        var (added, repeated) = (0, 0);
        foreach (var group in stamps.GroupBy(s => (s.SiteId, s.StaffId)).OrderBy(g => g.Key.SiteId).Chunk(People))
        {
            var counts = await WriteGroupAsync(group, source, importId, cancellationToken);
            (added, repeated) = (added + counts.Added, repeated + counts.Repeated);
        }

        return new ClockInCounts(added, repeated);
    }

    private async Task<ClockInCounts> WriteGroupAsync(
        IGrouping<(int SiteId, Guid StaffId), Stamp>[] group, ClockInSource source, Guid importId, CancellationToken cancellationToken)
    {
        var staff = group.Select(g => g.Key.StaffId).ToList();
        var (first, last) = (group.Min(g => g.Min(s => s.Day)), group.Max(g => g.Max(s => s.Day)));
        var known = (await db.Set<ClockIn>().AsNoTracking()
            .Where(c => staff.Contains(c.StaffId) && c.Day >= first && c.Day <= last)
            .Select(c => new Stamp(c.SiteId, c.StaffId, c.Day, c.SecondOfDay))
            .ToListAsync(cancellationToken)).ToHashSet();
        var gone = (await db.Set<ClockInCorrection>().AsNoTracking()
            .Where(c => staff.Contains(c.StaffId) && c.Day >= first && c.Day <= last && c.Kind == CorrectionKind.Voided)
            .Select(c => new Stamp(c.SiteId, c.StaffId, c.Day, c.SecondOfDay))
            .ToListAsync(cancellationToken)).ToHashSet();
        var (total, fresh) = (0, new List<Stamp>());
        foreach (var stamp in group.SelectMany(g => g))
        {
            total++;
            if (!gone.Contains(stamp) && known.Add(stamp))
            {
                fresh.Add(stamp);
            }
        }

        if (fresh.Count > 0)
        {
            await Bulk.InsertAsync(db, fresh.Select(s => Row(s, source, importId)), cancellationToken);
            await incidents.RecordAsync(staff, first, last, known, importId, cancellationToken);
        }

        return new ClockInCounts(fresh.Count, total - fresh.Count);
    }

    public static ClockIn Row(Stamp stamp, ClockInSource source, Guid importId) => new()
    {
        SiteId = stamp.SiteId,
        StaffId = stamp.StaffId,
        Day = stamp.Day,
        SecondOfDay = stamp.SecondOfDay,
        Source = source,
        ImportId = importId,
    };
}
