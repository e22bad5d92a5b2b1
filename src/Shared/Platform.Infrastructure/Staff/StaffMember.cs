using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;

namespace Platform.Infrastructure.Staff;

/// <summary>A person who works at a site. Telephone and identity number are protected fields; an address has no use here and no place.</summary>
[Label("人员")]
internal sealed class StaffMember : Entity, ISiteOwned, IVersioned
{
    private const string Article = "《个人信息保护法》第十三条第一款第二项：实施人力资源管理所必需";

    public int SiteId { get; init; }

    /// <summary>Staff number, unique inside the site.</summary>
    [Label("工号")]
    public required string Number { get; init; }

    [Label("姓名")]
    public required string Name { get; set; }

    /// <summary>Chinese name of the post.</summary>
    [Label("岗位")]
    public string Post { get; set; } = "";

    /// <summary>True: <see cref="Post"/> follows the assignments to posts and is not edited here.</summary>
    [Label("岗位随任职")]
    public bool PostAssigned { get; set; }

    [Label("在岗")]
    public bool Active { get; set; } = true;

    /// <summary>Day on which the person was set inactive; null while active.</summary>
    [Label("离岗日期")]
    public DateOnly? LeftOn { get; set; }

    /// <summary>For calls at work.</summary>
    [Protected("staff.phone", "手机号", PersonalKind.Phone, Article, CorePermissions.RevealStaff, CorePermissions.ManageStaff)]
    [Label("手机号")]
    public ProtectedText Phone { get; set; }

    [Sensitive]
    [Label("手机号检索值")]
    public BlindIndex PhoneIndex { get; set; }

    /// <summary>Only where a certificate or qualification is made out in it.</summary>
    [Protected("staff.identity-number", "身份证号", PersonalKind.IdentityNumber, Article, CorePermissions.RevealStaff, CorePermissions.ManageStaff)]
    [Label("身份证号")]
    public ProtectedText IdentityNumber { get; set; }

    [Sensitive]
    [Label("身份证号检索值")]
    public BlindIndex IdentityNumberIndex { get; set; }

    public Guid Version { get; set; }
}

/// <summary>The protected fields of <see cref="StaffMember"/>.</summary>
internal static class StaffFields
{
    public static readonly ProtectedField<StaffMember> Phone = ProtectedField<StaffMember>.Of(nameof(StaffMember.Phone));

    public static readonly ProtectedField<StaffMember> IdentityNumber = ProtectedField<StaffMember>.Of(nameof(StaffMember.IdentityNumber));
}

/// <summary>A village somebody looks after from a day to a day, both inclusive. The past is closed, never changed.</summary>
[Label("联系村")]
internal sealed class VillageLink : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    public Guid VillageId { get; init; }

    /// <summary>False: assistant.</summary>
    [Label("主要联系人")]
    public bool IsMain { get; init; } = true;

    public DateOnly From { get; init; } = OpenEnd.Ever;

    public DateOnly To { get; set; } = OpenEnd.Never;
}

internal sealed class StaffMemberConfiguration : IEntityTypeConfiguration<StaffMember>, IEntityTypeConfiguration<VillageLink>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.Property(e => e.Number).HasMaxLength(30);
        builder.Property(e => e.Name).HasMaxLength(50);
        builder.Property(e => e.Post).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.Number }).IsUnique();
        builder.HasIndex(e => e.PhoneIndex);
        builder.HasIndex(e => e.IdentityNumberIndex);
    }

    public void Configure(EntityTypeBuilder<VillageLink> builder)
    {
        builder.HasIndex(e => new { e.StaffId, e.VillageId, e.From }).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(e => e.StaffId);
        builder.HasOne<Divisions.Village>().WithMany().HasForeignKey(e => e.VillageId).OnDelete(DeleteBehavior.Restrict);
    }
}
