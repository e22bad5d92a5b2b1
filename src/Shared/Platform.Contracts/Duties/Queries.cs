using Platform.Contracts.Messaging;

namespace Platform.Contracts.Duties;

/// <summary>How many duties of the sites fall due in this month and are not fulfilled yet. A fixed number of statements per batch.</summary>
/// <param name="SiteIds">Ascending.</param>
public sealed record CountOpenDuties(IReadOnlyList<int> SiteIds) : IQuery<int>;

/// <summary>
/// The calendar file (RFC 5545) behind somebody's secret address; null: no such address, or its account may no longer see these duties. A fixed number of
/// statements. Sent by the platform itself: calendar programs cannot sign in.
/// </summary>
public sealed record ReadCalendarFeed(string Token) : IQuery<string?>
{
    /// <summary>First part of the path of every feed; the token and <c>.ics</c> follow.</summary>
    public const string Prefix = "/calendar-feed";

    public static string PathOf(string token) => $"{Prefix}/{token}.ics";

    public override string ToString() => "（受保护）";
}
