namespace Platform.Contracts.Access;

/// <summary>The roles a person can hold, each with a division. Modules name them when they declare permissions.</summary>
public static class Roles
{
    /// <summary>Runs the deployment: divisions, modules, jobs, accounts.</summary>
    public const string PlatformAdministrator = "platform-administrator";

    /// <summary>Administrator of a county or city: switches modules, closes months, publishes.</summary>
    public const string CountyAdministrator = "county-administrator";

    /// <summary>Director of a township office: decides, verifies, signs.</summary>
    public const string OfficeDirector = "office-director";

    /// <summary>Clerk of a township office: enters and imports.</summary>
    public const string OfficeClerk = "office-clerk";

    /// <summary>Village or community officer: enters the records of the own village.</summary>
    public const string VillageOfficer = "village-officer";

    /// <summary>Reads figures and results of the own division.</summary>
    public const string Observer = "observer";

    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        [PlatformAdministrator] = "平台管理员",
        [CountyAdministrator] = "县级管理员",
        [OfficeDirector] = "办公室主任",
        [OfficeClerk] = "乡镇经办人",
        [VillageOfficer] = "村（社区）专干",
        [Observer] = "查看人员",
    };
}
