using Platform.Contracts.Messaging;
using Platform.Organisation.Data;

namespace Platform.Organisation.Domain;

/// <summary>Arithmetic of things that hold from a day to a day, both inclusive.</summary>
internal static class Days
{
    public static bool Covers(this IDated dated, DateOnly day) => dated.From <= day && dated.To >= day;

    public static bool Overlaps(DateOnly from, DateOnly to, DateOnly otherFrom, DateOnly otherTo) => from <= otherTo && otherFrom <= to && from <= to && otherFrom <= otherTo;

    public static bool Overlaps(this IDated dated, DateOnly from, DateOnly to) => Overlaps(dated.From, dated.To, from, to);

    /// <summary>The last day of a term of whole years: the day before its anniversary.</summary>
    public static DateOnly EndOfTerm(DateOnly from, int years) => from.AddYears(years).AddDays(-1);

    /// <summary>For the screen: empty when there is no end, 起始不详 when nobody wrote down the beginning.</summary>
    public static string Text(DateOnly day) => day == OpenEnd.Never ? "" : day == OpenEnd.Ever ? "起始不详" : day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static string Span(DateOnly from, DateOnly to) => to == OpenEnd.Never ? from == OpenEnd.Ever ? Text(from) : $"{Text(from)} 起" : $"{Text(from)} 至 {Text(to)}";
}
