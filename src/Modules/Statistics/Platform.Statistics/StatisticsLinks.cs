namespace Platform.Statistics;

/// <summary>Addresses of the area's pages.</summary>
internal static class StatisticsLinks
{
    public const string Residents = "/statistics/residents";
    public const string Events = "/statistics/events";
    public const string Intakes = "/statistics/intakes";
    public const string Reports = "/statistics/reports";
    public const string Forms = "/statistics/forms";

    public static string Intake(Guid id) => $"/statistics/intakes/{id}";

    public static string Report(Guid id) => $"/statistics/reports/{id}";
}
