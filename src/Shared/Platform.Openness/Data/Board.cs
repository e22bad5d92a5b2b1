using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Data;
using Platform.Openness.Domain;
using Platform.Openness.Domain.Suppression;

namespace Platform.Openness.Data;

/// <summary>The working copy of a post on the public board. What the public sees stands in <see cref="PublishedPost"/>.</summary>
[Label("公开内容")]
internal sealed class BoardPost : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>The village or community whose board it is; empty: the board of the office.</summary>
    public Guid VillageId { get; set; }

    [Label("村（社区）名称")]
    public string VillageName { get; set; } = "";

    [Label("类别")]
    public BoardCategory Category { get; set; }

    public required string Title { get; set; }

    public string Text { get; set; } = "";

    /// <summary>Last day on the board; <see cref="OpenEnd.Never"/>: until it is withdrawn.</summary>
    [Label("公开截止")]
    public DateOnly ExpiresOn { get; set; } = OpenEnd.Never;

    /// <summary>What the table of totals counts; empty: no table.</summary>
    [Label("统计口径")]
    public Guid SubjectId { get; set; }

    /// <summary>First day of the period the table is about.</summary>
    [Label("统计期间")]
    public DateOnly? Period { get; set; }

    [Label("状态")]
    public PostState State { get; set; }

    /// <summary>Version being worked on; published versions before it stay.</summary>
    [Label("版次")]
    public int Number { get; set; } = 1;

    /// <summary>Who wrote this version; may not approve it.</summary>
    [Label("起草账号")]
    public Guid AuthorId { get; set; }

    [Label("起草人")]
    public string AuthorName { get; set; } = "";

    [Label("审核账号")]
    public Guid ApproverId { get; set; }

    [Label("审核人")]
    public string ApproverName { get; set; } = "";

    [Label("审核时间")]
    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>Why it came back to the author; empty: it did not.</summary>
    [Label("退回原因")]
    public string ReturnReason { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>One exact figure of a post's table; who may read it is the back office alone.</summary>
[Label("公开表数字")]
internal sealed class BoardFigure : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("公开内容")]
    public Guid PostId { get; init; }

    /// <summary>Village (<c>v:guid</c>) or township (<c>d:id</c>).</summary>
    [Label("单位编号")]
    public required string UnitKey { get; init; }

    [Label("单位")]
    public required string UnitName { get; init; }

    /// <summary>Order of the row.</summary>
    [Label("顺序")]
    public int RowNumber { get; init; }

    /// <summary>Index in the subject's columns.</summary>
    [Label("栏次")]
    public int ColumnNumber { get; init; }

    [Label("数值")]
    public int Value { get; init; }
}

/// <summary>A version of a post as the public sees or saw it. Only its end is ever written; the dated copy is the evidence (P4-RESOFFICER-01b).</summary>
[Label("已公布版本")]
internal sealed class PublishedPost : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    /// <summary>Empty for what the platform itself put up: the month's results.</summary>
    [Label("公开内容")]
    public Guid PostId { get; init; }

    public Guid VillageId { get; init; }

    [Label("村（社区）名称")]
    public string VillageName { get; init; } = "";

    [Label("版次")]
    public int Number { get; init; }

    [Label("类别")]
    public BoardCategory Category { get; init; }

    public required string Title { get; init; }

    public string Text { get; init; } = "";

    /// <summary>The table with its suppressed cells already replaced, as JSON of <see cref="PublicTable"/>; empty: none.</summary>
    [Label("公开表")]
    public string TableJson { get; init; } = "";

    [Label("公布日期")]
    public DateOnly PublishedOn { get; init; }

    [Label("公布人")]
    public string PublishedBy { get; init; } = "";

    [Label("审核人")]
    public string ApprovedBy { get; init; } = "";

    [Label("公开截止")]
    public DateOnly ExpiresOn { get; init; }

    /// <summary>First day on which it is no longer up: withdrawn or replaced. <see cref="OpenEnd.Never"/>: it is up until it expires.</summary>
    [Label("撤下日期")]
    public DateOnly EndedOn { get; set; } = OpenEnd.Never;

    [Label("撤下原因")]
    public string EndReason { get; set; } = "";
}

