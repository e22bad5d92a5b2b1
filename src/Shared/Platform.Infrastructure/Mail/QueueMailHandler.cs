using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Mail;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Mail;

internal sealed class QueueMailHandler(CoreDbContext db, Operation operation, IOptions<MailSettings> settings) : AsyncRequestHandler<QueueMail>
{
    protected override async Task Handle(QueueMail request, CancellationToken cancellationToken)
    {
        if (!settings.Value.Configured || request.Mails.Count == 0)
        {
            return;
        }

        var (keys, accounts) = (request.Mails.Select(m => m.Key).ToList(), request.Mails.Select(m => m.AccountId).Distinct().ToList());
        var known = (await db.Set<OutgoingMail>().Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(cancellationToken)).ToHashSet();
        var reachable = (await db.Set<Mailbox>().Where(b => accounts.Contains(b.AccountId) && b.ConfirmedAt != null).Select(b => b.AccountId).ToListAsync(cancellationToken)).ToHashSet();
        var queued = request.Mails.Where(m => reachable.Contains(m.AccountId) && known.Add(m.Key)).Select(m => new OutgoingMail
        {
            Key = m.Key,
            AccountId = m.AccountId,
            Subject = m.Subject,
            Text = m.Text,
            Path = m.Path,
            QueuedAt = operation.Now,
            NextAt = operation.Now,
        }).ToList();
        db.AddRange(queued);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"排队发送邮件 {queued.Count} 封");
    }
}
