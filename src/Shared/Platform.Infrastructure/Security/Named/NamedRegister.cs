using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Security.Named;

/// <summary>A person named for an exchange platform or another guarded duty (专人). Rows are ended, never changed (P3-MIGPLATSEC-01).</summary>
[Label("专职操作人")]
internal sealed class NamedOperator : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    /// <summary>Empty when the person was named by the staff list.</summary>
    public Guid AccountId { get; init; }

    public Guid StaffId { get; init; }

    public string Name { get; init; } = "";

    [Label("职责")]
    public string Duty { get; init; } = "";

    public DateOnly From { get; init; }

    /// <summary>Last day; null while it goes on.</summary>
    public DateOnly? To { get; set; }

    [Label("停用理由")]
    public string EndReason { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>A machine named for the same (专机).</summary>
[Label("专用机器")]
internal sealed class NamedMachine : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    public string Name { get; init; } = "";

    [Label("资产编号")]
    public string AssetNumber { get; init; } = "";

    [Label("地点")]
    public string Place { get; init; } = "";

    /// <summary>Addresses and networks by which it is recognised, separated by blanks.</summary>
    [Label("网络地址")]
    public string Addresses { get; init; } = "";

    [Label("负责人")]
    public string Responsible { get; init; } = "";

    public DateOnly From { get; init; }

    public DateOnly? To { get; set; }

    [Label("停用理由")]
    public string EndReason { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>
/// From when on a division demands named operators and machines for a module, or no longer. The latest row of a division counts; a demand
/// from above holds below.
/// </summary>
[Label("专人专机规则")]
internal sealed class NamedAccessRule : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    [Label("模块")]
    public string ModuleId { get; init; } = "";

    [Label("启用")]
    public bool On { get; init; }

    public DateTimeOffset At { get; init; }

    [Label("设置人")]
    public string ByName { get; init; } = "";

    public string Reason { get; init; } = "";
}

internal sealed class NamedRegisterConfiguration :
    IEntityTypeConfiguration<NamedOperator>, IEntityTypeConfiguration<NamedMachine>, IEntityTypeConfiguration<NamedAccessRule>
{
    public void Configure(EntityTypeBuilder<NamedOperator> builder)
    {
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => e.AccountId);
    }

    public void Configure(EntityTypeBuilder<NamedMachine> builder)
    {
        builder.Property(e => e.Addresses).HasMaxLength(1000);
        builder.HasIndex(e => e.SiteId);
    }

    public void Configure(EntityTypeBuilder<NamedAccessRule> builder)
    {
        builder.Property(e => e.ModuleId).HasMaxLength(60);
        builder.HasIndex(e => new { e.ModuleId, e.SiteId });
    }
}
