namespace Platform.Organisation;

internal static class OrganisationPermissions
{
    public const string View = "organisation.view";
    public const string Manage = "organisation.manage";
    public const string ManageStandIns = "organisation.stand-ins.manage";
    public const string ManageQualifications = "organisation.qualifications.manage";
    public const string ManageGrants = "organisation.grants.manage";

    /// <summary>Upkeep by the platform itself. No role has it.</summary>
    public const string Work = "organisation.work";
}
