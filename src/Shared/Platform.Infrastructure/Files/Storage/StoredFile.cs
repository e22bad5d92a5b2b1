using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Files.Storage;

/// <summary>An uploaded file that was checked, kept until it expires: it is imported, or its error file fetched, by its key.</summary>
[Label("上传的文件")]
internal sealed class StoredFile : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>Kind of the import.</summary>
    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    [Label("大小")]
    public long Length { get; init; }

    /// <summary>Of the content, in lower-case hex: the same file uploaded again is recognised in the trail.</summary>
    [Label("校验值")]
    public string Sha256 { get; init; } = "";

    /// <summary>Choices made beside the file, as <c>name=value</c> lines.</summary>
    [Label("选项")]
    public string Options { get; init; } = "";

    /// <summary>Only this account may import it. Empty: the system.</summary>
    [Label("上传人")]
    public Guid UploadedBy { get; init; }

    [Label("上传时间")]
    public DateTimeOffset UploadedAt { get; init; }

    [Label("保留到")]
    public DateTimeOffset ExpiresAt { get; init; }

    [Label("总行数")]
    public int TotalRows { get; init; }

    [Label("正确行数")]
    public int GoodRows { get; init; }

    /// <summary>Last row of the file that was worked off; 0 before the import. Set together with the rows' effect.</summary>
    [Label("已处理到")]
    public int AppliedThrough { get; set; }

    [Label("已导入")]
    public int Imported { get; set; }

    [Label("已跳过")]
    public int Skipped { get; set; }

    /// <summary>When the last row was worked off; null while there are rows left.</summary>
    [Label("导入时间")]
    public DateTimeOffset? AppliedAt { get; set; }

    public Guid Version { get; set; }
}

/// <summary>The bytes apart from the row about them, which changes while the file is imported.</summary>
[NotTrailed]
internal sealed class StoredContent : ISiteOwned
{
    public Guid FileId { get; init; }

    public int SiteId { get; init; }

    /// <summary>Sealed like a protected field: people's lists hold what their columns protect.</summary>
    [Sensitive]
    public byte[] Content { get; init; } = [];
}

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.Property(e => e.Kind).HasMaxLength(60);
        builder.Property(e => e.Sha256).HasMaxLength(64);
        builder.Property(e => e.Options).HasMaxLength(2000);
        builder.HasIndex(e => e.ExpiresAt);
    }
}

internal sealed class StoredContentConfiguration : IEntityTypeConfiguration<StoredContent>
{
    public void Configure(EntityTypeBuilder<StoredContent> builder)
    {
        builder.HasKey(e => e.FileId);
        builder.Property(e => e.FileId).ValueGeneratedNever();
    }
}
