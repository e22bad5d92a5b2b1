using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>An article as being edited.</summary>
public sealed class ProvisionDraft
{
    public Guid InstrumentId { get; init; }

    /// <summary>Of the instrument when adding, of the article when correcting.</summary>
    public Guid? Version { get; init; }

    public Guid? Id { get; init; }

    /// <summary>What is corrected, for example 第40条.</summary>
    public string Shown { get; init; } = "";

    public string? Article { get; set; } = "";

    public string? Paragraph { get; set; } = "";

    public string? Text { get; set; } = "";

    public HashSet<ActKind> Acts { get; } = [];

    public HashSet<DivisionLevels> Levels { get; } = [];

    /// <summary>A known matter.</summary>
    public string? Subject { get; set; } = "";

    /// <summary>A matter that is not known yet; wins over <see cref="Subject"/>.</summary>
    public string? NewSubject { get; set; } = "";

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public string? Reason { get; set; } = "";

    public static ProvisionDraft New(Guid instrumentId, Guid version) => new() { InstrumentId = instrumentId, Version = version };

    internal static ProvisionDraft Of(Guid instrumentId, ProvisionRow row)
    {
        var draft = new ProvisionDraft
        {
            InstrumentId = instrumentId,
            Id = row.Id,
            Version = row.Version,
            Shown = row.Article,
            Text = row.Text,
            Subject = row.Subject,
            From = row.From,
            To = row.To,
        };
        draft.Acts.UnionWith(row.Acts);
        draft.Levels.UnionWith(Words.OfficeLevels.Select(l => l.Level).Where(l => row.Levels.HasFlag(l)));
        return draft;
    }

    internal ProvisionFields ToFields() => new(Text ?? "", [.. Acts], [.. Levels], string.IsNullOrWhiteSpace(NewSubject) ? Subject : NewSubject, From, To);
}
