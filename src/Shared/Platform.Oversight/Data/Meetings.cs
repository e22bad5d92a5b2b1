using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Oversight.Data;

internal enum MeetingState { Convened, Held }

/// <summary>What is met for; the texts, duties and mandated parts of each stand in <see cref="Meetings.MeetingRules"/>.</summary>
internal enum MeetingKind { WorkMeeting, OfficeWeekly, StudySession, SuppliesMeeting, MigrantMeeting, Training, CommunityStudy }

/// <summary>A meeting or session of a site: the monthly work meeting (P3-WORKRULES-01) and the other kinds.</summary>
[Label("会议")]
internal sealed class Meeting : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>First day of the month it is the meeting of.</summary>
    public DateOnly Period { get; init; }

    [Label("会议类别")]
    public MeetingKind Kind { get; init; }

    /// <summary>1 for the first of its kind in the month. The work meeting has no second.</summary>
    [Label("当月序号")]
    public int Number { get; init; } = 1;

    /// <summary>The village of a community study; empty otherwise.</summary>
    public Guid VillageId { get; init; }

    public required string Title { get; set; }

    [Label("计划日")]
    public DateOnly? PlannedOn { get; set; }

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

    /// <summary>What was studied or trained; with <see cref="Hours"/> it stands in the training record of everybody who was there.</summary>
    [Label("学习培训主题")]
    public string Topic { get; set; } = "";

    /// <summary>Hours of study or training; 0: none.</summary>
    [Label("学时")]
    public decimal Hours { get; set; }

    /// <summary>Codes of the duties ticked in the minutes beside those every meeting of the kind fulfils, joined by commas.</summary>
    [Label("同时履行的职责")]
    public string Discharges { get; set; } = "";

    [Label("确认人")]
    public string ConfirmedBy { get; set; } = "";

    [Label("确认日")]
    public DateOnly? ConfirmedOn { get; set; }

    public Guid Version { get; set; }

    public string EvidenceRef => $"{Prefix}{Id}";

    public const string Prefix = "meeting:";
}

internal enum Attendance { Present, Late, Absent }

/// <summary>A line of the sign-in sheet: somebody of the staff list, or a guest by name.</summary>
[Label("会议签到")]
internal sealed class MeetingAttendee : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("会议")]
    public Guid MeetingId { get; init; }

    /// <summary>Empty for a guest.</summary>
    public Guid StaffId { get; init; }

    public required string Name { get; init; }

    [Label("岗位")]
    public string Post { get; init; } = "";

    [Label("到会情况")]
    public Attendance State { get; set; }

    /// <summary>Why somebody is late or absent.</summary>
    public string Reason { get; set; } = "";

    [Label("签到时间")]
    public DateTimeOffset SignedAt { get; set; }

    /// <summary>Added after the minutes were confirmed.</summary>
    [Label("补签")]
    public bool Afterwards { get; init; }
}

internal enum AgendaSource { Module, Finding, Duty, Decision, Own }

[Label("会议议题")]
internal sealed class AgendaItem : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("会议")]
    public Guid MeetingId { get; init; }

    public AgendaSource Source { get; init; }

    /// <summary>Stable inside the meeting: the same matter is not put on the agenda twice.</summary>
    [Label("标识")]
    public required string Key { get; init; }

    public required string Title { get; set; }

    public string Detail { get; set; } = "";

    public string Link { get; init; } = "";

    [Label("次序")]
    public int Position { get; set; }
}

/// <summary>What a meeting decided; it returns to every next agenda until it is done.</summary>
[Label("会议决定")]
internal sealed class Decision : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("会议")]
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
        builder.Property(e => e.Discharges).HasMaxLength(500);
        builder.Ignore(e => e.EvidenceRef);
        builder.HasIndex(e => new { e.Period, e.SiteId, e.Kind, e.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MeetingAttendee> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.HasIndex(e => new { e.MeetingId, e.StaffId, e.Name }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.StaffId });
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
