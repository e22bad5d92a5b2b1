using Platform.Contracts.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Meetings;

internal static class MeetingFactory
{
    public static Meeting Create(int siteId, YearMonth month) =>
        new() { SiteId = siteId, Period = month.FirstDay, Title = $"{month.ToChinese()}工作例会" };
}
