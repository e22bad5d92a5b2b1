using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Settings;

/// <summary>The people of a site with the working hours of today, or the next ones.</summary>
[Requires(AttendancePermissions.Settings)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/working-hours", "一个乡镇各工作人员的上下班时间")]
internal sealed record ListWorkingHours(int SiteId, PageRequest Page, string? Person = null) : IQuery<Page<WorkingHoursRow>>, ISiteRequest;

/// <param name="Start">Seconds since midnight; null: no hours are set, so the person is not expected.</param>
internal sealed record WorkingHoursRow(Guid StaffId, string Number, string Name, string Post, int? Start, int? End, DateOnly? EffectiveFrom);

internal sealed class ListWorkingHoursHandler(AttendanceDbContext db, IMediator mediator, Operation operation)
    : IRequestHandler<ListWorkingHours, Page<WorkingHoursRow>>
{
    public async Task<Page<WorkingHoursRow>> Handle(ListWorkingHours request, CancellationToken cancellationToken)
    {
        // An office has a handful of people: they are paged in memory.
        var text = request.Person?.Trim() ?? "";
        var staff = (await mediator.Send(new GetStaff([request.SiteId]), cancellationToken))
            .Where(s => text.Length == 0 || s.Number == text || s.Name.StartsWith(text, StringComparison.Ordinal))
            .ToList();
        var hours = (await db.Set<WorkingHours>().AsNoTracking()
                .Where(h => h.SiteId == request.SiteId && h.EffectiveTo >= operation.Today).ToListAsync(cancellationToken))
            .GroupBy(h => h.StaffId).ToDictionary(g => g.Key, g => g.MinBy(h => h.EffectiveFrom));
        var rows = staff.Skip(request.Page.Skip).Take(request.Page.Take).Select(s =>
        {
            var set = hours.GetValueOrDefault(s.Id);
            return new WorkingHoursRow(s.Id, s.Number, s.Name, s.Post, set?.Start, set?.End, set?.EffectiveFrom);
        });
        return new Page<WorkingHoursRow>([.. rows], staff.Count);
    }
}
