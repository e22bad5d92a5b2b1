using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Data;

/// <summary>A proof of a duty, as it happened. What is due is derived; this is what is stored.</summary>
[Label("履职证明")]
internal sealed class DutyFulfilment : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    /// <summary>The village; empty for a duty of the site.</summary>
    public Guid UnitId { get; init; }

    [Label("职责")]
    public required string DutyCode { get; init; }

    /// <summary>First day of the period.</summary>
    public DateOnly Period { get; set; }

    [Label("依据")]
    public required string EvidenceRef { get; init; }

    [Label("发生日")]
    public DateOnly OccurredOn { get; set; }

    [Label("录入日")]
    public DateOnly SubmittedOn { get; set; }

    public decimal Quantity { get; set; }

    [Label("登记时间")]
    public DateTimeOffset RecordedAt { get; set; }

    [Label("已撤回")]
    public bool Withdrawn { get; set; }

    [Label("撤回时间")]
    public DateTimeOffset? WithdrawnAt { get; set; }

    [Label("撤回理由")]
    public string WithdrawReason { get; set; } = "";
}

/// <summary>A superior's decision that a unit need not have fulfilled a duty in a period.</summary>
[Label("职责免除")]
internal sealed class DutyExcuse : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid UnitId { get; init; }

    [Label("职责")]
    public required string DutyCode { get; init; }

    public DateOnly Period { get; init; }

    public required string Reason { get; set; }

    [Label("准予账号")]
    public Guid ByAccountId { get; set; }

    [Label("准予人")]
    public string ByName { get; set; } = "";

    public DateTimeOffset At { get; set; }

    /// <summary>Taken back: it no longer counts, and stays readable. The same period excused again takes the row over.</summary>
    [Label("已撤销")]
    public bool Revoked { get; set; }

    [Label("撤销人")]
    public string RevokedBy { get; set; } = "";

    [Label("撤销理由")]
    public string RevokeReason { get; set; } = "";

    [Label("撤销时间")]
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>
/// What a division has set for a duty instead of its definition, for itself and all below it, for periods that begin on or after a day. Another setting
/// for the same day replaces none: it is withdrawn first.
/// </summary>
[Label("职责期限设置")]
internal sealed class DutyOverride : Entity
{
    [Label("区划")]
    public int DivisionId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    [Label("职责")]
    public required string DutyCode { get; init; }

    /// <summary>First day of a month.</summary>
    [Label("生效日")]
    public DateOnly EffectiveFrom { get; init; }

    /// <summary>Null: as the definition says; likewise <see cref="DueDay"/> and <see cref="Threshold"/>.</summary>
    [Label("期后第几月")]
    public int? DueMonthOffset { get; init; }

    [Label("到期日")]
    public int? DueDay { get; init; }

    [Label("完成数量")]
    public decimal? Threshold { get; init; }

    /// <summary>Working days before the due date.</summary>
    [Label("提前提醒")]
    public int RemindDays { get; init; } = 1;

    [Label("遇休息日顺延")]
    public bool NextWorkingDay { get; init; }

    [Label("不适用")]
    public bool Off { get; init; }

    [Label("设置理由")]
    public string Reason { get; init; } = "";

    [Label("设置人")]
    public string SetBy { get; init; } = "";

    [Label("设置时间")]
    public DateTimeOffset SetAt { get; init; }

    [Label("已撤销")]
    public bool Withdrawn { get; set; }

    [Label("撤销人")]
    public string WithdrawnBy { get; set; } = "";

    [Label("撤销理由")]
    public string WithdrawReason { get; set; } = "";

    [Label("撤销时间")]
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>
/// Proof that a clerk files by hand: for duties without a feature of their own, or done outside of the platform. A file may be attached. A correction is a
/// new edition; what was withdrawn stays readable.
/// </summary>
[Label("手工凭证")]
internal sealed class ManualProof : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>The village; empty for the site itself.</summary>
    [Label("村（社区）")]
    public Guid UnitId { get; init; }

    [Label("职责")]
    public required string DutyCode { get; init; }

    /// <summary>First day of the period it counts for.</summary>
    [Label("期间")]
    public DateOnly Period { get; set; }

    [Label("完成日期")]
    public DateOnly DoneOn { get; set; }

    [Label("数量")]
    public decimal Quantity { get; set; } = 1;

    /// <summary>What was done; no personal data of residents.</summary>
    [Label("说明")]
    public string Note { get; set; } = "";

    [Label("登记账号")]
    public Guid FiledById { get; init; }

    [Label("登记人")]
    public string FiledBy { get; init; } = "";

    [Label("登记日")]
    public DateOnly FiledOn { get; init; }

    /// <summary>Counts corrections; part of the evidence reference.</summary>
    [Label("版次")]
    public int Edition { get; set; } = 1;

    [Label("已撤回")]
    public bool Withdrawn { get; set; }

    /// <summary>Why it was corrected or withdrawn last.</summary>
    [Label("理由")]
    public string Reason { get; set; } = "";

    public Guid Version { get; set; }

    public string EvidenceRef => $"{Prefix}{Id}:{Edition}";

    public const string Prefix = "manual:";
}

