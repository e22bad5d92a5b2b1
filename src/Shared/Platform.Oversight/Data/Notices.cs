using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Oversight.Data;

/// <summary>
/// The month's note of a village's work problems to those who look after it (P4-PATCH-03). One of each village is issued at a time; issuing again makes a new
/// edition of all of them, and the old one stays readable.
/// </summary>
[Label("问题提示单")]
internal sealed class VillageNotice : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("村（社区）")]
    public Guid VillageId { get; init; }

    [Label("村名")]
    public string VillageName { get; init; } = "";

    public DateOnly Month { get; init; }

    [Label("版次")]
    public int Edition { get; init; }

    /// <summary>0: the village has none, and no visit is owed.</summary>
    [Label("问题数")]
    public int Problems { get; init; }

    [Label("签发日")]
    public DateOnly IssuedOn { get; init; }

    [Label("签发人")]
    public string IssuedBy { get; init; } = "";

    [Label("已收回")]
    public bool Withdrawn { get; set; }

    /// <summary>Why it was taken back or issued anew.</summary>
    [Label("理由")]
    public string Reason { get; set; } = "";

    public Guid Version { get; set; }

    public const string Prefix = "village-notice:";

    public static string EvidenceRef(int site, DateOnly month, int edition) => $"{Prefix}{site}:{month:yyyy-MM-dd}:{edition}";
}

internal enum NoticeSource { Finding, Duty, Inspection, Own }

[Label("问题提示内容")]
internal sealed class NoticeItem : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("问题提示单")]
    public Guid NoticeId { get; init; }

    [Label("次序")]
    public int Position { get; init; }

    [Label("来源")]
    public NoticeSource Source { get; init; }

    /// <summary>Finding, problem or own item it comes from; empty for a duty.</summary>
    [Label("来源记录")]
    public Guid SourceId { get; init; }

    public required string Text { get; init; }

    public string Link { get; init; } = "";
}

internal enum AddresseeRole { Cadre, Helper }

/// <summary>Somebody the notice is addressed to, by the table of villages of its day.</summary>
[Label("问题提示对象")]
internal sealed class NoticeAddressee : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("问题提示单")]
    public Guid NoticeId { get; init; }

    [Label("人员")]
    public Guid StaffId { get; init; }

    public string Name { get; init; } = "";

    [Label("身份")]
    public AddresseeRole Role { get; init; }

    [Label("签收时间")]
    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>Something the office adds to a month's notice in its own words.</summary>
[Label("问题提示补充")]
internal sealed class NoticeRemark : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("村（社区）")]
    public Guid VillageId { get; init; }

    public DateOnly Month { get; init; }

    public required string Text { get; init; }

    [Label("补充人")]
    public string ByName { get; init; } = "";

    [Label("已撤回")]
    public bool Withdrawn { get; set; }
}

internal sealed class NoticesConfiguration :
    IEntityTypeConfiguration<VillageNotice>,
    IEntityTypeConfiguration<NoticeItem>,
    IEntityTypeConfiguration<NoticeAddressee>,
    IEntityTypeConfiguration<NoticeRemark>
{
    public void Configure(EntityTypeBuilder<VillageNotice> builder)
    {
        builder.Property(e => e.VillageName).HasMaxLength(100);
        builder.Property(e => e.IssuedBy).HasMaxLength(100);
        builder.HasIndex(e => new { e.SiteId, e.Month, e.VillageId, e.Edition }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<NoticeItem> builder)
    {
        builder.Property(e => e.Text).HasMaxLength(500);
        builder.Property(e => e.Link).HasMaxLength(300);
        builder.HasIndex(e => e.NoticeId);
    }

    public void Configure(EntityTypeBuilder<NoticeAddressee> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.HasIndex(e => e.NoticeId);
        builder.HasIndex(e => new { e.SiteId, e.StaffId });
    }

    public void Configure(EntityTypeBuilder<NoticeRemark> builder)
    {
        builder.Property(e => e.Text).HasMaxLength(500);
        builder.Property(e => e.ByName).HasMaxLength(100);
        builder.HasIndex(e => new { e.SiteId, e.Month });
    }
}
