using System.Text.RegularExpressions;
using Platform.ArchitectureTests.Source;

namespace Platform.ArchitectureTests.Rules;

/// <summary>Rules that the text of the source shows and its compiled form does not.</summary>
internal static partial class TextRules
{
    /// <summary>The host finds modules; it knows none by name.</summary>
    public static IEnumerable<string> Named(IEnumerable<SourceFile> files, IEnumerable<string> names)
    {
        var words = names.ToList();
        return from file in files
               from word in words
               where Regex.IsMatch(file.Text, $"(?<![A-Za-z]){Regex.Escape(word)}(?![A-Za-z])", RegexOptions.IgnoreCase)
               select $"{file.Path} names {word}";
    }

    /// <summary>Hand-written SQL stands in few places, each of which says why.</summary>
    public static IEnumerable<string> RawSql(IEnumerable<SourceFile> files, IReadOnlySet<string> allowed) =>
        files.Where(f => !allowed.Contains(f.Path) && Sql().IsMatch(f.Text)).Select(f => $"{f.Path} has raw SQL");

    public static bool HasRawSql(SourceFile file) => Sql().IsMatch(file.Text);

    /// <summary>A migration set of one provider fits no other.</summary>
    public static IEnumerable<string> ProviderInMigration(IEnumerable<SourceFile> migrations) =>
        migrations.Where(f => Provider().IsMatch(f.Text)).Select(f => $"{f.Path} names a provider's type");

    /// <summary>Of several columns, <c>FirstOrDefault</c> in a projection becomes a numbering of the whole table; a join or a column each does not.</summary>
    public static IEnumerable<string> NumbersWholeTable(IEnumerable<SourceFile> files) =>
        files.Where(f => FirstOfSeveral().IsMatch(f.Text)).Select(f => $"{f.Path} takes FirstOrDefault of several columns inside a query");

    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> files, int limit) =>
        files.Where(f => f.Lines.Count() > limit).Select(f => $"{f.Path} has {f.Lines.Count()} lines");

    /// <summary>Usings stand in one order, System first, so that two changes meet in few lines. The layout check does not see it.</summary>
    public static IEnumerable<string> UnorderedUsings(IEnumerable<SourceFile> files) =>
        from file in files
        let usings = Using().Matches(file.Text).Select(m => m.Groups[1].Value).ToList()
        let ordered = usings.OrderBy(u => u != "System" && !u.StartsWith("System.", StringComparison.Ordinal)).ThenBy(u => u.Replace('.', '\0'), StringComparer.OrdinalIgnoreCase)
        where !usings.SequenceEqual(ordered)
        select $"{file.Path} has its usings out of order";

    [GeneratedRegex(@"^using ([\w.]+);\r?$", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex("FromSql|ExecuteSql|SqlQuery|CommandText|\\.Sql\\(|new (Npgsql|Sqlite|Sql)Command|SetCommand\\(|QueryProc")]
    private static partial Regex Sql();

    [GeneratedRegex(@"=\s*db\.Set<\w+>\(\)\s*\.Where\((?:(?!OrderBy)[^;{}])*\)\s*\.Select\(\w+ => new \{[^{};]*\}\)\s*\.FirstOrDefault\(\)")]
    private static partial Regex FirstOfSeveral();

    [GeneratedRegex("HasColumnType|type: \"|oldType: \"|Sqlite:|SqlServer:|Npgsql:|defaultValueSql|computedColumnSql")]
    private static partial Regex Provider();
}
