using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Divisions;

/// <summary>
/// An administrative division. Its id is the 9-digit code first loaded and never changes; everything below it lies in <see cref="Lo"/>..<see cref="Hi"/>.
/// </summary>
[Label("区划")]
internal sealed class Division
{
    public int Id { get; init; }

    /// <summary>The code today, 9 digits.</summary>
    public required string Code { get; set; }

    public required string Name { get; set; }

    /// <summary>Province, city, county and own name in one string.</summary>
    [Label("全称")]
    public required string FullName { get; set; }

    [Label("上级区划")]
    public int ParentId { get; set; }

    [Label("级别")]
    public DivisionLevels Levels { get; set; }

    /// <summary>Has the township level: owes duties of its own.</summary>
    [Label("乡镇级")]
    public bool IsSite { get; set; }

    [Label("区划下限")]
    public int Lo { get; set; }

    [Label("区划上限")]
    public int Hi { get; set; }

    /// <summary>Lower-case initials of the name in pinyin, for search; a guess that may be corrected.</summary>
    [Label("拼音首字母")]
    public string Initials { get; set; } = "";

    /// <summary>First day it existed; the smallest day where it was there before the records began.</summary>
    [Label("设立日")]
    public DateOnly OpenedOn { get; set; }

    /// <summary>First day it is no more; null while it exists. Rows stay, readable under its successors.</summary>
    [Label("撤销日")]
    public DateOnly? ClosedOn { get; set; }
}

internal sealed class DivisionConfiguration : IEntityTypeConfiguration<Division>
{
    public void Configure(EntityTypeBuilder<Division> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Levels).HasConversion<int>();
        builder.Property(e => e.Code).HasMaxLength(9);
        builder.Property(e => e.Initials).HasMaxLength(100);
        builder.HasIndex(e => e.Code);
        builder.HasIndex(e => e.ParentId);
        builder.HasIndex(e => new { e.IsSite, e.Id });
        builder.HasIndex(e => e.Name);
        builder.HasIndex(e => e.Initials);
        builder.HasIndex(e => e.ClosedOn);
    }
}
