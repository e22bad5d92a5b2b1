namespace Platform.Migrants;

internal static class MigrantPermissions
{
    /// <summary>Lists and figures without names.</summary>
    public const string View = "migrants.view";

    /// <summary>The register with names: those who serve. A village officer sees the own villages.</summary>
    public const string Register = "migrants.register";

    /// <summary>The register of the whole township, inquiries and their answers, the month's report.</summary>
    public const string Office = "migrants.office";

    /// <summary>Opens identity numbers, telephones and addresses in full, with a reason.</summary>
    public const string Reveal = "migrants.reveal";

    /// <summary>Hears of inquiries whose target has passed.</summary>
    public const string Direct = "migrants.direct";

    /// <summary>The county's work on the exchange platform: sends, picks up, logs in, files and keys.</summary>
    public const string Bureau = "migrants.bureau";

    /// <summary>Seeding and sweeps. No role has it: only the platform itself does that.</summary>
    public const string Work = "migrants.work";
}
