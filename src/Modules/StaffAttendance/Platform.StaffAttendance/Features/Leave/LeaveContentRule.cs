using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Protection.Retention;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>Three years after a leave nobody needs to know why; that somebody was away stays. Six statements.</summary>
internal sealed class LeaveContentRule(AttendanceDbContext db, IAttachments attachments) : IRetentionRule
{
    /// <summary>Stands in the place of the reason.</summary>
    public const string Cleared = "（保存期满，已清除）";

    public string Code => "leave-content";

    public string Name => "请假事由、书面材料和证明";

    public string Basis => "《个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间";

    public string Effect => "清除事由、书面材料、意见和附件，保留请假时间、类别和签批";

    public int DefaultDays => 1096;

    public async Task<int> ApplyAsync(DateOnly before, int most, CancellationToken cancellationToken)
    {
        var due = await db.Set<LeaveRequest>().IgnoreQueryFilters()
            .Where(r => r.Last < before && r.State != LeaveState.Waiting && r.State != LeaveState.PendingCounty && r.Reason != Cleared)
            .OrderBy(r => r.Id).Take(most).ToListAsync(cancellationToken);
        var ids = due.Select(r => r.Id).ToList();
        due.ForEach(r => (r.Reason, r.Letter, r.Closing) = (Cleared, "", ""));
        (await db.Set<LeaveStep>().IgnoreQueryFilters().Where(s => ids.Contains(s.RequestId) && s.Opinion != "").ToListAsync(cancellationToken)).ForEach(s => s.Opinion = "");
        (await db.Set<LeaveEvent>().IgnoreQueryFilters().Where(e => ids.Contains(e.RequestId) && e.Note != "").ToListAsync(cancellationToken)).ForEach(e => e.Note = "");
        await db.SaveChangesAsync(cancellationToken);
        await attachments.RemoveAllAsync(LeaveFileKind.KindCode, [.. ids.Select(LeaveFileKind.RefOf)], "保存期满", cancellationToken);
        return due.Count;
    }
}
