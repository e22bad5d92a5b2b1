using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Devices;

/// <summary>The forms of files that a division named, by name.</summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/device-profiles", "一个单位的打卡机格式：列名、日期时间格式和编码")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record ListDeviceProfiles(int SiteId, PageRequest Page) : IQuery<Page<DeviceProfileRow>>, ISiteRequest;

/// <summary>See <see cref="DeviceProfile"/>.</summary>
internal sealed record DeviceProfileRow(
    Guid Id, string Name, DeviceEncoding Encoding, string NumberColumn, string NameColumn, string DayColumn, string TimeColumn, string MomentColumn,
    string DayFormat, string TimeFormat, string MomentFormat, Guid Version)
{
    /// <summary>Titles that differ from the usual ones.</summary>
    public string ColumnText => Join(("工号", NumberColumn), ("姓名", NameColumn), ("日期", DayColumn), ("时间", TimeColumn), ("日期时间", MomentColumn));

    public string FormatText => Join(("日期", DayFormat), ("时间", TimeFormat), ("日期时间", MomentFormat));

    private static string Join(params (string What, string Value)[] parts) =>
        parts.Any(p => p.Value.Length > 0) ? string.Join("，", parts.Where(p => p.Value.Length > 0).Select(p => $"{p.What}：{p.Value}")) : "通用";
}

internal sealed class ListDeviceProfilesHandler(AttendanceDbContext db) : IRequestHandler<ListDeviceProfiles, Page<DeviceProfileRow>>
{
    public async Task<Page<DeviceProfileRow>> Handle(ListDeviceProfiles request, CancellationToken cancellationToken)
    {
        var rows = db.Set<DeviceProfile>().AsNoTracking().Where(p => p.SiteId == request.SiteId);
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderBy(p => p.Name).ThenBy(p => p.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        return new Page<DeviceProfileRow>(
            [
                .. page.Select(p => new DeviceProfileRow(
                    p.Id, p.Name, p.Encoding, p.NumberColumn, p.NameColumn, p.DayColumn, p.TimeColumn, p.MomentColumn, p.DayFormat, p.TimeFormat, p.MomentFormat, p.Version)),
            ],
            total);
    }
}
