using Platform.Contracts.Modules;

namespace Platform.Openness;

internal static class OpennessDuties
{
    public const string Briefing = "residents-briefing-quarterly";

    private const int EndOfMonth = 31;

    /// <summary>The text says "regularly"; quarterly is the recommended reading (duties.md 2b).</summary>
    public static readonly IReadOnlyList<DutyDefinition> All =
    [
        new(Briefing, "向群众通报工作情况", DutyLevel.Village, Cadence.Quarterly, 0, EndOfMonth, "村（社区）党支部书记、主任", "通报记录",
            ["P3-SUPERVISION-03"], EvidenceLink: "/openness/briefings?record={ref}"),
    ];
}
