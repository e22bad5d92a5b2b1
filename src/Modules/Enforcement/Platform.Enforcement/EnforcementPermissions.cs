namespace Platform.Enforcement;

internal static class EnforcementPermissions
{
    /// <summary>Lists without names: numbers, types, states, days.</summary>
    public const string View = "enforcement.view";

    /// <summary>Registers leads and handles the cases one is assigned to. The names of a case are for its own handlers and the director.</summary>
    public const string Handle = "enforcement.handle";

    /// <summary>Files, assigns, decides on recusal, decides, hands over, closes.</summary>
    public const string Direct = "enforcement.direct";

    /// <summary>Powers that the province granted.</summary>
    public const string Powers = "enforcement.powers";

    /// <summary>Registers petitions and handles those one is charged with.</summary>
    public const string Petitions = "enforcement.petitions";

    /// <summary>Charges somebody with a petition, grants longer, opens telephones. The county has it too: for when the accused is the director.</summary>
    public const string DirectPetitions = "enforcement.petitions.direct";

    /// <summary>Seeding. No role has it: only the platform itself does that.</summary>
    public const string Work = "enforcement.work";
}
