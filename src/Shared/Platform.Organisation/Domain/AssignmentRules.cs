using Platform.Contracts.Messaging;
using Platform.Organisation.Data;

namespace Platform.Organisation.Domain;

/// <summary>Who may hold a post when. A day is judged by the assignments that cover it and are not void.</summary>
internal static class AssignmentRules
{
    public static IEnumerable<Assignment> HoldersOn(IEnumerable<Assignment> assignments, Guid postId, DateOnly day) =>
        assignments.Where(a => a.PostId == postId && !a.Void && a.Covers(day));

    /// <summary>Refuses a new assignment that would put somebody twice on a post, or more people on it than it has seats.</summary>
    /// <param name="known">All assignments of the post and of the person.</param>
    public static void CheckNew(Post post, Guid staffId, DateOnly from, DateOnly to, bool isMain, IReadOnlyList<Assignment> known)
    {
        if (to < from)
        {
            throw Refuse("DAYS_REVERSED", "结束日期不能早于开始日期。", "To", "不能早于开始日期");
        }

        if (!post.Covers(from) || to > post.To)
        {
            throw Refuse("POST_NOT_THERE", $"这个岗位只在 {Days.Span(post.From, post.To)} 存在，请改任职日期。", "From", "岗位当时不存在");
        }

        var live = known.Where(a => !a.Void && a.Overlaps(from, to)).ToList();
        if (live.Exists(a => a.PostId == post.Id && a.StaffId == staffId))
        {
            throw Refuse("ALREADY_ON_POST", "这个人在所选日期已经担任这个岗位，不能重复任职。", "StaffId", "已经担任这个岗位");
        }

        if (MostAtOnce(live.Where(a => a.PostId == post.Id), from, to) >= post.Seats)
        {
            throw Refuse("POST_FULL", $"“{post.Name}”定员 {post.Seats} 人，所选日期已经满员。请先结束现任的任职，或增加定员。", "From", "岗位已满员");
        }

        if (isMain && live.Exists(a => a.IsMain && a.StaffId == staffId))
        {
            throw Refuse("SECOND_MAIN_POST", "这个人在所选日期已有主要岗位。请改为兼任，或用“调整岗位”。", "IsMain", "已有主要岗位");
        }
    }

    /// <summary>The most people on one day of the interval. The number only rises on a first day, so those days are enough.</summary>
    public static int MostAtOnce(IEnumerable<Assignment> assignments, DateOnly from, DateOnly to)
    {
        var list = assignments.ToList();
        var days = list.Select(a => a.From).Where(d => d > from && d <= to).Append(from);
        return days.Max(day => list.Count(a => a.Covers(day)));
    }

    /// <summary>Ends an assignment with its last day. What ended before today stays as it is.</summary>
    public static void End(Assignment assignment, DateOnly lastDay, DateOnly today, string reason, Guid noticeId)
    {
        if (assignment.Void || assignment.To < today)
        {
            throw new RefusalException("ALREADY_ENDED", "这项任职已经结束，过去的记录不再改动。登记有误的，请作废后重新登记。", RefusalKind.Refused);
        }

        if (lastDay < assignment.From)
        {
            throw Refuse("DAYS_REVERSED", "最后一天不能早于任职开始的日期；登记有误的，请作废。", "LastDay", "不能早于开始日期");
        }

        if (lastDay > assignment.To)
        {
            throw Refuse("DAYS_REVERSED", $"这项任职本来就到 {Days.Text(assignment.To)} 为止；要延长，请另行任命。", "LastDay", "晚于原定的结束日期");
        }

        if (lastDay < today.AddDays(-1) && reason.Length == 0)
        {
            throw Refuse("REASON_FOR_PAST", "补登已经过去的离任，请写明原因。", "Reason", "补登请写明原因");
        }

        (assignment.To, assignment.EndReason, assignment.EndNoticeId) = (lastDay, reason, noticeId);
    }

    internal static RefusalException Refuse(string code, string detail, string field, string message) =>
        new(code, detail, RefusalKind.Invalid, [new FieldError(field, message)]);
}
