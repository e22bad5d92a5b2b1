using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Data;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <param name="Repeated">Were there already, in the file or in the database.</param>
internal readonly record struct ClockInCounts(int Added, int Repeated);

/// <summary>
/// Writes clock-ins in bulk and records what they show. Works through the people in groups, so that the memory needed depends on the size of a
/// batch and not on the size of a file; eight statements for each group. What somebody made void does not come back.
/// </summary>
internal sealed class ClockInWriter(AttendanceDbContext db, IncidentRecorder incidents)
{
    /// <summary>What is there already of so many days of people is held at once; where the days are far apart, at least of <see cref="FewestPeople"/>.</summary>
    private const int PersonDays = 30_000;

    private const int FewestPeople = 250;
    private const int MostPeople = 5_000;

    public async Task<ClockInCounts> WriteAsync(IEnumerable<Stamp> stamps, ClockInSource source, Guid importId, CancellationToken cancellationToken)
    {
        // In the order of the table's key: neighbours are written together.
        var all = stamps.ToArray();
        Array.Sort(all, Stamp.ByPersonAndTime);
        var people = PeopleAtOnce(all);
        var added = 0;
        for (var start = 0; start < all.Length;)
        {
            var group = Group(all, start, people);
            added += await WriteGroupAsync(group, source, importId, cancellationToken);
            start += group.Count;
        }

        return new ClockInCounts(added, all.Length - added);
    }

    private static int PeopleAtOnce(Stamp[] all)
    {
        if (all.Length == 0)
        {
            return MostPeople;
        }

        var (first, last) = Span(all);
        return Math.Clamp(PersonDays / (last.DayNumber - first.DayNumber + 1), FewestPeople, MostPeople);
    }

    private static ArraySegment<Stamp> Group(Stamp[] all, int start, int people)
    {
        var (end, left) = (start + 1, people);
        while (end < all.Length && (all[end].StaffId == all[end - 1].StaffId || --left > 0))
        {
            end++;
        }

        return new ArraySegment<Stamp>(all, start, end - start);
    }

    private static (DateOnly First, DateOnly Last) Span(IEnumerable<Stamp> stamps)
    {
        var (first, last) = (DateOnly.MaxValue, DateOnly.MinValue);
        foreach (var stamp in stamps)
        {
            (first, last) = (stamp.Day < first ? stamp.Day : first, stamp.Day > last ? stamp.Day : last);
        }

        return (first, last);
    }

    private async Task<int> WriteGroupAsync(ArraySegment<Stamp> group, ClockInSource source, Guid importId, CancellationToken cancellationToken)
    {
        var staff = group.Select(s => s.StaffId).Distinct().ToList();
        var (first, last) = Span(group);
        var present = await db.Set<ClockIn>().AsNoTracking()
            .Where(c => EF.Parameter(staff).Contains(c.StaffId) && c.Day >= first && c.Day <= last)
            .Select(c => new Stamp(c.SiteId, c.StaffId, c.Day, c.SecondOfDay))
            .ToListAsync(cancellationToken);
        var gone = await db.Set<ClockInCorrection>().AsNoTracking()
            .Where(c => EF.Parameter(staff).Contains(c.StaffId) && c.Day >= first && c.Day <= last && c.Kind == CorrectionKind.Voided)
            .Select(c => new Stamp(c.SiteId, c.StaffId, c.Day, c.SecondOfDay))
            .ToListAsync(cancellationToken);
        var fresh = Fresh(group, [.. present, .. gone]);
        if (fresh.Count > 0)
        {
            await Bulk.InsertAsync(db, fresh.Select(s => Row(s, source, importId)), cancellationToken);
            present.AddRange(fresh);
            await incidents.RecordAsync(staff, first, last, present, importId, cancellationToken);
        }

        return fresh.Count;
    }

    // The same stamps stand side by side.
    private static List<Stamp> Fresh(ArraySegment<Stamp> group, HashSet<Stamp> taken)
    {
        var fresh = new List<Stamp>(group.Count);
        for (var i = 0; i < group.Count; i++)
        {
            if ((i == 0 || group[i] != group[i - 1]) && !taken.Contains(group[i]))
            {
                fresh.Add(group[i]);
            }
        }

        return fresh;
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
