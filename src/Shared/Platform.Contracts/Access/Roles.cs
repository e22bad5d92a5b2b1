namespace Platform.Contracts.Access;

/// <summary>The roles a person can hold, each with a division. Modules name them when they declare permissions.</summary>
public static class Roles
{
    /// <summary>Runs the deployment: divisions, modules, calendar, jobs. One of the three separated administrators (三员分立).</summary>
    public const string SystemAdministrator = "system-administrator";

    /// <summary>Decides who may do what: accounts, API keys, security rules. One of the three separated administrators.</summary>
    public const string SecurityAdministrator = "security-administrator";

    /// <summary>Reads the trail and nothing else. One of the three separated administrators.</summary>
    public const string AuditAdministrator = "audit-administrator";

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

    /// <summary>The three that no account may hold together, nor with any other role.</summary>
    public static readonly IReadOnlySet<string> Separated = new HashSet<string> { SystemAdministrator, SecurityAdministrator, AuditAdministrator };

    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        [SystemAdministrator] = "系统管理员",
        [SecurityAdministrator] = "安全管理员",
        [AuditAdministrator] = "审计管理员",
        [CountyAdministrator] = "县级管理员",
        [OfficeDirector] = "办公室主任",
        [OfficeClerk] = "乡镇经办人",
        [VillageOfficer] = "村（社区）专干",
        [Observer] = "查看人员",
    };
}
