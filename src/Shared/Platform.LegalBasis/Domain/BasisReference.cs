using Platform.Contracts.LegalBasis;

namespace Platform.LegalBasis.Domain;

/// <summary>What a question cites: the code of an instrument, and article and paragraph where meant.</summary>
/// <param name="Article">Null: any article.</param>
/// <param name="Paragraph">Null: any paragraph.</param>
internal readonly record struct BasisReference(string Code, string? Article, string? Paragraph)
{
    public static BasisReference Of(BasisQuestion question)
    {
        var parts = (question.Basis ?? "").Split('/', 3);
        return new BasisReference(CodeOf(parts[0]), Part(parts, 1), Part(parts, 2));
    }

    public static string CodeOf(string text) => text.Trim().ToUpperInvariant();

    public bool Matches(Provision provision) =>
        (Article is null || Article == provision.Article) && (Paragraph is null || Paragraph == provision.Paragraph);

    private static string? Part(string[] parts, int index) => parts.Length > index && parts[index].Trim().Length > 0 ? parts[index].Trim() : null;
}
