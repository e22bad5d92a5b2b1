using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Access;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Trail;

/// <summary>Who did what, when, where, from where. Append-only: the platform never changes or deletes such a row.</summary>
internal sealed class TrailEntry : Entity, ISiteOwned
{
    /// <summary>Site of the record; the division of the actor's scope when the request named none.</summary>
    public int SiteId { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Empty for the system itself.</summary>
    public Guid AccountId { get; init; }

    public string ActorName { get; init; } = "";

    public ActorChannel Channel { get; init; }

    /// <summary>Id of the module whose command it was.</summary>
    public string ModuleId { get; init; } = "";

    /// <summary>Name of the command, for example <c>VerifyIncident</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>The record it was about; empty when there is none.</summary>
    public string RecordRef { get; init; } = "";

    /// <summary>What the handler added: counts, before and after of harmless fields, a reason. No personal data.</summary>
    public string Detail { get; init; } = "";

    public string RemoteAddress { get; init; } = "";

    public Guid CorrelationId { get; init; }
}

internal sealed class TrailEntryConfiguration : IEntityTypeConfiguration<TrailEntry>
{
    public void Configure(EntityTypeBuilder<TrailEntry> builder)
    {
        builder.Property(e => e.Detail).HasMaxLength(2000);
        builder.HasIndex(e => new { e.SiteId, e.At });
        builder.HasIndex(e => e.RecordRef);
    }
}

