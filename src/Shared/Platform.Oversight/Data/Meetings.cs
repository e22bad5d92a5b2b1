using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Oversight.Data;

internal enum MeetingState { Convened, Held }

/// <summary>The monthly work meeting of a site (P3-WORKRULES-01).</summary>
[Label("例会")]
internal sealed class Meeting : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>First day of the month it is the meeting of.</summary>
    public DateOnly Period { get; init; }

    public required string Title { get; set; }

    public MeetingState State { get; set; }

    [Label("召开日")]
    public DateOnly? HeldOn { get; set; }

    [Label("地点")]
    public string Place { get; set; } = "";

    [Label("主持人")]
    public string Host { get; set; } = "";

    /// <summary>First mandated part: documents of superiors passed on.</summary>
    [Label("传达文件")]
    public string Relayed { get; set; } = "";

    /// <summary>Second mandated part: the next tasks.</summary>
    [Label("布置工作")]
    public string Arranged { get; set; } = "";

    /// <summary>Third mandated part: training of the village officers.</summary>
    [Label("业务培训")]
    public string Trained { get; set; } = "";

    /// <summary>The meeting also was the month's study session (P3-WORKRULES-02).</summary>
    [Label("学习内容")]
    public bool Studied { get; set; }

    [Label("确认人")]
    public string ConfirmedBy { get; set; } = "";

    [Label("确认日")]
    public DateOnly? ConfirmedOn { get; set; }

    public Guid Version { get; set; }

    public string EvidenceRef => $"meeting:{Id}";
}

/// <summary>A line of the sign-in sheet, taken from the staff list.</summary>
[Label("例会到会人")]
internal sealed class MeetingAttendee : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("例会")]
    public Guid MeetingId { get; init; }

    public Guid StaffId { get; init; }

    public required string Name { get; init; }

    [Label("岗位")]
    public string Post { get; init; } = "";
}

internal enum AgendaSource { Module, Finding, Duty, Decision, Own }

[Label("例会议题")]
internal sealed class AgendaItem : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("例会")]
    public Guid MeetingId { get; init; }

    public AgendaSource Source { get; init; }

    /// <summary>Stable inside the meeting: the same matter is not put on the agenda twice.</summary>
    [Label("标识")]
    public required string Key { get; init; }

    public required string Title { get; init; }

    public string Detail { get; init; } = "";

    public string Link { get; init; } = "";

    [Label("次序")]
    public int Position { get; init; }
}

/// <summary>What a meeting decided; it returns to every next agenda until it is done.</summary>
[Label("例会决定")]
internal sealed class Decision : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("例会")]
    public Guid MeetingId { get; init; }

    /// <summary>Period of the meeting.</summary>
    public DateOnly Period { get; init; }

    public required string Text { get; set; }

    [Label("负责人编号")]
    public Guid OwnerStaffId { get; set; }

    [Label("负责人")]
    public string OwnerName { get; set; } = "";

    public DateOnly DueOn { get; set; }

    /// <summary>True from the moment the minutes are confirmed.</summary>
    [Label("有效")]
    public bool InForce { get; set; }

    [Label("已办结")]
    public bool Done { get; set; }

    [Label("办结日")]
    public DateOnly? DoneOn { get; set; }

    [Label("办结说明")]
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
