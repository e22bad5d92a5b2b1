using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;

namespace Platform.Organisation.Domain;

/// <summary>
/// The usual names of bodies where a division has recorded none. The dates are those of the reforms of the State Council's commission (2013-03-17
/// and 2018-03-27); a township's own reform came later as a rule, which is why a recorded name always goes first.
/// </summary>
internal static class DefaultNames
{
    private static readonly DateOnly Merged = new(2013, 3, 17);
    private static readonly DateOnly Renamed = new(2018, 3, 27);

    private static readonly Line[] Table =
    [
        new(BodyKind.FamilyHealthOffice, DivisionLevels.Township, "计划生育办公室", "计生办", OpenEnd.Ever, Merged.AddDays(-1)),
        new(BodyKind.FamilyHealthOffice, DivisionLevels.Township, "卫生和计划生育办公室", "卫计办", Merged, Renamed.AddDays(-1)),
        new(BodyKind.FamilyHealthOffice, DivisionLevels.Township, "卫生健康办公室", "卫健办", Renamed, OpenEnd.Never),
        new(BodyKind.ServiceStation, DivisionLevels.Township, "计划生育服务所", "计生服务所", OpenEnd.Ever, OpenEnd.Never),
        new(BodyKind.Association, DivisionLevels.Township, "计划生育协会", "计生协", OpenEnd.Ever, OpenEnd.Never),
        new(BodyKind.Association, DivisionLevels.County, "计划生育协会", "计生协", OpenEnd.Ever, OpenEnd.Never),
        new(BodyKind.PopulationSchool, DivisionLevels.Township, "人口学校", "人口学校", OpenEnd.Ever, OpenEnd.Never),
        new(BodyKind.WorkingCommittee, DivisionLevels.Township, "党委", "党委", OpenEnd.Ever, OpenEnd.Never),
        new(BodyKind.Government, DivisionLevels.Township, "人民政府", "政府", OpenEnd.Ever, OpenEnd.Never),
        new(BodyKind.HealthBureau, DivisionLevels.County, "人口和计划生育局", "计生局", OpenEnd.Ever, Merged.AddDays(-1)),
        new(BodyKind.HealthBureau, DivisionLevels.County, "卫生和计划生育委员会", "卫计委", Merged, Renamed.AddDays(-1)),
        new(BodyKind.HealthBureau, DivisionLevels.County, "卫生健康委员会", "卫健委", Renamed, OpenEnd.Never),
        new(BodyKind.SuppliesAuthority, DivisionLevels.County, "药具管理站", "药具站", OpenEnd.Ever, OpenEnd.Never),
    ];

    /// <summary>Null: bodies of this kind do not exist at the level as a rule.</summary>
    public static (string Name, string ShortName)? Of(DivisionRow division, BodyKind kind, DateOnly day)
    {
        var line = Table.FirstOrDefault(l => l.Kind == kind && division.Levels.HasFlag(l.Level) && l.From <= day && day <= l.To);
        if (line is null)
        {
            return null;
        }

        // A street has a working committee of the Party and an office instead of a committee and a government.
        var street = division.Name.EndsWith("街道", StringComparison.Ordinal);
        var name = (kind, street) switch
        {
            (BodyKind.WorkingCommittee, true) => "党工委",
            (BodyKind.Government, true) => "办事处",
            _ => line.Name,
        };
        return (division.Name + name, street && kind is (BodyKind.WorkingCommittee or BodyKind.Government) ? name : line.ShortName);
    }

    private sealed record Line(BodyKind Kind, DivisionLevels Level, string Name, string ShortName, DateOnly From, DateOnly To);
}
