using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Security.Named;

/// <summary>A person named for an exchange platform or another guarded duty (专人). Rows are ended, never changed (P3-MIGPLATSEC-01).</summary>
internal sealed class NamedOperator : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public int Lo { get; init; }

    public int Hi { get; init; }

    /// <summary>Empty when the person was named by the staff list.</summary>
    public Guid AccountId { get; init; }

    public Guid StaffId { get; init; }

    public string Name { get; init; } = "";

    public string Duty { get; init; } = "";

    public DateOnly From { get; init; }

    /// <summary>Last day; null while it goes on.</summary>
    public DateOnly? To { get; set; }

    public string EndReason { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>A machine named for the same (专机).</summary>
internal sealed class NamedMachine : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public int Lo { get; init; }

    public int Hi { get; init; }

    public string Name { get; init; } = "";

    public string AssetNumber { get; init; } = "";

    public string Place { get; init; } = "";

    /// <summary>Addresses and networks by which it is recognised, separated by blanks.</summary>
    public string Addresses { get; init; } = "";

    public string Responsible { get; init; } = "";

    public DateOnly From { get; init; }

    public DateOnly? To { get; set; }

    public string EndReason { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>
/// From when on a division demands named operators and machines for a module, or no longer. The latest row of a division counts; a demand
/// from above holds below.
/// </summary>
internal sealed class NamedAccessRule : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public int Lo { get; init; }

    public int Hi { get; init; }

    public string ModuleId { get; init; } = "";

    public bool On { get; init; }

    public DateTimeOffset At { get; init; }

    public string ByName { get; init; } = "";

    public string Reason { get; init; } = "";
}

internal sealed class NamedRegisterConfiguration :
    IEntityTypeConfiguration<NamedOperator>, IEntityTypeConfiguration<NamedMachine>, IEntityTypeConfiguration<NamedAccessRule>
{
    public void Configure(EntityTypeBuilder<NamedOperator> builder)
    {
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => e.AccountId);
    }

    public void Configure(EntityTypeBuilder<NamedMachine> builder)
    {
        builder.Property(e => e.Addresses).HasMaxLength(1000);
        builder.HasIndex(e => e.SiteId);
    }

    public void Configure(EntityTypeBuilder<NamedAccessRule> builder)
    {
        builder.Property(e => e.ModuleId).HasMaxLength(60);
        builder.HasIndex(e => new { e.ModuleId, e.SiteId });
    }
}
