using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Settings;

[Requires(AttendancePermissions.Settings)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/settings", "一个乡镇的考勤设置")]
internal sealed record GetAttendanceSettings(int SiteId) : IQuery<AttendanceSettings>, ISiteRequest;

/// <param name="LimitDay">Day of the next month by which incidents are to be decided.</param>
/// <param name="ReportSender">Who reports to the county, and <paramref name="ReportReceiver"/> to whom; empty: the usual bodies.</param>
/// <param name="LockDay">Day of the next month after which only a director corrects.</param>
internal sealed record AttendanceSettings(int SiteId, int LimitDay, Guid? Version, int LockDay, string ReportSender, string ReportReceiver);

internal sealed class GetAttendanceSettingsHandler(AttendanceDbContext db) : IRequestHandler<GetAttendanceSettings, AttendanceSettings>
{
    public async Task<AttendanceSettings> Handle(GetAttendanceSettings request, CancellationToken cancellationToken)
    {
        var setting = await db.Set<AttendanceSetting>().AsNoTracking().FirstOrDefaultAsync(s => s.SiteId == request.SiteId, cancellationToken);
        return new AttendanceSettings(request.SiteId, setting?.LimitDay ?? IncidentLimit.DefaultDay, setting?.Version, setting?.LockDay ?? LockDate.DefaultDay, setting?.ReportSender ?? "",
            setting?.ReportReceiver ?? "");
    }
}
