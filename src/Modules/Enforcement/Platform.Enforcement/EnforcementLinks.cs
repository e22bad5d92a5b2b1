namespace Platform.Enforcement;

/// <summary>Addresses of the area's pages.</summary>
internal static class EnforcementLinks
{
    public const string Cases = "/enforcement/cases";
    public const string Powers = "/enforcement/powers";

    public const string Petitions = "/enforcement/petitions";

    public static string Petition(Guid id) => $"/enforcement/petitions/{id}";

    public static string PetitionReceipt(Guid id) => $"/enforcement/petitions/{id}/print";

    public static string Case(Guid id) => $"/enforcement/cases/{id}";

    public static string Paper(Guid id, string paper) => $"/enforcement/cases/{id}/print/{paper}";
}
