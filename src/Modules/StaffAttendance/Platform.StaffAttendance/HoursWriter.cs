using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <param name="Start">Seconds since midnight, likewise <paramref name="End"/>.</param>
internal readonly record struct HoursDraft(Guid StaffId, int Start, int End);

/// <summary>Sets working hours of people of a site from a day on, and makes the incidents since then fit.</summary>
internal sealed class HoursWriter(AttendanceDbContext db, IncidentRecorder incidents)
{
    /// <returns>How many people's hours changed.</returns>
    public async Task<int> WriteAsync(int siteId, IReadOnlyList<HoursDraft> drafts, DateOnly from, Guid cause, CancellationToken cancellationToken)
    {
        var staff = drafts.Select(d => d.StaffId).Distinct().ToList();
        var known = (await db.Set<WorkingHours>().Where(h => staff.Contains(h.StaffId)).ToListAsync(cancellationToken)).ToLookup(h => h.StaffId);
        var changed = drafts.Where(d => Set(siteId, d, from, [.. known[d.StaffId]])).Select(d => d.StaffId).ToList();
        if (changed.Count == 0)
        {
            return 0;
        }

        await RefuseConfirmedAsync(siteId, from, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var stamps = await db.Set<ClockIn>().AsNoTracking().Where(c => changed.Contains(c.StaffId) && c.Day >= from)
            .Select(c => new Stamp(c.SiteId, c.StaffId, c.Day, c.SecondOfDay)).ToListAsync(cancellationToken);
        if (stamps.Count > 0)
        {
            await incidents.RecordAsync(changed, from, stamps.Max(s => s.Day), stamps, cause, cancellationToken);
        }

        return changed.Count;
    }

    // Hours that began on that day or later give way; those before end the day before.
    private bool Set(int siteId, HoursDraft draft, DateOnly from, IReadOnlyList<WorkingHours> known)
    {
        var current = known.FirstOrDefault(h => h.Covers(from));
        var later = known.Where(h => h.EffectiveFrom > from).ToList();
        if (current is not null && later.Count == 0 && current.Start == draft.Start && current.End == draft.End)
        {
            return false;
        }

        db.RemoveRange(later);
        if (current?.EffectiveFrom == from)
        {
            (current.Start, current.End, current.EffectiveTo) = (draft.Start, draft.End, WorkingHours.Open);
            return true;
        }

        if (current is not null)
        {
            current.EffectiveTo = from.AddDays(-1);
        }

        db.Add(new WorkingHours { SiteId = siteId, StaffId = draft.StaffId, Start = draft.Start, End = draft.End, EffectiveFrom = from });
        return true;
    }

    private async Task RefuseConfirmedAsync(int siteId, DateOnly from, CancellationToken cancellationToken)
    {
        var month = new DateOnly(from.Year, from.Month, 1);
        var confirmed = await db.Set<MonthlySheet>()
            .Where(s => s.SiteId == siteId && s.Month >= month && s.State == SheetState.Confirmed)
            .OrderBy(s => s.Month).Select(s => (DateOnly?)s.Month).FirstOrDefaultAsync(cancellationToken);
        if (confirmed is { } locked)
        {
            throw new RefusalException(
                "SHEET_CONFIRMED", $"{YearMonth.Of(locked).ToChinese()}考勤表已经确认，不能再改那时的上下班时间。请选择以后的日期，或先由主任撤回确认。", RefusalKind.Conflict,
                [new FieldError("EffectiveFrom", "所在月份的考勤表已经确认")]);
        }
    }
}
