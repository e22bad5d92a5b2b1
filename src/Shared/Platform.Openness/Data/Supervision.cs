using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Data;

/// <summary>One anonymous evaluation of the office by a resident (P3-SUPERVISION-05): a mark and, if wished, a remark. Nothing about the resident.</summary>
[Label("服务评价")]
internal sealed class Evaluation : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    /// <summary>First day of the quarter; the day itself is not kept.</summary>
    [Label("季度")]
    public DateOnly Quarter { get; init; }

    /// <summary>1 (很不满意) to 5 (很满意).</summary>
    [Label("评分")]
    public int Mark { get; init; }

    /// <summary>For the office alone; never public.</summary>
    [Sensitive]
    [Label("评价意见")]
    public string Remark { get; init; } = "";
}

/// <summary>A check of the office or committee by residents' representatives (P3-SUPERVISION-04).</summary>
[Label("居民代表检查")]
internal sealed class RepresentativeCheck : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public Guid VillageId { get; init; }

    [Label("村（社区）名称")]
    public string VillageName { get; init; } = "";

    [Label("检查日期")]
    public DateOnly CheckedOn { get; init; }

    /// <summary>How many representatives took part; their names are on the paper, not here.</summary>
    [Label("代表人数")]
    public int Representatives { get; init; }

    [Label("检查事项")]
    public CheckSubject Subject { get; init; }

    [Label("检查内容")]
    public required string Scope { get; init; }

    [Label("检查结果")]
    public CheckResult Result { get; set; }

    [Label("结果说明")]
    public string Findings { get; set; } = "";

    /// <summary>What was done about it; empty: nothing yet, or nothing was needed.</summary>
    [Label("整改情况")]
    public string FollowUp { get; set; } = "";

    [Label("整改日期")]
    public DateOnly? FollowedUpOn { get; set; }

    [Label("登记人")]
    public string RecordedBy { get; init; } = "";

    [Label("作废原因")]
    public string VoidReason { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>A briefing of the residents about the work (定期通报, P3-SUPERVISION-03), with what was opened and answered from the suggestion box.</summary>
[Label("群众通报")]
internal sealed class Briefing : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public Guid VillageId { get; init; }

    [Label("村（社区）名称")]
    public string VillageName { get; init; } = "";

    [Label("通报日期")]
    public DateOnly HeldOn { get; init; }

    [Label("通报方式")]
    public BriefingForm Form { get; init; }

    [Label("参加人数")]
    public int Attendance { get; init; }

    [Label("通报内容")]
    public required string Content { get; init; }

    [Label("群众意见")]
    public string Opinions { get; init; } = "";

    [Label("登记人")]
    public string RecordedBy { get; init; } = "";

    [Label("登记日期")]
    public DateOnly RecordedOn { get; init; }

    [Label("作废原因")]
    public string VoidReason { get; set; } = "";

    public Guid Version { get; set; }
}

internal sealed class SupervisionConfiguration : IEntityTypeConfiguration<Evaluation>, IEntityTypeConfiguration<RepresentativeCheck>, IEntityTypeConfiguration<Briefing>
{
    public void Configure(EntityTypeBuilder<Evaluation> builder)
    {
        builder.Property(e => e.Remark).HasMaxLength(500);
        builder.HasIndex(e => new { e.SiteId, e.Quarter });
    }

    public void Configure(EntityTypeBuilder<RepresentativeCheck> builder)
    {
        builder.Property(e => e.VillageName).HasMaxLength(100);
        builder.Property(e => e.Scope).HasMaxLength(500);
        builder.Property(e => e.Findings).HasMaxLength(1000);
        builder.Property(e => e.FollowUp).HasMaxLength(1000);
        builder.Property(e => e.RecordedBy).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.CheckedOn });
    }

    public void Configure(EntityTypeBuilder<Briefing> builder)
    {
        builder.Property(e => e.VillageName).HasMaxLength(100);
        builder.Property(e => e.Content).HasMaxLength(2000);
        builder.Property(e => e.Opinions).HasMaxLength(1000);
        builder.Property(e => e.RecordedBy).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.HeldOn });
    }
}
