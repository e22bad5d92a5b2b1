using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Mail;

/// <summary>The address somebody gave for mails to the own account. It serves once the code sent to it was typed in; nobody else sees it.</summary>
[Label("提醒邮箱")]
internal sealed class Mailbox : Entity
{
    public Guid AccountId { get; init; }

    [Sensitive]
    [Label("邮箱地址")]
    public string Address { get; set; } = "";

    /// <summary>SHA-256 of the code, bound to this row; empty: none is open.</summary>
    [Sensitive]
    [Label("验证码校验值")]
    public string CodeHash { get; set; } = "";

    [Label("验证码发送时间")]
    public DateTimeOffset CodeSentAt { get; set; }

    /// <summary>Codes sent since the day of <see cref="CodeSentAt"/> began.</summary>
    [Label("当日验证码次数")]
    public int CodesToday { get; set; }

    [Label("验证码输错次数")]
    public int WrongCodes { get; set; }

    /// <summary>Null: not confirmed.</summary>
    [Label("确认时间")]
    public DateTimeOffset? ConfirmedAt { get; set; }
}

internal enum MailState { Waiting, Sending, Sent, Failed, Unknown }

/// <summary>A mail on its way. The text is emptied when it has left or was given up.</summary>
[NotTrailed]
internal sealed class OutgoingMail : Entity
{
    public required string Key { get; init; }

    public Guid AccountId { get; init; }

    public required string Subject { get; init; }

    public string Text { get; set; } = "";

    public string Path { get; init; } = "";

    /// <summary>Asks for the confirmation of an address, so it goes to one that is not confirmed.</summary>
    public bool Confirmation { get; init; }

    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>Not before; of a mail that was taken for sending, since when.</summary>
    public DateTimeOffset NextAt { get; set; }

    public MailState State { get; set; }

    /// <summary>Who took it for sending; empty until then.</summary>
    public Guid Claim { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>What the mail server said, without addresses.</summary>
    public string Error { get; set; } = "";
}

internal sealed class MailConfiguration : IEntityTypeConfiguration<Mailbox>, IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<Mailbox> builder)
    {
        builder.Property(e => e.Address).HasMaxLength(200);
        builder.Property(e => e.CodeHash).HasMaxLength(64);
        builder.HasIndex(e => e.AccountId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.Property(e => e.Key).HasMaxLength(150);
        builder.Property(e => e.Subject).HasMaxLength(200);
        builder.Property(e => e.Text).HasMaxLength(20000);
        builder.Property(e => e.Path).HasMaxLength(300);
        builder.Property(e => e.Error).HasMaxLength(300);
        builder.HasIndex(e => e.Key).IsUnique();
        builder.HasIndex(e => new { e.State, e.NextAt });
        builder.HasIndex(e => e.QueuedAt);
    }
}
