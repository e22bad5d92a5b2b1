using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Data;

/// <summary>An office or village objects to a result; the county decides. Upheld: a revision stands beside the old result.</summary>
[Label("考评异议")]
internal sealed class ResultObjection : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public Guid UnitId { get; init; }

    [Label("单位名称")]
    public string UnitName { get; init; } = "";

    public DateOnly Month { get; init; }

    /// <summary>Revision of the result objected to.</summary>
    [Label("版次")]
    public int Revision { get; init; }

    [Label("得分")]
    public Guid ScoreId { get; init; }

    public required string Reason { get; init; }

    [Label("提出人")]
    public string RaisedBy { get; init; } = "";

    [Label("提出日期")]
    public DateOnly RaisedOn { get; init; }

    [Label("状态")]
    public ObjectionState State { get; set; }

    [Label("处理意见")]
    public string Decision { get; set; } = "";

    [Label("处理人")]
    public string DecidedBy { get; set; } = "";

    [Label("处理日期")]
    public DateOnly? DecidedOn { get; set; }

    /// <summary>The close that made the revision; empty: none.</summary>
    [Label("修订任务")]
    public Guid RunId { get; set; }

    public Guid Version { get; set; }
}

/// <summary>Somebody who is reported the month's results (书记、镇长、人大主席、政协主任, P4-PATCH-02a).</summary>
[Label("考评结果送阅对象")]
internal sealed class ResultRecipient : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("顺序")]
    public int RowNumber { get; init; }

    [Label("职务")]
    public required string PostName { get; init; }

    [Label("姓名")]
    public string PersonName { get; init; } = "";
}

/// <summary>A published result sent to a recipient, and that it was read. Names stay as they were on the day.</summary>
[Label("考评结果送阅")]
internal sealed class ResultReceipt : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public DateOnly Month { get; init; }

    [Label("版次")]
    public int Revision { get; init; }

    [Label("顺序")]
    public int RowNumber { get; init; }

    [Label("职务")]
    public string PostName { get; init; } = "";

    [Label("姓名")]
    public string PersonName { get; init; } = "";

    [Label("送达时间")]
    public DateTimeOffset SentAt { get; init; }

    /// <summary>Day of the signature on the paper, or of the click; null: not read yet.</summary>
    [Label("签收日期")]
    public DateOnly? ReadOn { get; set; }

    [Label("签收登记人")]
    public string RecordedBy { get; set; } = "";
}

internal sealed class AppraisalWorkConfiguration : IEntityTypeConfiguration<ResultObjection>, IEntityTypeConfiguration<ResultRecipient>, IEntityTypeConfiguration<ResultReceipt>
{
    public void Configure(EntityTypeBuilder<ResultObjection> builder)
    {
        builder.Property(e => e.UnitName).HasMaxLength(100);
        builder.Property(e => e.Reason).HasMaxLength(1000);
        builder.Property(e => e.Decision).HasMaxLength(1000);
        builder.HasIndex(e => new { e.SiteId, e.Month });
        builder.HasIndex(e => e.ScoreId);
    }

    public void Configure(EntityTypeBuilder<ResultRecipient> builder)
    {
        builder.Property(e => e.PostName).HasMaxLength(50);
        builder.Property(e => e.PersonName).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.RowNumber }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ResultReceipt> builder)
    {
        builder.Property(e => e.PostName).HasMaxLength(50);
        builder.Property(e => e.PersonName).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.Month, e.Revision, e.RowNumber }).IsUnique();
    }
}
