namespace Platform.Openness;

internal static class OpennessPermissions
{
    public const string View = "openness.board.view";
    public const string Write = "openness.board.write";
    public const string Approve = "openness.board.approve";
    public const string ManageSubjects = "openness.subjects.manage";
    public const string ViewSuggestions = "openness.suggestions.view";
    public const string AssignSuggestions = "openness.suggestions.assign";
    public const string ReplySuggestions = "openness.suggestions.reply";

    /// <summary>Opens the way to reach a sender, with a reason.</summary>
    public const string RevealContact = "openness.suggestions.contact";
    public const string ViewSupervision = "openness.supervision.view";
    public const string RecordSupervision = "openness.supervision.record";

    /// <summary>Demo data and upkeep by the platform itself. No role has it.</summary>
    public const string Work = "openness.work";
}
