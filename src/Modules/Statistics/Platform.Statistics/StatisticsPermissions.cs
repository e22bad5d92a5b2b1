namespace Platform.Statistics;

internal static class StatisticsPermissions
{
    /// <summary>Reports and counts; nobody is named.</summary>
    public const string View = "statistics.view";

    /// <summary>Looks people up in the ledger and in received lists: names are seen.</summary>
    public const string People = "statistics.people";

    /// <summary>Enters people and events, takes lists and settles their lines.</summary>
    public const string Edit = "statistics.edit";

    /// <summary>Opens identity numbers and addresses in full, with a reason.</summary>
    public const string Reveal = "statistics.reveal";

    /// <summary>Builds the monthly report, writes its analysis, signs as the one who filled it in, submits it.</summary>
    public const string Reports = "statistics.reports";

    /// <summary>Signs a report as the one who reviewed it.</summary>
    public const string Review = "statistics.review";

    /// <summary>Approves reports of the level below, or sends them back.</summary>
    public const string Approve = "statistics.approve";

    /// <summary>Decides what the report's form asks.</summary>
    public const string Forms = "statistics.forms";

    /// <summary>Seeding. No role has it: only the platform itself does that.</summary>
    public const string Work = "statistics.work";
}
