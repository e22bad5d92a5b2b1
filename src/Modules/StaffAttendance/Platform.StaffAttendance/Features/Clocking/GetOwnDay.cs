using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Clocking;

/// <summary>What the signed-in person clocked today. Refuses like <see cref="ClockNow"/>.</summary>
[Requires(AttendancePermissions.Own)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/clock-ins/own", "本人今天的打卡记录")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record GetOwnDay(int SiteId) : IQuery<OwnDay>, ISiteRequest;

/// <param name="DayName">Name of a holiday or make-up day; null: an ordinary day.</param>
/// <param name="Hours">Working hours of the day; empty: none are set.</param>
internal sealed record OwnDay(string Name, DateOnly Day, string? DayName, bool WorkingDay, string Hours, IReadOnlyList<OwnStamp> Stamps);

/// <param name="Arrival">Counts for arrival, not for departure; null: no hours are set.</param>
internal sealed record OwnStamp(int SecondOfDay, ClockInSource Source, bool? Arrival);

internal sealed class GetOwnDayHandler(AttendanceDbContext db, OwnPerson own, IWorkingDays calendar, Operation operation) : IRequestHandler<GetOwnDay, OwnDay>
{
    public async Task<OwnDay> Handle(GetOwnDay request, CancellationToken cancellationToken)
    {
        var person = await own.AtAsync(request.SiteId, cancellationToken);
        var today = operation.Today;
        var stamps = await db.Set<ClockIn>().AsNoTracking().Where(c => c.StaffId == person.Id && c.Day == today)
            .OrderBy(c => c.SecondOfDay).ToListAsync(cancellationToken);
        var hours = await db.Set<WorkingHours>().AsNoTracking()
            .FirstOrDefaultAsync(h => h.StaffId == person.Id && h.EffectiveFrom <= today && h.EffectiveTo >= today, cancellationToken);
        return new OwnDay(
            person.Name, today, calendar.NameOf(today), calendar.IsWorkingDay(today), hours is null ? "" : $"{TimeText.Of(hours.Start)}–{TimeText.Of(hours.End)}",
            [.. stamps.Select(s => new OwnStamp(s.SecondOfDay, s.Source, hours is null ? null : DayRule.CountsForArrival(s.SecondOfDay, hours.Start, hours.End)))]);
    }
}
