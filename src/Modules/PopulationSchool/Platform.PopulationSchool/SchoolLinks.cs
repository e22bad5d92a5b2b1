namespace Platform.PopulationSchool;

/// <summary>Addresses of the area's pages.</summary>
internal static class SchoolLinks
{
    public const string Plans = "/school/plans";
    public const string Classes = "/school/classes";

    public static string Class(Guid id) => $"/school/classes/{id}";

    public static string Roll(Guid session) => $"/school/sessions/{session}";

    public static string Exam(Guid id) => $"/school/exams/{id}";

    public static string Certificate(Guid id) => $"/school/certificates/{id}/print";

    public static string Roster(Guid classId) => $"/school/classes/{classId}/print";

    /// <summary>Beside the public board: what strangers send from there is limited in number.</summary>
    public const string Verify = "/public/certificates";
}
