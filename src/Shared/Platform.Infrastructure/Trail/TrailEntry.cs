using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Access;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Trail;

/// <summary>
/// Who did what, when, where, from where and why. Append-only: the database itself refuses to change or delete such a row, and each row
/// carries the hash of the one before it in the chain of its site, so that a row changed behind the platform's back is found.
/// </summary>
[NotTrailed]
internal sealed class TrailEntry : Entity, ISiteOwned
{
    /// <summary>Site of the record; the division of the actor's scope when the request named none. One chain each.</summary>
    public int SiteId { get; init; }

    /// <summary>1, 2, 3 … inside the chain of the site; 0: written before there were chains.</summary>
    public long Sequence { get; set; }

    /// <summary>Instant, to the millisecond: what every database keeps exactly.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Empty for the system itself.</summary>
    public Guid AccountId { get; init; }

    public string ActorName { get; init; } = "";

    public ActorChannel Channel { get; init; }

    /// <summary>Id of the module whose command it was.</summary>
    public string ModuleId { get; init; } = "";

    /// <summary>Name of the command, for example <c>VerifyIncident</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>Empty: done. Otherwise the code of the refusal, for example <c>NO_PERMISSION</c>.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>The record it was about; empty when there is none.</summary>
    public string RecordRef { get; init; } = "";

    /// <summary>What the handler added: counts, a sentence. No personal data.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Why, in the actor's words; empty where none is asked for.</summary>
    public string Reason { get; init; } = "";

    /// <summary>JSON of <see cref="RecordedChange"/> rows: before and after. Sensitive values are never in it.</summary>
    public string Changes { get; init; } = "";

    public string RemoteAddress { get; init; } = "";

    public Guid CorrelationId { get; init; }

    /// <summary>Hash of the entry before in the chain; 32 zero bytes for the first.</summary>
    public byte[] PreviousHash { get; set; } = [];

    /// <summary>SHA-256 over all of the above (<see cref="TrailHash"/>).</summary>
    public byte[] Hash { get; set; } = [];
}

/// <summary>Which records an entry is about, for search by record. Derived from the entry; not hashed.</summary>
[NotTrailed]
internal sealed class TrailMention
{
    /// <summary>The key part of the record: the id without the kind in front.</summary>
    public required string RecordKey { get; init; }

    public Guid EntryId { get; init; }
}

/// <summary>The newest link of a site's chain. Locked while an entry is appended, so that a chain never forks.</summary>
[NotTrailed]
internal sealed class TrailChain : ISiteOwned
{
    public int SiteId { get; init; }

    public long Sequence { get; set; }

    public byte[] Hash { get; set; } = [];
}

/// <summary>What a verification of the chains found.</summary>
[NotTrailed]
internal sealed class TrailVerification : Entity
{
    public DateTimeOffset At { get; init; }

    public int DivisionId { get; init; }

    public int Chains { get; init; }

    public long Entries { get; init; }

    public long Milliseconds { get; init; }

    /// <summary>Chinese sentence that names the first broken link; empty: whole.</summary>
    public string Fault { get; init; } = "";
}

internal sealed class TrailConfiguration :
    IEntityTypeConfiguration<TrailEntry>,
    IEntityTypeConfiguration<TrailMention>,
    IEntityTypeConfiguration<TrailChain>,
    IEntityTypeConfiguration<TrailVerification>
{
    public void Configure(EntityTypeBuilder<TrailEntry> builder)
    {
        builder.ToTable("core_TrailEntry", table => table.HasTrigger(AppendOnly.TriggerOf("core_TrailEntry")));
        builder.Property(e => e.Detail).HasMaxLength(2000);
        builder.Property(e => e.Changes).HasMaxLength(-1);
        builder.Property(e => e.Outcome).HasMaxLength(60);
        builder.Property(e => e.PreviousHash).HasMaxLength(TrailHash.Length);
        builder.Property(e => e.Hash).HasMaxLength(TrailHash.Length);
        builder.HasIndex(e => new { e.SiteId, e.Sequence });
        builder.HasIndex(e => new { e.SiteId, e.At });
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => new { e.AccountId, e.At });
        builder.HasIndex(e => new { e.Action, e.At });
        builder.HasIndex(e => new { e.Outcome, e.SiteId, e.At });
    }

    public void Configure(EntityTypeBuilder<TrailMention> builder)
    {
        builder.HasKey(e => new { e.RecordKey, e.EntryId });
        builder.Property(e => e.RecordKey).HasMaxLength(TrailWriter.KeyLength);
    }

    public void Configure(EntityTypeBuilder<TrailChain> builder)
    {
        builder.HasKey(e => e.SiteId);
        builder.Property(e => e.SiteId).ValueGeneratedNever();
        builder.Property(e => e.Hash).HasMaxLength(TrailHash.Length);
    }

    public void Configure(EntityTypeBuilder<TrailVerification> builder) => builder.HasIndex(e => e.At);
}