/// <summary>
/// What a table of totals counts: one population, one set of columns, one rhythm. Periods of a rhythm do not overlap, and all tables of the subject under its
/// division form one hierarchy, so that suppression can be consistent across posts. It counts for the division and all below.
/// </summary>
[Label("统计口径")]
internal sealed class TotalsSubject : Entity, IVersioned
{
    public int DivisionId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    public required string Name { get; init; }

    /// <summary>Names of the columns, one a line; they never change.</summary>
    [Label("栏目")]
    public required string Columns { get; init; }

    [Label("统计周期")]
    public Cadence Cadence { get; init; }

    [Label("计数说明")]
    public string Explanation { get; set; } = "";

    [Label("启用")]
    public bool Active { get; set; } = true;

    public Guid Version { get; set; }

    public IReadOnlyList<string> ColumnNames => Columns.Split('\n');
}

/// <summary>
/// A cell that was published once, with its exact value and how it was shown. Rows stay when the post is withdrawn: what was seen is known, and later posts are
/// suppressed against it.
/// </summary>
[Label("已公布的数字")]
internal sealed class PublishedCell : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("统计口径")]
    public Guid SubjectId { get; init; }

    [Label("统计期间")]
    public DateOnly Period { get; init; }

    [Label("单位编号")]
    public required string UnitKey { get; init; }

    /// <summary>Empty: the top row of its table.</summary>
    [Label("上级单位编号")]
    public string ParentKey { get; init; } = "";

    /// <summary>Index in the subject's columns; <see cref="TotalsCell.Total"/> for the row's sum.</summary>
    [Label("栏次")]
    public int ColumnNumber { get; init; }

    [Label("数值")]
    public int Value { get; set; }

    /// <summary>Once shown it counts as known for ever.</summary>
    [Label("公开方式")]
    public Mark Mark { get; set; }

    /// <summary>False: its post was withdrawn.</summary>
    [Label("仍在公开")]
    public bool Live { get; set; }
}

internal sealed class BoardConfiguration :
    IEntityTypeConfiguration<BoardPost>,
    IEntityTypeConfiguration<BoardFigure>,
    IEntityTypeConfiguration<PublishedPost>,
    IEntityTypeConfiguration<TotalsSubject>,
    IEntityTypeConfiguration<PublishedCell>
{
    public void Configure(EntityTypeBuilder<BoardPost> builder)
    {
        builder.Property(e => e.VillageName).HasMaxLength(100);
        builder.Property(e => e.Title).HasMaxLength(100);
        builder.Property(e => e.Text).HasMaxLength(-1);
        builder.HasIndex(e => new { e.SiteId, e.State });
    }

    public void Configure(EntityTypeBuilder<BoardFigure> builder)
    {
        builder.Property(e => e.UnitKey).HasMaxLength(40);
        builder.Property(e => e.UnitName).HasMaxLength(100);
        builder.HasIndex(e => new { e.PostId, e.UnitKey, e.ColumnNumber }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PublishedPost> builder)
    {
        builder.Property(e => e.VillageName).HasMaxLength(100);
        builder.Property(e => e.Title).HasMaxLength(100);
        builder.Property(e => e.Text).HasMaxLength(-1);
        builder.Property(e => e.TableJson).HasMaxLength(-1);
        builder.HasIndex(e => new { e.SiteId, e.EndedOn, e.PublishedOn });
        builder.HasIndex(e => e.PostId);
    }

    public void Configure(EntityTypeBuilder<TotalsSubject> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(50);
        builder.Property(e => e.Columns).HasMaxLength(1000);
        builder.Property(e => e.Explanation).HasMaxLength(500);
        builder.Ignore(e => e.ColumnNames);
        builder.HasIndex(e => new { e.DivisionId, e.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PublishedCell> builder)
    {
        builder.Property(e => e.UnitKey).HasMaxLength(40);
        builder.Property(e => e.ParentKey).HasMaxLength(40);
        builder.HasIndex(e => new { e.SubjectId, e.Period, e.SiteId, e.UnitKey, e.ColumnNumber }).IsUnique().HasDatabaseName("IX_opn_PublishedCell_Cell");
    }
}
