namespace Platform.Oversight.Features.Meetings;

/// <summary>What the parts of the meeting page hand to each other.</summary>
public sealed class MeetingView
{
    internal MeetingView(MeetingDetail meeting) => Meeting = meeting;

    internal MeetingDetail Meeting { get; }
}
