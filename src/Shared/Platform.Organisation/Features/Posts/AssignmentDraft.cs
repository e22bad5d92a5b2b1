using MediatR;

namespace Platform.Organisation.Features.Posts;

public enum AssignmentStep { Appoint, End, Move }

/// <summary>A line of a table of assignments.</summary>
/// <param name="Paper">Number of the notice that began it; empty: none.</param>
public sealed record AssignmentLine(
    Guid Id, Guid StaffId, string Name, Guid PostId, string PostName, string BodyName, DateOnly From, DateOnly To, bool IsMain, bool Void, string Span, string Notes, string Paper, Guid NoticeId,
    Guid Version)
{
    internal static AssignmentLine Of(AssignmentRow row) => new(
        row.Id, row.StaffId, row.Name, row.PostId, row.PostName, row.BodyName, row.From, row.To, row.IsMain, row.Void, row.Span,
        string.Join("；", new[] { row.Reason, row.EndReason }.Where(t => t.Length > 0)), row.Paper, row.NoticeId, row.Version);

    internal string State(DateOnly today) => Void ? "已作废" : From > today ? "未到任" : To < today ? "已离任" : IsMain ? "在任" : "在任（兼）";
}

/// <summary>An appointment, an end or a move as being filled in.</summary>
public sealed class AssignmentDraft
{
    public AssignmentStep Step { get; init; }

    public int SiteId { get; init; }

    public Guid AssignmentId { get; init; }

    public Guid Version { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Id of the post, as text.</summary>
    public string? PostId { get; set; }

    public string? StaffId { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public DateOnly? LastDay { get; set; }

    public bool IsMain { get; set; } = true;

    public string? Reason { get; set; } = "";

    internal static AssignmentDraft Appoint(int siteId, Guid postId, string post, DateOnly today) =>
        new() { Step = AssignmentStep.Appoint, SiteId = siteId, PostId = postId.ToString(), Title = $"任命：{post}", From = today };

    internal static AssignmentDraft OfPerson(int siteId, Guid staffId, string name, DateOnly today) =>
        new() { Step = AssignmentStep.Appoint, SiteId = siteId, StaffId = staffId.ToString(), Title = $"任命：{name}", From = today };

    internal static AssignmentDraft End(int siteId, AssignmentLine row, DateOnly today) =>
        new() { Step = AssignmentStep.End, SiteId = siteId, AssignmentId = row.Id, Version = row.Version, Title = $"离任：{row.Name}，{row.PostName}", LastDay = today };

    internal static AssignmentDraft Move(int siteId, AssignmentLine row, DateOnly today) =>
        new() { Step = AssignmentStep.Move, SiteId = siteId, AssignmentId = row.Id, Version = row.Version, Title = $"调整岗位：{row.Name}", From = today };

    internal Task SendAsync(IMediator mediator)
    {
        var post = Guid.TryParse(PostId, out var p) ? p : Guid.Empty;
        return Step switch
        {
            AssignmentStep.Appoint => mediator.Send(new AppointStaff(SiteId, post, Guid.TryParse(StaffId, out var s) ? s : Guid.Empty, From, To, IsMain, Reason ?? "")),
            AssignmentStep.End => mediator.Send(new EndAssignment(SiteId, AssignmentId, Version, LastDay, Reason ?? "")),
            _ => mediator.Send(new MoveStaff(SiteId, AssignmentId, Version, post, From, Reason ?? "")),
        };
    }
}
