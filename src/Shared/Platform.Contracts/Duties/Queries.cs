using Platform.Contracts.Messaging;

namespace Platform.Contracts.Duties;

/// <summary>How many duties of the sites fall due in this month and are not fulfilled yet. A fixed number of statements per batch.</summary>
/// <param name="SiteIds">Ascending.</param>
public sealed record CountOpenDuties(IReadOnlyList<int> SiteIds) : IQuery<int>;
