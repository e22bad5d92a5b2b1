using Platform.Enforcement.Domain;

namespace Platform.Enforcement.Features.Cases;

/// <summary>What the form of a lead holds.</summary>
public sealed class LeadDraft
{
    public string? Kind { get; set; }

    public string? PartyKind { get; set; }

    public string? PartyName { get; set; }

    public string? PartyStaffId { get; set; }

    public string? Source { get; set; }

    public string? Summary { get; set; }

    public string? Place { get; set; }

    public DateOnly? FactOn { get; set; }

    public DateOnly? DiscoveredOn { get; set; }

    public bool Endangers { get; set; }

    public string? Reason { get; set; }

    internal static LeadDraft Of(EnforcementCase c) => new()
    {
        Kind = c.Kind.ToString(),
        PartyKind = c.PartyKind.ToString(),
        PartyName = c.PartyName,
        PartyStaffId = c.PartyStaffId == Guid.Empty ? null : c.PartyStaffId.ToString(),
        Source = c.Source.ToString(),
        Summary = c.Summary,
        Place = c.Place,
        FactOn = c.FactOn,
        DiscoveredOn = c.DiscoveredOn,
        Endangers = c.Endangers,
    };

    internal LeadFields Fields()
    {
        var accused = PartyKind == nameof(Domain.PartyKind.Staff) && Guid.TryParse(PartyStaffId, out var id) ? id : (Guid?)null;
        return new LeadFields(
            Parse<CaseKind>(Kind), Summary ?? "", FactOn, DiscoveredOn, Place, Parse<PartyKind>(PartyKind), accused is null ? PartyName ?? "" : PartyName is { Length: > 0 } ? PartyName : "（在册人员）",
            Parse<CaseSource>(Source), Endangers, accused);
    }

    internal static T Parse<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) ? value : (T)Enum.ToObject(typeof(T), -1);
}
