using Platform.Contracts.Access;
using Platform.Contracts.Divisions;

namespace Platform.Infrastructure.Demo;

/// <summary>Fills the demo county with a module's part of the story; found by scan and run in <see cref="Order"/>.</summary>
public interface IDemoSeeder
{
    /// <summary>People 100, their daily records 200, what follows from those 300 and up.</summary>
    int Order { get; }

    Task SeedAsync(DemoContext context, CancellationToken cancellationToken);
}

/// <param name="County">Scope of the demo county 宁国市.</param>
/// <param name="Sites">Its townships in code order.</param>
/// <param name="Villages">All their villages in code order.</param>
/// <param name="Today">Day of seeding (Asia/Shanghai).</param>
/// <param name="Actor">The platform itself in the county's scope; send commands as it.</param>
public sealed record DemoContext(
    DivisionScope County,
    IReadOnlyList<DivisionRow> Sites,
    IReadOnlyList<VillageRow> Villages,
    DateOnly Today,
    Actor Actor,
    Action<string> Report);
