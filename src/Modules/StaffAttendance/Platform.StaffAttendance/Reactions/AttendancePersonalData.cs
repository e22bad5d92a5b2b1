using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Personal;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Reactions;

/// <summary>What attendance keeps about a person: working hours, days with clock-ins, incidents, leave, field work, corrections. Six statements.</summary>
internal sealed class AttendancePersonalData(AttendanceDbContext db) : INotificationHandler<PersonalDataRequested>
{
    public async Task Handle(PersonalDataRequested notification, CancellationToken cancellationToken)
    {
        if (!notification.Is("staff", out var id))
        {
            return;
        }

        var hours = await db.Set<WorkingHours>().AsNoTracking().Where(h => h.StaffId == id).OrderBy(h => h.EffectiveFrom).ToListAsync(cancellationToken);
        var clockIns = await db.Set<ClockIn>().AsNoTracking().Where(c => c.StaffId == id)
            .GroupBy(c => c.StaffId).Select(g => new { Count = g.Count(), First = g.Min(c => c.Day), Last = g.Max(c => c.Day) }).FirstOrDefaultAsync(cancellationToken);
        var incidents = await db.Set<Incident>().AsNoTracking().Where(i => i.StaffId == id).OrderBy(i => i.Day).ToListAsync(cancellationToken);
        var leaves = await db.Set<LeaveRequest>().AsNoTracking().Where(r => r.StaffId == id).OrderBy(r => r.First).ToListAsync(cancellationToken);
        var trips = await db.Set<FieldTrip>().AsNoTracking().Where(t => t.StaffId == id).OrderBy(t => t.Day).ToListAsync(cancellationToken);
        var corrections = await db.Set<ClockInCorrection>().AsNoTracking().Where(c => c.StaffId == id).OrderBy(c => c.Day).ToListAsync(cancellationToken);
        List<PersonalDataItem> items =
        [
            .. hours.Select(h => new PersonalDataItem($"上下班时间（{h.EffectiveFrom:yyyy-MM-dd} 起）", $"{TimeText.Of(h.Start)} 至 {TimeText.Of(h.End)}")),
            .. clockIns is null ? Array.Empty<PersonalDataItem>() : [new("打卡记录", $"{clockIns.First:yyyy-MM-dd} 至 {clockIns.Last:yyyy-MM-dd}，共 {clockIns.Count} 次")],
            .. leaves.Select(r => new PersonalDataItem(
                $"请假（{r.Span.Text}）", string.Join("；", new[] { $"{LeaveKinds.Of(r.Kind)}，{Words.Of(r.State)}", r.Reason, r.Letter, r.CountyNumber, r.Closing }.Where(t => t.Length > 0)))),
            .. trips.Select(t => new PersonalDataItem($"外勤（{t.Day:yyyy-MM-dd}）", $"{TimeText.Of(t.From)} 至 {TimeText.Of(t.To)}，{t.Purpose}，{Words.Of(t.State)}")),
            .. corrections.Select(c => new PersonalDataItem($"打卡更正（{c.Day:yyyy-MM-dd}）", $"{Words.Of(c.Kind)} {TimeText.Of(c.SecondOfDay)}，{c.Reason}")),
            .. incidents.Select(i => new PersonalDataItem($"考勤异常（{i.Day:yyyy-MM-dd}）", $"{Words.Of(i.Kind)}，{Words.Of(i.Status)}")),
        ];
        if (items.Count > 0)
        {
            notification.Add(new("考勤", "《个人信息保护法》第十三条第一款第二项：实施人力资源管理所必需", items));
        }
    }
}
