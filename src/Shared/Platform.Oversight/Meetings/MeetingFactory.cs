using Platform.Contracts.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Meetings;

internal static class MeetingFactory
{
    /// <summary>The monthly work meeting, as a close convenes it.</summary>
    public static Meeting Create(int siteId, YearMonth month) =>
        new() { SiteId = siteId, Period = month.FirstDay, Title = MeetingRules.TitleOf(MeetingKind.WorkMeeting, month, 1, null, "") };
}
