using MediatR;
using Platform.Contracts.Messaging;

namespace Platform.Contracts.Mail;

/// <summary>A mail to the holder of an account.</summary>
/// <param name="Key">At most 150 characters; a second mail with the same key is not sent.</param>
/// <param name="Text">Plain text without personal data of residents: mail travels in the open.</param>
/// <param name="Path">Page it speaks of, below the address of the platform.</param>
public sealed record MailDraft(string Key, Guid AccountId, string Subject, string Text, string Path);

/// <summary>
/// Puts mails into the outbox, in the transaction of the cause; a job sends them. Accounts without a confirmed address, and keys that are known, are left out.
/// Does nothing where no mail server is configured. Idempotent.
/// </summary>
[Label("邮件排队")]
public sealed record QueueMail(IReadOnlyList<MailDraft> Mails) : ICommand, IIdempotent;

/// <summary>Does the platform send mail, and which address of the caller has been confirmed?</summary>
[SignedIn]
[Endpoint(Verb.Get, "me/mailbox", "自己的提醒邮箱")]
public sealed record GetOwnMailbox : IQuery<OwnMailbox>;

/// <param name="Configured">A mail server is configured.</param>
/// <param name="Address">Empty: none was given.</param>
public sealed record OwnMailbox(bool Configured, string Address, bool Confirmed);
