using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Organisation.Data;

/// <summary>A post at a body. Whoever holds it stands in <see cref="Assignment"/>.</summary>
[Label("岗位")]
internal sealed class Post : Entity, ISiteOwned, IVersioned, IDated
{
    public int SiteId { get; init; }

    /// <summary>Interval of division ids of <see cref="SiteId"/>: where a right that comes with the post holds.</summary>
    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    [Label("机构")]
    public Guid BodyId { get; init; }

    /// <summary>Code from <see cref="Contracts.Organisation.PostKinds"/>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; set; }

    /// <summary>What the post is responsible for, in the words of the division of work.</summary>
    [Label("职责")]
    public string Duties { get; set; } = "";

    /// <summary>How many people may hold it on one day.</summary>
    [Label("定员")]
    public int Seats { get; set; } = 1;

    public DateOnly From { get; init; }

    public DateOnly To { get; set; } = OpenEnd.Never;

    public Guid Version { get; set; }
}

/// <summary>A person on a post from a day to a day.</summary>
[Label("任职")]
internal sealed class Assignment : Entity, ISiteOwned, IVersioned, IDated
{
    public int SiteId { get; init; }

    [Label("岗位")]
    public Guid PostId { get; init; }

    public Guid StaffId { get; init; }

    public DateOnly From { get; init; }

    public DateOnly To { get; set; } = OpenEnd.Never;

    /// <summary>The person's main post, whose name stands on the staff list.</summary>
    [Label("主要岗位")]
    public bool IsMain { get; init; }

    /// <summary>The notice that began it; empty: none.</summary>
    [Label("任命通知")]
    public Guid NoticeId { get; init; }

    /// <summary>The notice that ended it; empty: none.</summary>
    [Label("离任通知")]
    public Guid EndNoticeId { get; set; }

    public string Reason { get; init; } = "";

    [Label("离任原因")]
    public string EndReason { get; set; } = "";

    /// <summary>Entered by mistake: it stays visible and never counted.</summary>
    [Label("作废")]
    public bool Void { get; set; }

    public Guid Version { get; set; }
}

/// <summary>A role that everybody on a kind of post has, in a division and all below it. Off unless such a row says otherwise.</summary>
[Label("岗位权限")]
internal sealed class PostRole : Entity, ISiteOwned, IVersioned, IDated
{
    public int SiteId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    [Label("岗位类别")]
    public required string PostKind { get; init; }

    /// <summary>Id from <see cref="Contracts.Access.Roles"/>; never a separated one.</summary>
    [Label("角色")]
    public required string Role { get; init; }

    public DateOnly From { get; init; }

    public DateOnly To { get; set; } = OpenEnd.Never;

    public Guid Version { get; set; }
}

internal sealed class PostsConfiguration : IEntityTypeConfiguration<Post>, IEntityTypeConfiguration<Assignment>, IEntityTypeConfiguration<PostRole>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.Property(e => e.Kind).HasMaxLength(40);
        builder.Property(e => e.Name).HasMaxLength(50);
        builder.Property(e => e.Duties).HasMaxLength(1000);
        builder.HasIndex(e => new { e.SiteId, e.Kind });
        builder.HasIndex(e => e.BodyId);
        builder.HasOne<Body>().WithMany().HasForeignKey(e => e.BodyId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.HasIndex(e => new { e.StaffId, e.From });
        builder.HasIndex(e => new { e.PostId, e.From });
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<Post>().WithMany().HasForeignKey(e => e.PostId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PostRole> builder)
    {
        builder.Property(e => e.PostKind).HasMaxLength(40);
        builder.Property(e => e.Role).HasMaxLength(60);
        builder.HasIndex(e => new { e.PostKind, e.To });
    }
}
