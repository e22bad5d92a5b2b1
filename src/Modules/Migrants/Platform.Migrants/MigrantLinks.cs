namespace Platform.Migrants;

/// <summary>Addresses of the area's pages.</summary>
internal static class MigrantLinks
{
    public const string Register = "/migrants/register";
    public const string Roll = "/migrants/roll";
    public const string Import = "/migrants/import";
    public const string Checks = "/migrants/checks";
    public const string Matches = "/migrants/matches";
    public const string Inquiries = "/migrants/inquiries";
    public const string Handovers = "/migrants/handovers";
    public const string Bureau = "/migrants/platform";
    public const string Exchange = "/migrants/exchange";
    public const string Reports = "/migrants/reports";

    public static string Record(Guid id, int site) => $"/migrants/register/{id}?site={site}";

    public static string Check(int site, Guid village) => $"/migrants/checks/{village}?site={site}";

    public static string Inquiry(Guid id) => $"/migrants/inquiries/{id}";

    public static string InquiryPrint(Guid id) => $"/migrants/inquiries/{id}/print";
}
