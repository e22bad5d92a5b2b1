using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Oversight.Data;

/// <summary>Somebody wants the duties of a site by mail, as they fall due.</summary>
[Label("邮件提醒")]
internal sealed class ReminderSubscription : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("账号")]
    public Guid AccountId { get; init; }

    /// <summary>The person on the staff list, whose villages count; empty when there is none.</summary>
    [Label("人员")]
    public Guid StaffId { get; set; }

    /// <summary>Of an office, which sees all its duties; otherwise those of the person's own villages.</summary>
    [Label("全部职责")]
    public bool WholeOffice { get; set; }

    [Label("启用")]
    public bool Active { get; set; }

    /// <summary>The last day whose reminders were put into the outbox, or the day before it was switched on.</summary>
    [Label("已提醒到")]
    public DateOnly RemindedOn { get; set; }
}

internal sealed class RemindersConfiguration : IEntityTypeConfiguration<ReminderSubscription>
{
    public void Configure(EntityTypeBuilder<ReminderSubscription> builder)
    {
        builder.HasIndex(e => new { e.SiteId, e.AccountId }).IsUnique();
        builder.HasIndex(e => new { e.Active, e.RemindedOn });
    }
}
