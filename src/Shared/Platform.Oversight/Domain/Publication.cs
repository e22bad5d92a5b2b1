using Platform.Contracts.Messaging;

namespace Platform.Oversight.Domain;

/// <summary>P4-PATCH-02a/b: the results of a month are reported and put on the board by day 10 of the next.</summary>
internal static class Publication
{
    public const int Day = 10;

    /// <summary>The day from which an automatic scheme publishes by itself, in time for the duty.</summary>
    public static DateOnly AutomaticFrom(YearMonth month) => month.AddMonths(1).FirstDay.AddDays(Day - 1);

    public static string EvidenceRef(YearMonth month, int siteId, int revision) => $"results:{month}:{siteId}:r{revision}";
}
