using Platform.Contracts.Staff;
using Platform.Infrastructure;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Demo;

/// <summary>Invented field work of those who look after a village: some days a month; the newest and a few others are not confirmed.</summary>
internal static class DemoFieldTrips
{
    private static readonly string[] Purposes = ["核对人口信息变动台账", "送交药具和宣传资料", "下村指导台账登记", "参加村民小组会议", "入户了解服务需求"];

    public static IEnumerable<FieldTrip> Of(int site, IReadOnlyList<StaffRow> staff, IReadOnlyList<DateOnly> days, DateOnly today)
    {
        foreach (var (person, index) in staff.Select((p, i) => (p, i)).Where(p => p.p.VillageIds.Count > 0))
        {
            foreach (var day in days.Where(d => Dice.Throw(100, (site * 16) + index, d.DayNumber, 7) < 9))
            {
                var dice = Dice.Throw(60, site, index, day.DayNumber);
                var waits = day.AddDays(7) > today || dice % 10 == 0;
                yield return new FieldTrip
                {
                    SiteId = site,
                    StaffId = person.Id,
                    Day = day,
                    From = (8 * 3600) + (dice % 4 * 1800),
                    To = (15 * 3600) + (dice % 6 * 1800),
                    VillageId = person.VillageIds[0],
                    Purpose = Purposes[dice % Purposes.Length],
                    RequestKey = Keys.New(),
                    State = waits ? FieldTripState.Recorded : FieldTripState.Confirmed,
                    ConfirmedByName = waits ? "" : "村（社区）专干",
                    ConfirmedOn = waits ? null : day.AddDays(1),
                };
            }
        }
    }
}
