using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;

namespace Platform.ArchitectureTests.Planted;

/// <summary>Breaks every rule of a model once.</summary>
internal sealed class PlantedContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => "bad";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Unfiltered>().HasIndex(e => e.Nickname).IsUnique();
        modelBuilder.Entity<Unfiltered>().Property(e => e.Weight).HasColumnType("REAL");
        modelBuilder.Entity<FilterRemoved>();
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Unfiltered>().ToTable("Unfiltered");
        modelBuilder.Entity<FilterRemoved>().HasQueryFilter(SiteFilter, null);
    }
}

internal sealed class Unfiltered
{
    public int Id { get; set; }

    public int SiteId { get; set; }

    public string? Nickname { get; set; }

    public double Weight { get; set; }

    /// <summary>A column that rights.md 1 forbids.</summary>
    public DateOnly PregnancyCheckedOn { get; set; }
}

internal sealed class FilterRemoved : Entity, ISiteOwned
{
    public int SiteId { get; set; }

    /// <summary>Says neither its code nor who may open it.</summary>
    public ProtectedText Phone { get; set; }

    /// <summary>Would stand in the trail.</summary>
    public BlindIndex PhoneIndex { get; set; }

    /// <summary>Would stand in the database in clear.</summary>
    public string HomeAddress { get; set; } = "";
}
