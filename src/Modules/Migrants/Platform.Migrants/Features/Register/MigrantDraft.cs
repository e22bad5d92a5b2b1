using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Register;

/// <summary>What the form of a registration holds.</summary>
public sealed class MigrantDraft
{
    internal MigrantPerson? Old { get; init; }

    public string? Village { get; set; }
    public string? Move { get; set; } = nameof(Domain.Move.In);
    public string? Name { get; set; }
    public string? IdentityNumber { get; set; }
    public string? Phone { get; set; }
    public string? Address { get; set; }
    public string? FromPlace { get; set; }
    public string? ToPlace { get; set; }
    public DateOnly? MovedOn { get; set; }
    public string? Housing { get; set; }
    public string? Reason { get; set; }

    internal bool IsNew => Old is null;

    internal static MigrantDraft Of(MigrantPerson p) => new()
    {
        Old = p,
        Village = p.VillageId.ToString(),
        Move = p.Move.ToString(),
        Name = p.Name,
        FromPlace = p.FromPlace,
        ToPlace = p.ToPlace,
        MovedOn = p.MovedOn,
        Housing = p.Housing.ToString(),
    };

    internal SaveMigrant Request(int site) => new(
        site, Old?.Id, Guid.TryParse(Village, out var village) ? village : Guid.Empty, Enum.TryParse<Move>(Move, out var move) ? move : (Move)(-1), Name ?? "", IdentityNumber, Phone, Address, FromPlace,
        ToPlace, MovedOn, Enum.TryParse<Housing>(Housing, out var housing) ? housing : (Housing)(-1), Reason, Old?.Version);
}
