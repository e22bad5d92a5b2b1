using Platform.Contracts.Staff;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Demo;

/// <summary>Forgotten clock-ins that somebody added: the first two of a township and month, in late townships after the lock date.</summary>
internal static class DemoCorrections
{
    private static readonly string[] Reasons = ["打卡机停电，经核对在岗", "忘记打卡，经核对在岗"];

    public static IEnumerable<ClockInCorrection> Of(int site, DateOnly month, DemoStory story, IReadOnlyList<StaffRow> staff, IReadOnlyList<DateOnly> days, DateOnly today)
    {
        var found = from person in staff.Select((row, index) => (row.Id, Index: index))
                    from day in days
                    let seconds = DemoDays.Of(site, person.Index, day).ToList()
                    where person.Index > 0 && seconds.Count == 1 && DayRule.CountsForArrival(seconds[0], DemoDays.Start, DemoDays.End)
                    orderby day
                    select (person.Id, day);
        return found.Take(2).Select((f, i) => (f.Id, f.day, Reason: Reasons[i], MadeOn: story.Late ? month.AddMonths(1).AddDays(5 + i) : f.day.AddDays(1)))
            .Where(f => f.MadeOn <= today)
            .Select(f => new ClockInCorrection
            {
                SiteId = site,
                StaffId = f.Id,
                Day = f.day,
                SecondOfDay = DemoDays.End + 300,
                Kind = CorrectionKind.Added,
                Source = ClockInSource.Correction,
                Reason = f.Reason,
                AfterLock = f.MadeOn > LockDate.Of(f.day, LockDate.DefaultDay),
                MadeByName = staff[0].Name,
                MadeOn = f.MadeOn,
            });
    }
}
