using Platform.Contracts.Staff;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Demo;

/// <summary>Incidents that somebody saw and recorded: one or two in some townships each month, and one person of a few townships who has many.</summary>
internal static class DemoIncidents
{
    private static readonly (IncidentKind Kind, string Detail)[] Seen =
    [
        (IncidentKind.LeftPost, "下午查岗时不在岗，没有说明去向"),
        (IncidentKind.UnrecordedVillageWork, "自称下村，没有外勤登记，村里答复当天没有来"),
        (IncidentKind.Absence, "全天未到岗，没有请假"),
        (IncidentKind.LeftPost, "上午窗口无人值守 40 分钟"),
        (IncidentKind.UnrecordedVillageWork, "自称到村委会开会，当天没有会议"),
        (IncidentKind.LeftPost, "下班前一小时离岗"),
    ];

    public static IEnumerable<Incident> Of(int site, int index, IReadOnlyList<StaffRow> staff, IReadOnlyList<DateOnly> days, bool many)
    {
        var count = many && index % 6 == 1 ? 6 : days.Count > 0 && (index + days[0].Month) % 6 == 0 ? 1 + (index % 2) : 0;
        var person = staff[^1];
        return Enumerable.Range(0, Math.Min(count, days.Count / 3)).Select(i => new Incident
        {
            SiteId = site,
            StaffId = person.Id,
            Day = days[i * 3],
            Kind = Seen[(i + index) % Seen.Length].Kind,
            Manual = true,
            Detail = Seen[(i + index) % Seen.Length].Detail,
            LimitOn = IncidentLimit.Of(days[i * 3], IncidentLimit.DefaultDay),
            RecordedByStaffId = staff[1].Id,
        });
    }
}
