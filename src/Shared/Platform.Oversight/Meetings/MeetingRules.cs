using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Oversight.Data;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Meetings;

/// <summary>What belongs to a kind of meeting.</summary>
/// <param name="Always">Duties every meeting of the kind fulfils.</param>
/// <param name="May">Further duties that may be ticked in the minutes.</param>
/// <param name="Posts">Whose presence is expected, by post; none: the whole staff.</param>
/// <param name="ThreeParts">The three mandated parts are all required (P3-WORKRULES-01).</param>
/// <param name="Study">Topic and hours are required: it is study or training as a whole.</param>
/// <param name="Business">It has findings, missed duties and decisions on its agenda.</param>
/// <param name="InVillage">It is held in one village or community.</param>
internal sealed record MeetingRule(
    MeetingKind Kind, string Name, IReadOnlyList<string> Clauses, IReadOnlyList<string> Always, IReadOnlyList<string> May, IReadOnlyList<string> Posts,
    bool ThreeParts = false, bool Study = false, bool Business = false, bool InVillage = false);

/// <summary>The kinds of meetings: which duties each may discharge, who is expected, what the minutes must hold.</summary>
internal static class MeetingRules
{
    private static readonly MeetingRule[] All =
    [
        new(MeetingKind.WorkMeeting, "月度工作例会", ["P3-WORKRULES-01", "P3-WORKRULES-02", "P3-COUNSEL-02"], [OversightDuties.WorkMeeting],
            [OversightDuties.StudySession, OversightDuties.SuppliesMeeting, OversightDuties.MigrantMeeting, OversightDuties.SuppliesTraining], [], ThreeParts: true, Business: true),
        new(MeetingKind.OfficeWeekly, "办公室周例会", ["P4-DIRECTOR-08b"], [OversightDuties.WeeklyMeeting], [],
        [
            PostKinds.OfficeDirector, PostKinds.DeputyDirector, PostKinds.StatisticsOfficer, PostKinds.MigrantOfficer, PostKinds.PublicityOfficer, PostKinds.ComputerOperator,
            PostKinds.StationHead, PostKinds.StationStaff, PostKinds.SuppliesManager, PostKinds.EnforcementOfficer,
        ], Business: true),
        new(MeetingKind.StudySession, "学习会", ["P3-WORKRULES-02"], [OversightDuties.StudySession], [], [], Study: true),
        new(MeetingKind.SuppliesMeeting, "药具工作例会", ["P3-STREETSUPPLY-07a"], [OversightDuties.SuppliesMeeting], [OversightDuties.SuppliesTraining],
            [PostKinds.OfficeDirector, PostKinds.SuppliesManager, PostKinds.Distributor]),
        new(MeetingKind.MigrantMeeting, "流动人口工作例会", ["P3-MIGSERVICE-06a", "P4-MIGMANAGER-02a"], [OversightDuties.MigrantMeeting], [],
            [PostKinds.OfficeDirector, PostKinds.MigrantOfficer, PostKinds.VillageOfficer, PostKinds.GroupHead]),
        new(MeetingKind.Training, "业务培训", ["P3-STREETSUPPLY-07b", "P3-SUPPLYTRAIN-03", "P4-DIRECTOR-08a"], [], [OversightDuties.SuppliesTraining, OversightDuties.StudySession], [], Study: true),
        new(MeetingKind.CommunityStudy, "社区（村）学习活动", ["P3-COMMPOST-02b"], [OversightDuties.CommunityStudy], [],
            [PostKinds.PartySecretary, PostKinds.VillageHead, PostKinds.VillageOfficer, PostKinds.Publicist], Study: true, InVillage: true),
    ];

    public static MeetingRule Of(MeetingKind kind) => All[(int)kind];

    public static string NameOf(MeetingKind kind) => Of(kind).Name;

    /// <summary>Codes of the duties that may be ticked, of those the catalogue knows.</summary>
    public static IEnumerable<string> Offered(MeetingKind kind, DutyCatalog catalog) => Of(kind).May.Where(c => catalog.Find(c) is not null);

    /// <summary>Codes of the duties a meeting discharges: always and ticked. A code the kind does not offer is left out.</summary>
    public static IReadOnlyList<string> Discharged(Meeting meeting, DutyCatalog catalog)
    {
        var rule = Of(meeting.Kind);
        var ticked = meeting.Discharges.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return [.. rule.Always.Concat(rule.May.Where(ticked.Contains)).Where(c => catalog.Find(c) is not null)];
    }

    /// <param name="number">1 for the first of the kind in the month.</param>
    /// <param name="village">Name of the village of a community study.</param>
    public static string TitleOf(MeetingKind kind, YearMonth month, int number, DateOnly? plannedOn, string village)
    {
        var when = kind == MeetingKind.OfficeWeekly && plannedOn is { } day ? $"{day.Year}年{day.Month}月{day.Day}日" : month.ToChinese();
        var name = kind switch
        {
            MeetingKind.WorkMeeting => "工作例会",
            MeetingKind.CommunityStudy => "学习活动",
            _ => NameOf(kind),
        };
        return $"{village}{when}{name}{(number > 1 && kind != MeetingKind.OfficeWeekly && kind != MeetingKind.CommunityStudy ? $"（第{number}次）" : "")}";
    }
}
