using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Files.Attachments;

/// <summary>
/// A file that belongs to a record. Its bytes are kept encrypted in <c>StoredContent</c> under the same id, and are gone when it was removed; this row
/// stays and says by whom and why.
/// </summary>
[Label("附件")]
internal sealed class Attachment : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    /// <summary>Code of its <see cref="AttachmentKind"/>.</summary>
    [Label("类别")]
    public string Kind { get; init; } = "";

    /// <summary>The record it belongs to.</summary>
    [Label("所属记录")]
    public string RecordRef { get; init; } = "";

    [Label("文件名")]
    public string Name { get; init; } = "";

    [Label("格式")]
    public AttachmentType Type { get; init; }

    /// <summary>In bytes.</summary>
    [Label("大小")]
    public long Length { get; init; }

    /// <summary>Of the content, in lower-case hex.</summary>
    [Label("校验值")]
    public string Sha256 { get; init; } = "";

    [Label("上传账号")]
    public Guid AddedById { get; init; }

    [Label("上传人")]
    public string AddedBy { get; init; } = "";

    [Label("上传时间")]
    public DateTimeOffset AddedAt { get; init; }

    [Label("移除人")]
    public string RemovedBy { get; set; } = "";

    [Label("移除原因")]
    public string RemoveReason { get; set; } = "";

    /// <summary>Null: it is there.</summary>
    [Label("移除时间")]
    public DateTimeOffset? RemovedAt { get; set; }
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.Property(e => e.Kind).HasMaxLength(60);
        builder.Property(e => e.RecordRef).HasMaxLength(AttachmentLimits.RecordRefLength);
        builder.Property(e => e.Name).HasMaxLength(AttachmentLimits.NameLength);
        builder.Property(e => e.Sha256).HasMaxLength(64);
        builder.HasIndex(e => new { e.RecordRef, e.Kind });
    }
}
