using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;

namespace Platform.Oversight.Data;

internal enum MeetingState { Convened, Held }

/// <summary>The monthly work meeting of a site (P3-WORKRULES-01).</summary>
internal sealed class Meeting : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>First day of the month it is the meeting of.</summary>
    public DateOnly Period { get; init; }

    public required string Title { get; set; }

    public MeetingState State { get; set; }

    public DateOnly? HeldOn { get; set; }

    public string Place { get; set; } = "";

    public string Host { get; set; } = "";

    /// <summary>First mandated part: documents of superiors passed on.</summary>
    public string Relayed { get; set; } = "";

    /// <summary>Second mandated part: the next tasks.</summary>
    public string Arranged { get; set; } = "";

    /// <summary>Third mandated part: training of the village officers.</summary>
    public string Trained { get; set; } = "";

    /// <summary>The meeting also was the month's study session (P3-WORKRULES-02).</summary>
    public bool Studied { get; set; }

    public string ConfirmedBy { get; set; } = "";

    public DateOnly? ConfirmedOn { get; set; }

    public Guid Version { get; set; }

    public string EvidenceRef => $"meeting:{Id}";
}

/// <summary>A line of the sign-in sheet, taken from the staff list.</summary>
internal sealed class MeetingAttendee : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid MeetingId { get; init; }

    public Guid StaffId { get; init; }

    public required string Name { get; init; }

    public string Post { get; init; } = "";
}

internal enum AgendaSource { Module, Finding, Duty, Decision, Own }

internal sealed class AgendaItem : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid MeetingId { get; init; }

    public AgendaSource Source { get; init; }

    /// <summary>Stable inside the meeting: the same matter is not put on the agenda twice.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    public string Detail { get; init; } = "";

    public string Link { get; init; } = "";

    public int Position { get; init; }
}

/// <summary>What a meeting decided; it returns to every next agenda until it is done.</summary>
internal sealed class Decision : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public Guid MeetingId { get; init; }

    /// <summary>Period of the meeting.</summary>
    public DateOnly Period { get; init; }

    public required string Text { get; set; }

    public Guid OwnerStaffId { get; set; }

    public string OwnerName { get; set; } = "";

    public DateOnly DueOn { get; set; }

    /// <summary>True from the moment the minutes are confirmed.</summary>
    public bool InForce { get; set; }

    public bool Done { get; set; }

    public DateOnly? DoneOn { get; set; }

    public string DoneNote { get; set; } = "";

    public Guid Version { get; set; }
}

internal sealed class MeetingsConfiguration :
    IEntityTypeConfiguration<Meeting>,
    IEntityTypeConfiguration<MeetingAttendee>,
    IEntityTypeConfiguration<AgendaItem>,
    IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.Property(e => e.Relayed).HasMaxLength(4000);
        builder.Property(e => e.Arranged).HasMaxLength(4000);
        builder.Property(e => e.Trained).HasMaxLength(4000);
        builder.Property(e => e.Host).HasMaxLength(100);
        builder.Property(e => e.ConfirmedBy).HasMaxLength(100);
        builder.Ignore(e => e.EvidenceRef);
        builder.HasIndex(e => new { e.Period, e.SiteId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MeetingAttendee> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.HasIndex(e => new { e.MeetingId, e.StaffId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AgendaItem> builder)
    {
        builder.Property(e => e.Key).HasMaxLength(250);
        builder.Property(e => e.Detail).HasMaxLength(2000);
        builder.Property(e => e.Link).HasMaxLength(300);
        builder.HasIndex(e => new { e.MeetingId, e.Key }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.Property(e => e.Text).HasMaxLength(1000);
        builder.Property(e => e.OwnerName).HasMaxLength(100);
        builder.Property(e => e.DoneNote).HasMaxLength(500);
        builder.HasIndex(e => new { e.SiteId, e.Done, e.Period });
        builder.HasIndex(e => e.MeetingId);
    }
}
