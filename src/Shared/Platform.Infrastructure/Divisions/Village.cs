using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Divisions;

/// <summary>A village or community below a township.</summary>
[Label("村（社区）")]
internal sealed class Village : Entity, ISiteOwned
{
    public int SiteId { get; set; }

    /// <summary>12 digits.</summary>
    public required string Code { get; set; }

    public required string Name { get; set; }

    /// <summary>Lower-case initials of the name in pinyin, for search; a guess that may be corrected.</summary>
    [Label("拼音首字母")]
    public string Initials { get; set; } = "";

    /// <summary>First day it existed; the smallest day where it was there before the records began.</summary>
    [Label("设立日")]
    public DateOnly OpenedOn { get; set; }

    /// <summary>First day it is no more; null while it exists.</summary>
    [Label("撤销日")]
    public DateOnly? ClosedOn { get; set; }
}

internal sealed class VillageConfiguration : IEntityTypeConfiguration<Village>
{
    public void Configure(EntityTypeBuilder<Village> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(12);
        builder.Property(e => e.Initials).HasMaxLength(100);
        builder.HasIndex(e => e.Code).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.Code });
    }
}
