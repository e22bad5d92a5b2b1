using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <summary>
/// Makes the recorded incidents of some people fit their clock-ins, their granted leave and their confirmed field work: five reads and two writes, however many
/// people and days.
/// </summary>
internal sealed class IncidentRecorder(AttendanceDbContext db, LeaveReader leaves, IWorkingDays calendar, Operation operation)
{
    /// <param name="stamps">All clock-ins of these people between the two days.</param>
    /// <param name="cause">The import or change; what it recorded itself it may take back without a word.</param>
    public async Task RecordAsync(
        IReadOnlyList<Guid> staff, DateOnly first, DateOnly last, IReadOnlyCollection<Stamp> stamps, Guid cause, CancellationToken cancellationToken)
    {
        var hours = await db.Set<WorkingHours>().AsNoTracking()
            .Where(h => EF.Parameter(staff).Contains(h.StaffId) && h.EffectiveFrom <= last && h.EffectiveTo >= first).ToListAsync(cancellationToken);
        var recorded = await db.Set<Incident>().Where(i => EF.Parameter(staff).Contains(i.StaffId) && i.Day >= first && i.Day <= last).ToListAsync(cancellationToken);
        if (hours.Count == 0 && recorded.Count == 0)
        {
            return;
        }

        var leave = await leaves.OfAsync(staff, first, last, cancellationToken);
        var trips = await db.Set<FieldTrip>().AsNoTracking()
            .Where(t => EF.Parameter(staff).Contains(t.StaffId) && t.Day >= first && t.Day <= last && t.State == FieldTripState.Confirmed).ToListAsync(cancellationToken);

        // Where somebody was for the office he was present: from its first to its last second.
        IEnumerable<Stamp> present = trips.Count == 0 ? stamps : [.. stamps, .. trips.SelectMany(t => new[] { new Stamp(t.SiteId, t.StaffId, t.Day, t.From), new Stamp(t.SiteId, t.StaffId, t.Day, t.To) })];
        var plan = IncidentPlan.Make(new HoursBook(hours).Incidents(present, calendar.WorkingDaysBetween(first, last).ToHashSet(), leave), recorded);
        if (plan.IsEmpty)
        {
            return;
        }

        Change(plan, cause);
        await db.SaveChangesAsync(cancellationToken);
        if (plan.Add.Count > 0)
        {
            await Bulk.InsertAsync(db, await NewAsync(plan.Add, cause, cancellationToken), cancellationToken);
        }
    }

    private void Change(IncidentPlan plan, Guid cause)
    {
        foreach (var (incident, seconds) in plan.Follow)
        {
            (incident.Seconds, incident.RecordedIn) = (seconds, cause);
            (incident.RecordedBy, incident.RecordedByStaffId) = (operation.Actor.AccountId, operation.Actor.StaffId);
        }

        plan.Contradict.ToList().ForEach(i => i.Contradicted = true);
        plan.Agree.ToList().ForEach(i => i.Contradicted = false);
        db.RemoveRange(plan.Remove);
        var gone = plan.Remove.Where(i => i.RecordedIn != cause).ToList();
        if (gone.Count > 0)
        {
            operation.Note($"数据更正后不再成立而撤销的待核实记录 {gone.Count} 条：{string.Join("、", gone.Take(20).Select(i => $"{i.Day:yyyy-MM-dd}（{i.Id:N}）"))}");
        }

        if (plan.Contradict.Count > 0)
        {
            operation.Note($"与新数据不符、已标记的已处理记录 {plan.Contradict.Count} 条");
        }
    }

    private async Task<List<Incident>> NewAsync(IReadOnlyList<FoundIncident> found, Guid cause, CancellationToken cancellationToken)
    {
        var sites = found.Select(f => f.SiteId).Distinct().ToList();
        var limits = await db.Set<AttendanceSetting>().AsNoTracking().Where(s => sites.Contains(s.SiteId))
            .ToDictionaryAsync(s => s.SiteId, s => s.LimitDay, cancellationToken);
        return
        [
            .. found.Select(f => new Incident
            {
                SiteId = f.SiteId,
                StaffId = f.StaffId,
                Day = f.Day,
                Kind = f.Kind,
                Seconds = f.Seconds,
                LimitOn = IncidentLimit.Of(f.Day, limits.GetValueOrDefault(f.SiteId, IncidentLimit.DefaultDay)),
                RecordedBy = operation.Actor.AccountId,
                RecordedByStaffId = operation.Actor.StaffId,
                RecordedIn = cause,
            }),
        ];
    }
}
