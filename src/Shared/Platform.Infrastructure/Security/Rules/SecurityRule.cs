using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Security.Rules;

/// <summary>A rule of information security on file (P3-MIGPLATSEC-00). It holds in its division and below; its versions stay.</summary>
[Label("安全制度")]
internal sealed class SecurityRule : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    /// <summary>Number of the paper; the number of the latest version.</summary>
    public string Number { get; set; } = "";

    public string Title { get; set; } = "";

    [Label("版本数")]
    public int Versions { get; set; }

    public Guid Version { get; set; }
}

/// <summary>One version. In force from its day until the next version's, or until its own end.</summary>
[Label("安全制度版本")]
internal sealed class SecurityRuleVersion : Entity, ISiteOwned
{
    [Label("安全制度")]
    public Guid RuleId { get; init; }

    public int SiteId { get; init; }

    /// <summary>1 for the first.</summary>
    [Label("第几版")]
    public int Ordinal { get; init; }

    public string Number { get; init; } = "";

    public string Title { get; init; } = "";

    [Label("施行日")]
    public DateOnly EffectiveFrom { get; init; }

    [Label("失效日")]
    public DateOnly? EffectiveTo { get; init; }

    public string Text { get; init; } = "";

    /// <summary>What this version changed; empty for the first.</summary>
    [Label("修订说明")]
    public string Change { get; init; } = "";

    [Label("附件名")]
    public string FileName { get; init; } = "";

    [Label("附件校验值")]
    public string FileSha256 { get; init; } = "";

    [Label("发布时间")]
    public DateTimeOffset PublishedAt { get; init; }

    [Label("发布人")]
    public string PublishedBy { get; init; } = "";
}

/// <summary>The paper itself, apart from the row that lists read.</summary>
[Label("安全制度附件")]
internal sealed class SecurityRuleFile : ISiteOwned
{
    public Guid VersionId { get; init; }

    public int SiteId { get; init; }

    [Sensitive]
    [Label("附件内容")]
    public byte[] Content { get; init; } = [];
}

/// <summary>Somebody has read a version (已阅). Belongs to the division where the reader works.</summary>
[Label("安全制度签阅")]
internal sealed class SecurityRuleReading : Entity, ISiteOwned
{
    [Label("版本")]
    public Guid VersionId { get; init; }

    public int SiteId { get; init; }

    public Guid AccountId { get; init; }

    public string Name { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

internal sealed class SecurityRuleConfiguration :
    IEntityTypeConfiguration<SecurityRule>, IEntityTypeConfiguration<SecurityRuleVersion>, IEntityTypeConfiguration<SecurityRuleFile>,
    IEntityTypeConfiguration<SecurityRuleReading>
{
    public void Configure(EntityTypeBuilder<SecurityRule> builder)
    {
        builder.Property(e => e.Number).HasMaxLength(60);
        builder.HasIndex(e => e.SiteId);
    }

    public void Configure(EntityTypeBuilder<SecurityRuleVersion> builder)
    {
        builder.Property(e => e.Number).HasMaxLength(60);
        builder.Property(e => e.Text).HasMaxLength(SaveSecurityRule.MostText);
        builder.Property(e => e.FileSha256).HasMaxLength(64);
        builder.HasIndex(e => new { e.RuleId, e.Ordinal }).IsUnique();
        builder.HasOne<SecurityRule>().WithMany().HasForeignKey(e => e.RuleId);
    }

    public void Configure(EntityTypeBuilder<SecurityRuleFile> builder)
    {
        builder.HasKey(e => e.VersionId);
        builder.Property(e => e.VersionId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<SecurityRuleReading> builder)
    {
        builder.HasIndex(e => new { e.VersionId, e.AccountId }).IsUnique();
        builder.HasIndex(e => e.AccountId);
        builder.HasOne<SecurityRuleVersion>().WithMany().HasForeignKey(e => e.VersionId);
    }
}

internal static class VisibleRules
{
    /// <summary>Rules of the scope and those from above that hold in it: the site filter knows only the first, so it is off.</summary>
    public static IQueryable<SecurityRule> In(CoreDbContext db, DivisionScope scope)
    {
        var (lo, hi) = (scope.Lo, scope.Hi);
        return db.Set<SecurityRule>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(r => (r.Lo <= lo && r.Hi >= hi) || (r.Lo >= lo && r.Hi <= hi));
    }
}
