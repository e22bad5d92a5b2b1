namespace Platform.Infrastructure.Coverage;

/// <summary>One clause of the duty documents, word for word. The fifth part repeats the fourth and has no clauses of its own.</summary>
/// <param name="Part">1 to 4.</param>
/// <param name="Area">Chinese name of the duty area; <see cref="ClauseBook.StatementArea"/> where the clause states an attitude and asks for no work.</param>
/// <param name="Forms">Papers the clause names; empty when none.</param>
/// <param name="DuplicateOf">The clause that says the same; empty when none.</param>
/// <param name="Flag">Chinese: why its literal wording is not followed; empty when it is.</param>
internal sealed record Clause(
    string Id, int Part, string Section, string Text, string Area, string Level, string Cadence, string Forms, string DuplicateOf, string Flag);

/// <summary>What becomes of clauses whose literal wording is not followed (the table of the rights page).</summary>
/// <param name="Built">False: deliberately not built, and <paramref name="Text"/> is the reason.</param>
/// <param name="Text">Chinese: the form in the platform.</param>
internal sealed record ClauseForm(bool Built, IReadOnlyList<string> Ids, string Text);

/// <summary>The clauses and their forms, as the platform carries them.</summary>
internal static class ClauseBook
{
    public const string StatementArea = "宣示性条款";

    private static readonly Lazy<IReadOnlyList<Clause>> Read = new(() =>
        [.. Lines("clauses.tsv").Select(v => new Clause(v[0], int.Parse(v[1], null), v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]))]);

    private static readonly Lazy<IReadOnlyList<ClauseForm>> ReadForms = new(() =>
        [.. Lines("clause-forms.tsv").Select(v => new ClauseForm(v[0] == "form", v[1].Split(' '), v[2]))]);

    /// <summary>In the order of the documents.</summary>
    public static IReadOnlyList<Clause> Clauses => Read.Value;

    public static IReadOnlyList<ClauseForm> Forms => ReadForms.Value;

    private static IEnumerable<string[]> Lines(string name)
    {
        using var stream = typeof(ClauseBook).Assembly.GetManifestResourceStream("seed/" + name) ?? throw new InvalidOperationException($"Seed file {name} is missing.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }
    }
}
