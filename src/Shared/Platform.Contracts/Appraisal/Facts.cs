using Platform.Contracts.Messaging;

namespace Platform.Contracts.Appraisal;

/// <summary>The result of a village in the ranking of its site. <paramref name="Points"/> null: nothing could be measured.</summary>
public sealed record VillageResult(string Name, decimal? Points, int? Rank);

/// <param name="Revision">1 for the first result of the month.</param>
/// <param name="Villages">In the order of the ranking.</param>
public sealed record SiteResult(int SiteId, int Revision, IReadOnlyList<VillageResult> Villages);

/// <summary>The results of a month were published for a batch of sites: they go on the board (P4-PATCH-02b). A fixed number of statements a batch.</summary>
public sealed record ResultsPublished(YearMonth Month, string PublishedBy, IReadOnlyList<SiteResult> Sites) : IFact;
