using Platform.Infrastructure.Ui;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>An instrument as being edited.</summary>
public sealed class InstrumentDraft
{
    public Guid? Id { get; init; }

    public string? Code { get; set; } = "";

    public string? Title { get; set; } = "";

    public string? ShortTitle { get; set; } = "";

    public string? DocumentNumber { get; set; } = "";

    public string? IssuingBody { get; set; } = "";

    public string? Level { get; set; } = "";

    /// <summary>The division it applies to.</summary>
    public ScopeChoice? Territory { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public string? Ending { get; set; } = "";

    public string? EndedBy { get; set; } = "";

    public string? Summary { get; set; } = "";

    public string? Source { get; set; } = "";

    public string? SourceUrl { get; set; } = "";

    public string? Unseen { get; set; } = "";

    public string? Reason { get; set; } = "";

    public Guid? Version { get; init; }

    public static InstrumentDraft New(ScopeState scope) => new()
    {
        Territory = new ScopeChoice(scope.Scope.DivisionId, "", scope.DivisionName, scope.FullName, ""),
    };

    internal static InstrumentDraft Of(InstrumentView view)
    {
        var f = view.Fields;
        return new InstrumentDraft
        {
            Id = view.Id,
            Code = view.Code,
            Title = f.Title,
            ShortTitle = f.ShortTitle,
            DocumentNumber = f.DocumentNumber,
            IssuingBody = f.IssuingBody,
            Level = f.Level.ToString(),
            Territory = new ScopeChoice(f.TerritoryId, "", view.Territory, view.Territory, ""),
            From = f.From,
            To = f.To,
            Ending = f.Ending.ToString(),
            EndedBy = f.EndedBy,
            Summary = f.Summary,
            Source = f.Source,
            SourceUrl = f.SourceUrl,
            Unseen = f.Unseen,
            Version = view.Version,
        };
    }

    internal InstrumentFields ToFields() => new(
        Title ?? "", ShortTitle, DocumentNumber, IssuingBody, Enum.TryParse<InstrumentLevel>(Level, out var level) ? level : (InstrumentLevel)(-1), Territory?.Id ?? -1, From, To,
        Enum.TryParse<Ending>(Ending, out var ending) ? ending : Domain.Ending.None, EndedBy, Summary, Source ?? "", SourceUrl, Unseen);
}
