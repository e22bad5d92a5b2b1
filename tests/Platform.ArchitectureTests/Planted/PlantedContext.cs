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
        modelBuilder.Entity<SecondSiteUnsaid>();
        modelBuilder.Entity<SecondSiteUnfiltered>();
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Unfiltered>().ToTable("Unfiltered");
        modelBuilder.Entity<FilterRemoved>().HasQueryFilter(SiteFilter, null);
        modelBuilder.Entity<SecondSiteUnfiltered>().HasQueryFilter(SiteFilter, e => e.SiteId == 1);
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

/// <summary>Has a second side that nothing looks at.</summary>
internal sealed class SecondSiteUnsaid : Entity, ISiteOwned
{
    public int SiteId { get; set; }

    public int OtherSiteId { get; set; }
}

/// <summary>Says that it has two sides and is filtered by one.</summary>
internal sealed class SecondSiteUnfiltered : Entity, ITwoSided
{
    public int SiteId { get; set; }

    public int OtherSiteId { get; set; }
}
