using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Data;

namespace Platform.Organisation.Data;

/// <summary>A notice that changes duties (职责调整通知, P4-NOTICE-00). It is not edited; a wrong one is made void and filed anew.</summary>
[Label("职责调整通知")]
internal sealed class DutyNotice : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>单位代字, for example 中政.</summary>
    [Label("单位代字")]
    public required string OfficeCode { get; init; }

    [Label("年份")]
    public int Year { get; init; }

    public int Number { get; init; }

    public required string Title { get; init; }

    /// <summary>各村（居）委会.</summary>
    [Label("主送")]
    public string Addressee { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>Name of the issuing body on the day of issue.</summary>
    [Label("发文机关")]
    public required string Issuer { get; init; }

    [Label("成文日期")]
    public DateOnly IssuedOn { get; init; }

    [Label("生效日期")]
    public DateOnly EffectiveOn { get; init; }

    /// <summary>Empty: in force.</summary>
    [Label("作废原因")]
    public string VoidReason { get; set; } = "";

    public Guid Version { get; set; }

    public string FullNumber => $"{OfficeCode}〔{Year}〕{Number}号";
}

/// <summary>A certificate somebody holds.</summary>
[Label("资格证书")]
internal sealed class Qualification : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    public QualificationKind Kind { get; init; }

    /// <summary>Number of the certificate; never an identity number.</summary>
    public required string Number { get; init; }

    [Label("发证机关")]
    public string Issuer { get; set; } = "";

    [Label("发证级别")]
    public IssuerLevel Level { get; set; }

    [Label("发证日期")]
    public DateOnly IssuedOn { get; set; }

    /// <summary>Last day of validity; <see cref="OpenEnd.Never"/>: without limit.</summary>
    [Label("有效期至")]
    public DateOnly ExpiresOn { get; set; } = OpenEnd.Never;

    [Label("文化程度")]
    public Schooling Schooling { get; set; }

    [Label("培训开始")]
    public DateOnly? TrainedFrom { get; set; }

    [Label("培训结束")]
    public DateOnly? TrainedTo { get; set; }

    /// <summary>Why it no longer counts; empty: it does.</summary>
    [Label("作废原因")]
    public string VoidReason { get; set; } = "";

    public Guid Version { get; set; }
}

internal sealed class PapersConfiguration : IEntityTypeConfiguration<DutyNotice>, IEntityTypeConfiguration<Qualification>
{
    public void Configure(EntityTypeBuilder<DutyNotice> builder)
    {
        builder.Property(e => e.OfficeCode).HasMaxLength(30);
        builder.Property(e => e.Title).HasMaxLength(200);
        builder.Property(e => e.Addressee).HasMaxLength(200);
        builder.Property(e => e.Text).HasMaxLength(4000);
        builder.Property(e => e.Issuer).HasMaxLength(100);
        builder.Ignore(e => e.FullNumber);
        builder.HasIndex(e => new { e.SiteId, e.Year, e.Number });
    }

    public void Configure(EntityTypeBuilder<Qualification> builder)
    {
        builder.Property(e => e.Number).HasMaxLength(40);
        builder.Property(e => e.Issuer).HasMaxLength(100);
        builder.HasIndex(e => new { e.SiteId, e.ExpiresOn });
        builder.HasIndex(e => new { e.StaffId, e.Kind });
    }
}
