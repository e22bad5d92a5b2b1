namespace Platform.LegalBasis.Features.Register;

/// <summary>A repeal or an abolition as being entered.</summary>
public sealed class EndingDraft
{
    public Guid InstrumentId { get; init; }

    public Guid? Version { get; init; }

    public DateOnly? Day { get; set; }

    public string? Ending { get; set; } = "";

    public string? EndedBy { get; set; } = "";

    public string? Subject { get; set; } = "";

    public string? NewSubject { get; set; } = "";

    public string? Reason { get; set; } = "";
}
