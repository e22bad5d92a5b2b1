using System.Text.RegularExpressions;

namespace Platform.ArchitectureTests.Rules;

/// <summary>
/// Words of rights.md 1 and 3. No table, column, permission, request, duty, check or indicator may carry a name of what the
/// platform does not keep: pregnancy, its ending, contraception and operations of a person, targets for births, fees and fines.
/// </summary>
internal static partial class Vocabulary
{
    /// <summary>Rule 1: nothing by this name is kept or done. No exception is allowed.</summary>
    public static IEnumerable<string> Forbidden(IEnumerable<string> names) => names.Where(n => RuleOne().IsMatch(n));

    /// <summary>Rule 3: an indicator never counts these either.</summary>
    public static IEnumerable<string> ForbiddenToScore(IEnumerable<string> names) => names.Where(n => RuleOne().IsMatch(n) || RuleThree().IsMatch(n));

    [GeneratedRegex(
        "pregnan|gravid|gestat|contracept|abort|miscarr|steriliz|sterilis|vasectom|(^|[^a-z])ligation|menstru|fertil"
        + "|intrauterine|(^|[^a-z])iuds?([^a-z]|$)|birth_?-?(quota|target|permit|plan|limit)|(unplanned|illegal|excess)_?-?birth|(unplanned|illegal|excess)_?-?child"
        + "|maintenance_?-?fee|social_?-?fee"
        + "|孕|引产|流产|堕胎|人流|终止妊娠|妊娠|结扎|上环|取环|节育|计划外|超生|抢生|准生|生育指标|生育计划|社会抚养费|罚款|罚金",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RuleOne();

    [GeneratedRegex(
        "birth|natal|method_?-?use|operation|surg|(^|[^a-z])fees?([^a-z]|$)|(^|[^a-z])fines?([^a-z]|$)|refus|declin|sex_?-?ratio"
        + "|出生|生育|避孕|手术|收费|征收|处罚|拒绝|性别比",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RuleThree();
}
