using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Data;

/// <summary>A responsibility letter (目标责任书) of a year: targets for an office, handed to a township, a village or a local unit.</summary>
[Label("目标责任书")]
internal sealed class ResponsibilityLetter : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("年度")]
    public int Year { get; init; }

    [Label("签订对象")]
    public LetterLevel Level { get; init; }

    /// <summary>The village; empty for the township itself and for a local unit.</summary>
    public Guid UnitId { get; init; }

    [Label("签订单位")]
    public required string UnitName { get; init; }

    [Label("责任人")]
    public string OwnerName { get; set; } = "";

    /// <summary>The letter from above whose targets it passes down; empty: none.</summary>
    [Label("上级责任书")]
    public Guid ParentId { get; init; }

    /// <summary>Null: still a draft.</summary>
    [Label("签订日期")]
    public DateOnly? SignedOn { get; set; }

    [Label("作废原因")]
    public string VoidReason { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>One target: a registered indicator or duty of the office, never anything else (rights.md 3).</summary>
[Label("责任书目标")]
internal sealed class LetterTarget : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("责任书")]
    public Guid LetterId { get; init; }

    [Label("顺序")]
    public int RowNumber { get; init; }

    /// <summary>Code of an indicator or a duty.</summary>
    [Label("指标或职责")]
    public required string Code { get; init; }

    /// <summary>Rate to be reached: 1 is 100 %.</summary>
    [Label("目标")]
    public decimal Target { get; init; }

    /// <summary>What was done so far, in words of the owner.</summary>
    [Label("进展")]
    public string Progress { get; set; } = "";

    [Label("进展日期")]
    public DateOnly? ProgressOn { get; set; }
}

/// <summary>A year-end appraisal (年终评比) of posts, publicists or the population school.</summary>
[Label("年终评比")]
internal sealed class YearAppraisal : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("年度")]
    public int Year { get; init; }

    [Label("评比类别")]
    public YearAppraisalKind Kind { get; init; }

    [Label("总结")]
    public string Summary { get; set; } = "";

    [Label("状态")]
    public YearAppraisalState State { get; set; }

    [Label("提出账号")]
    public Guid ProposedById { get; set; }

    [Label("提出人")]
    public string ProposedBy { get; set; } = "";

    [Label("审批人")]
    public string ApprovedBy { get; set; } = "";

    [Label("审批日期")]
    public DateOnly? ApprovedOn { get; set; }

    [Label("退回原因")]
    public string ReturnReason { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>The result of one person. Awards are honours; nothing here takes or gives pay (rights.md 8).</summary>
[Label("年终评比结果")]
internal sealed class YearAppraisalRow : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("年终评比")]
    public Guid AppraisalId { get; init; }

    public Guid StaffId { get; init; }

    [Label("姓名")]
    public required string Name { get; init; }

    [Label("岗位")]
    public string PostName { get; init; } = "";

    [Label("等次")]
    public YearGrade Grade { get; init; }

    /// <summary>通报表扬, 荣誉证书 …; empty: none.</summary>
    [Label("表彰")]
    public string Award { get; init; } = "";

    [Label("事迹或说明")]
    public string Note { get; init; } = "";
}

internal sealed class LettersConfiguration :
    IEntityTypeConfiguration<ResponsibilityLetter>, IEntityTypeConfiguration<LetterTarget>, IEntityTypeConfiguration<YearAppraisal>, IEntityTypeConfiguration<YearAppraisalRow>
{
    public void Configure(EntityTypeBuilder<ResponsibilityLetter> builder)
    {
        builder.Property(e => e.UnitName).HasMaxLength(100);
        builder.Property(e => e.OwnerName).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.Year });
    }

    public void Configure(EntityTypeBuilder<LetterTarget> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(60);
        builder.Property(e => e.Progress).HasMaxLength(500);
        builder.HasIndex(e => new { e.LetterId, e.Code }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<YearAppraisal> builder)
    {
        builder.Property(e => e.Summary).HasMaxLength(4000);
        builder.HasIndex(e => new { e.SiteId, e.Year, e.Kind }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<YearAppraisalRow> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(50);
        builder.Property(e => e.PostName).HasMaxLength(100);
        builder.Property(e => e.Award).HasMaxLength(100);
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.HasIndex(e => new { e.AppraisalId, e.StaffId }).IsUnique();
    }
}