/// <summary>What a close froze about one duty of one unit. Never changed; a revision writes new rows beside these.</summary>
[NotTrailed]
internal sealed class DutyObligation : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid UnitId { get; init; }

    public string UnitName { get; init; } = "";

    public required string DutyCode { get; init; }

    /// <summary>First day of the closed month: the one with the due date.</summary>
    public DateOnly Month { get; init; }

    public int Revision { get; init; }

    public Guid RunId { get; init; }

    /// <summary>First day of the duty's period.</summary>
    public DateOnly Period { get; init; }

    public DateOnly DueOn { get; init; }

    public DutyStatus Status { get; init; }

    public DateOnly? ReachedOn { get; init; }

    public decimal Quantity { get; init; }

    public decimal Threshold { get; init; }

    /// <summary>The proof that counted; empty when there is none.</summary>
    public string EvidenceRef { get; init; } = "";

    /// <summary>Reason of the excuse; empty without one.</summary>
    public string Reason { get; init; } = "";

    public bool Scored { get; init; }
}

/// <summary>A study session or activity of a village or community (P3-COMMPOST-02b).</summary>
[Label("学习活动")]
internal sealed class StudyRecord : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public Guid VillageId { get; init; }

    /// <summary>First day of the month it counts for; a session may be made up in the month after.</summary>
    public DateOnly Period { get; set; }

    [Label("活动日")]
    public DateOnly HeldOn { get; set; }

    [Label("主题")]
    public required string Topic { get; set; }

    [Label("地点")]
    public string Place { get; set; } = "";

    [Label("参加人数")]
    public int Participants { get; set; }

    [Label("登记日")]
    public DateOnly RecordedOn { get; init; }

    [Label("登记人")]
    public string RecordedBy { get; init; } = "";

    /// <summary>Counts corrections; part of the evidence reference.</summary>
    [Label("版次")]
    public int Edition { get; set; } = 1;

    [Label("已撤回")]
    public bool Withdrawn { get; set; }

    /// <summary>Why it was corrected or withdrawn.</summary>
    public string Reason { get; set; } = "";

    public Guid Version { get; set; }

    public string EvidenceRef => $"study:{Id}:{Edition}";
}

internal sealed class DutiesConfiguration :
    IEntityTypeConfiguration<DutyFulfilment>,
    IEntityTypeConfiguration<DutyExcuse>,
    IEntityTypeConfiguration<DutyOverride>,
    IEntityTypeConfiguration<ManualProof>,
    IEntityTypeConfiguration<DutyObligation>,
    IEntityTypeConfiguration<StudyRecord>
{
    public void Configure(EntityTypeBuilder<DutyFulfilment> builder)
    {
        builder.Property(e => e.DutyCode).HasMaxLength(60);
        builder.Property(e => e.EvidenceRef).HasMaxLength(120);
        builder.Property(e => e.WithdrawReason).HasMaxLength(500);
        builder.HasIndex(e => new { e.EvidenceRef, e.DutyCode }).IsUnique();
        builder.HasIndex(e => new { e.Period, e.SiteId });

        // The last time of a duty that falls due some months after it: the close asks for it by chunk.
        builder.HasIndex(e => new { e.DutyCode, e.SiteId, e.OccurredOn });
    }

    public void Configure(EntityTypeBuilder<DutyExcuse> builder)
    {
        builder.Property(e => e.DutyCode).HasMaxLength(60);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.HasIndex(e => new { e.Period, e.SiteId, e.DutyCode, e.UnitId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DutyOverride> builder)
    {
        builder.Property(e => e.DutyCode).HasMaxLength(60);
        builder.Property(e => e.SetBy).HasMaxLength(100);
        builder.Property(e => e.WithdrawnBy).HasMaxLength(100);
        builder.HasIndex(e => new { e.DivisionId, e.DutyCode, e.EffectiveFrom });
    }

    public void Configure(EntityTypeBuilder<ManualProof> builder)
    {
        builder.Property(e => e.DutyCode).HasMaxLength(60);
        builder.Property(e => e.Note).HasMaxLength(1000);
        builder.Property(e => e.FiledBy).HasMaxLength(100);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Ignore(e => e.EvidenceRef);
        builder.HasIndex(e => new { e.SiteId, e.DoneOn });
    }

    public void Configure(EntityTypeBuilder<DutyObligation> builder)
    {
        builder.Property(e => e.DutyCode).HasMaxLength(60);
        builder.Property(e => e.UnitName).HasMaxLength(100);
        builder.Property(e => e.EvidenceRef).HasMaxLength(120);
        builder.Property(e => e.Reason).HasMaxLength(500);
        // Named: the name made of all columns is longer than PostgreSQL keeps.
        builder.HasIndex(e => new { e.Month, e.SiteId, e.Revision, e.DutyCode, e.UnitId, e.Period }).IsUnique().HasDatabaseName("IX_ovs_DutyObligation_Month_SiteId_Unit_Period");
    }

    public void Configure(EntityTypeBuilder<StudyRecord> builder)
    {
        builder.Property(e => e.RecordedBy).HasMaxLength(100);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Ignore(e => e.EvidenceRef);
        builder.HasIndex(e => new { e.SiteId, e.Period });
    }
}
