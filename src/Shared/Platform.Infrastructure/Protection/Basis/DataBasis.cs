using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection.Basis;

internal enum BasisState { Given, Withdrawn, Erased }

internal enum ConsentGiver { Self, Guardian }

/// <summary>
/// A person's consent to one protected field, from the day it was given to its withdrawal and the erasure of the data. Without such a row the article that the
/// field declares is the basis. Rows are ended, never deleted.
/// </summary>
[Label("对个人信息的同意")]
internal sealed class DataBasis : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>For example <c>staff:0193…</c>.</summary>
    [Label("关于谁")]
    public required string SubjectRef { get; init; }

    /// <summary>Code of the field, for example <c>staff.phone</c>.</summary>
    [Label("项目")]
    public required string Field { get; init; }

    [Label("同意日期")]
    public DateOnly GivenOn { get; init; }

    /// <summary>Chinese words: in writing, orally before witnesses, online.</summary>
    [Label("同意方式")]
    public required string GivenHow { get; init; }

    /// <summary>Under 14 a guardian consents.</summary>
    [Label("由谁同意")]
    public ConsentGiver Giver { get; init; }

    [Label("监护人")]
    public string GuardianName { get; init; } = "";

    [Label("用途")]
    public required string Purpose { get; init; }

    public BasisState State { get; set; }

    [Label("撤回日期")]
    public DateOnly? WithdrawnOn { get; set; }

    [Label("清除日期")]
    public DateOnly? ErasedOn { get; set; }

    /// <summary>Why the data is not erased yet though consent was withdrawn: evidence of a case, a petition, a running benefit. Empty: no hold.</summary>
    [Label("暂缓清除的原因")]
    public string HoldReason { get; set; } = "";

    public Guid Version { get; set; }
}

internal sealed class DataBasisConfiguration : IEntityTypeConfiguration<DataBasis>
{
    public void Configure(EntityTypeBuilder<DataBasis> builder)
    {
        builder.Property(e => e.SubjectRef).HasMaxLength(100);
        builder.Property(e => e.Field).HasMaxLength(60);
        builder.Property(e => e.GivenHow).HasMaxLength(60);
        builder.Property(e => e.GuardianName).HasMaxLength(50);
        builder.HasIndex(e => new { e.SubjectRef, e.Field });
        builder.HasIndex(e => new { e.State, e.WithdrawnOn });
    }
}
