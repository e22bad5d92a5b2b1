using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection.Requests;

internal enum DataRequestAsker { Self, Guardian, Agent }

/// <summary>A person asked for a copy of his or her own data: asked, identity checked, answered.</summary>
[Label("查阅个人信息的申请")]
internal sealed class DataRequest : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("关于谁")]
    public required string SubjectRef { get; init; }

    [Label("申请人")]
    public required string SubjectName { get; init; }

    [Label("申请日期")]
    public DateOnly AskedOn { get; init; }

    [Label("由谁申请")]
    public DataRequestAsker AskedBy { get; init; }

    /// <summary>The fifteenth working day after it was asked.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>How the identity was checked, in words; empty: not yet.</summary>
    [Label("身份核对")]
    public string IdentityChecked { get; set; } = "";

    [Label("答复日期")]
    public DateOnly? AnsweredOn { get; set; }

    /// <summary>How the answer was handed over, in words.</summary>
    [Label("答复方式")]
    public string AnsweredHow { get; set; } = "";

    public Guid Version { get; set; }
}

internal sealed class DataRequestConfiguration : IEntityTypeConfiguration<DataRequest>
{
    public void Configure(EntityTypeBuilder<DataRequest> builder)
    {
        builder.Property(e => e.SubjectRef).HasMaxLength(100);
        builder.Property(e => e.SubjectName).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.AskedOn });
        builder.HasIndex(e => e.AnsweredOn);
    }
}
