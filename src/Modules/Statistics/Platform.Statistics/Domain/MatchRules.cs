namespace Platform.Statistics.Domain;

/// <summary>What a line of a list and a resident have in common.</summary>
/// <param name="Birth">Null: the list does not say.</param>
internal sealed record MatchFacts(string Name, string Initials, DateOnly? Birth, Guid Village, Sex? Sex);

/// <summary>
/// Ranks residents for a line without a number that fits. A name alone is no match: people share names. 100 points: name, birth date, village and sex agree.
/// </summary>
internal static class MatchRules
{
    /// <summary>Fewest points of a candidate that is offered.</summary>
    public const int Least = 50;

    public const int MostOffered = 5;

    public static int Score(MatchFacts listed, MatchFacts known)
    {
        var name = listed.Name.Length > 0 && listed.Name == known.Name ? 45 : listed.Initials.Length > 1 && listed.Initials == known.Initials ? 25 : 0;
        var birth = listed.Birth is { } day && known.Birth is { } other ? day == other ? 35 : Near(day, other) ? 15 : 0 : 0;
        var village = listed.Village != Guid.Empty && listed.Village == known.Village ? 15 : 0;
        var sex = listed.Sex is null || listed.Sex == known.Sex ? 5 : -20;
        return name == 0 && birth < 35 ? 0 : Math.Max(name + birth + village + sex, 0);
    }

    // Day and month changed over, or one of the three numbers wrong: the usual slips of a pen.
    private static bool Near(DateOnly a, DateOnly b) =>
        (a.Year == b.Year && a.Month == b.Day && a.Day == b.Month)
        || (a.Year == b.Year ? 1 : 0) + (a.Month == b.Month ? 1 : 0) + (a.Day == b.Day ? 1 : 0) == 2;
}
