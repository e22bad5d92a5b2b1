using System.Globalization;
using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Reference;

/// <summary>A provision as the platform brings it along, with the code of its instrument.</summary>
internal sealed record SeedProvision(string Code, Provision Provision);

/// <summary>A matter and what abolished it.</summary>
internal sealed record SeedSubject(Subject Subject, string AbolishedBy, DateOnly From, string Note);

/// <summary>The register as the platform brings it along: tab-separated files inside the assembly, first line names of columns.</summary>
internal static class SeedFiles
{
    private const string Yes = "yes";

    public static IReadOnlyList<Instrument> Instruments() =>
    [
        .. Rows("instruments").Select(r =>
        {
            var territory = int.Parse(r["territory"], CultureInfo.InvariantCulture);
            var (lo, hi) = Territory.Of(territory);
            return new Instrument
            {
                Code = BasisReference.CodeOf(r["code"]),
                Title = r["title"],
                ShortTitle = r["short"],
                DocumentNumber = r["number"],
                IssuingBody = r["issuer"],
                Level = Enum.Parse<InstrumentLevel>(r["level"]),
                TerritoryId = territory,
                TerritoryLo = lo,
                TerritoryHi = hi,
                From = Day(r["from"])!.Value,
                To = Day(r["to"]),
                Ending = Enum.Parse<Ending>(r["ending"]),
                EndedBy = BasisReference.CodeOf(r["ended_by"]),
                Confirmed = r["confirmed"] == Yes,
                Unseen = r["unseen"],
                Source = r["source"],
                SourceUrl = r["url"],
                Summary = r["summary"],
            };
        }),
    ];

    /// <param name="ids">Ids of the instruments by code.</param>
    public static IReadOnlyList<SeedProvision> Provisions(IReadOnlyDictionary<string, Guid> ids) =>
    [
        .. Rows("provisions").Select(r => new SeedProvision(BasisReference.CodeOf(r["code"]), new Provision
        {
            InstrumentId = ids[BasisReference.CodeOf(r["code"])],
            Article = r["article"],
            Paragraph = r["paragraph"],
            Acts = Provision.ActsOf(r["acts"].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ActKind>)),
            ActingLevels = r["levels"].Length == 0 ? DivisionLevels.None : Enum.Parse<DivisionLevels>(r["levels"]),
            SubjectCode = r["subject"],
            From = Day(r["from"]),
            To = Day(r["to"]),
            Confirmed = r["confirmed"] == Yes,
            Text = r["text"],
        })),
    ];

    public static IReadOnlyList<SeedSubject> Subjects() =>
        [.. Rows("subjects").Select(r => new SeedSubject(new Subject { Code = r["subject"], Name = r["name"] }, BasisReference.CodeOf(r["abolished_by"]), Day(r["from"])!.Value, r["note"]))];

    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        using var stream = typeof(SeedFiles).Assembly.GetManifestResourceStream($"law/{file}.tsv") ?? throw new InvalidOperationException($"Seed file {file}.tsv is missing.");
        using var reader = new StreamReader(stream);
        var names = reader.ReadLine()!.Split('\t');
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var cells = line.Split('\t');
            yield return names.Select((name, i) => (name, cells[i])).ToDictionary(c => c.name, c => c.Item2);
        }
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
