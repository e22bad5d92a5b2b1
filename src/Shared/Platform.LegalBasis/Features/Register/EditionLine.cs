namespace Platform.LegalBasis.Features.Register;

/// <summary>One edition as shown: changes and the text before have one field a line.</summary>
public sealed record EditionLine(int Edition, string Act, DateTimeOffset At, string ByName, string Reason, string Changes, string Before);
