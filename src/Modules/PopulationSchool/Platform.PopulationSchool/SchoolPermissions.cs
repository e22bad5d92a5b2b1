namespace Platform.PopulationSchool;

internal static class SchoolPermissions
{
    public const string View = "school.view";

    /// <summary>Plans, classes and sessions.</summary>
    public const string Edit = "school.edit";

    /// <summary>Enters that Party committee and government approved the year's plan.</summary>
    public const string ApprovePlans = "school.plans.approve";

    /// <summary>Rosters, roll calls, leave, marks: names of learners are seen.</summary>
    public const string Learners = "school.learners";

    /// <summary>Decides who has completed a class, and revokes certificates.</summary>
    public const string Complete = "school.complete";

    /// <summary>Seeding. No role has it: only the platform itself does that.</summary>
    public const string Work = "school.work";
}
