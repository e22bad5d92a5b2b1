using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Mail;

/// <summary>
/// Every minute: hands what waits to the mail server. A mail is claimed in a transaction before it goes out, so no two processes send it. A process that ends
/// between sending and noting leaves a mail whose fate is unknown: it is marked so and not sent again.
/// </summary>
[Requires(MailPermissions.Send)]
internal sealed record SendMail : IQuery<Unit>;

internal sealed class SendMailHandler(PlatformSender sender, MailPost post, IOptions<MailSettings> settings, ILogger<SendMailHandler> log) : IRequestHandler<SendMail, Unit>
{
    private static readonly Actor System = Actor.System(DivisionScope.Nation, ActorChannel.Job);

    public async Task<Unit> Handle(SendMail request, CancellationToken cancellationToken)
    {
        if (!settings.Value.Configured)
        {
            return Unit.Value;
        }

        while (await sender.SendAs(System, new ClaimMail(), cancellationToken) is { Count: > 0 } claimed)
        {
            var results = await post.SendAsync(claimed, cancellationToken);
            foreach (var failed in results.Where(r => r.Error.Length > 0))
            {
                log.LogWarning("Mail {Mail} was not sent: {Error}", failed.Id, failed.Error);
            }

            // What has gone out is noted even when the job is told to stop.
            await sender.SendAs(System, new SettleMail(results), CancellationToken.None);
            if (results.All(r => r.Error.Length > 0))
            {
                break;
            }
        }

        return Unit.Value;
    }
}

/// <summary>Takes the next mails for sending; those that were taken long ago and never settled become unknown.</summary>
[Requires(MailPermissions.Send)]
[Label("取出待发邮件")]
[Housekeeping]
internal sealed record ClaimMail : ICommand<IReadOnlyList<ClaimedMail>>;

/// <param name="To">Empty: the account has no address any more.</param>
internal sealed record ClaimedMail(Guid Id, string To, string Subject, string Text, string Path)
{
    public override string ToString() => $"{nameof(ClaimedMail)} {Id}";
}

internal sealed class ClaimMailHandler(CoreDbContext db, Operation operation) : IRequestHandler<ClaimMail, IReadOnlyList<ClaimedMail>>
{
    private const int Batch = 50;
    private static readonly TimeSpan Lost = TimeSpan.FromMinutes(30);

    public async Task<IReadOnlyList<ClaimedMail>> Handle(ClaimMail request, CancellationToken cancellationToken)
    {
        var (now, lost) = (operation.Now, operation.Now - Lost);
        await db.Set<OutgoingMail>().Where(m => m.State == MailState.Sending && m.NextAt < lost).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.State, MailState.Unknown).SetProperty(m => m.SettledAt, now).SetProperty(m => m.Text, "").SetProperty(m => m.Error, "发送中断，不知道是否送达"), cancellationToken);
        var ids = await db.Set<OutgoingMail>().Where(m => m.State == MailState.Waiting && m.NextAt <= now).OrderBy(m => m.NextAt).Take(Batch).Select(m => m.Id).ToListAsync(cancellationToken);

        // Another process may have taken some in the meantime: whoever changes the row has it.
        var claim = Keys.New();
        await db.Set<OutgoingMail>().Where(m => ids.Contains(m.Id) && m.State == MailState.Waiting).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.State, MailState.Sending).SetProperty(m => m.Claim, claim).SetProperty(m => m.NextAt, now).SetProperty(m => m.Attempts, m => m.Attempts + 1), cancellationToken);
        return await (
            from m in db.Set<OutgoingMail>().AsNoTracking()
            where ids.Contains(m.Id) && m.Claim == claim
            select new ClaimedMail(
                m.Id, db.Set<Mailbox>().Where(b => b.AccountId == m.AccountId && (m.Confirmation || b.ConfirmedAt != null)).Select(b => b.Address).FirstOrDefault() ?? "", m.Subject, m.Text, m.Path))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>Notes what became of claimed mails: gone, to be tried again later, or given up.</summary>
[Requires(MailPermissions.Send)]
[Label("登记邮件发送结果")]
[Housekeeping]
internal sealed record SettleMail(IReadOnlyList<MailResult> Results) : ICommand, IIdempotent;

/// <param name="Error">Empty: the server took it.</param>
/// <param name="Final">Trying again is of no use.</param>
internal sealed record MailResult(Guid Id, string Error, bool Final);

internal sealed class SettleMailHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<SettleMail>
{
    private const int MostAttempts = 6;

    protected override async Task Handle(SettleMail request, CancellationToken cancellationToken)
    {
        var results = request.Results.ToDictionary(r => r.Id);
        var ids = results.Keys.ToList();
        foreach (var mail in await db.Set<OutgoingMail>().Where(m => ids.Contains(m.Id) && m.State == MailState.Sending).ToListAsync(cancellationToken))
        {
            var result = results[mail.Id];
            mail.Error = result.Error.Length > 300 ? result.Error[..300] : result.Error;
            if (result.Error.Length > 0 && !result.Final && mail.Attempts < MostAttempts)
            {
                (mail.State, mail.NextAt) = (MailState.Waiting, operation.Now.AddMinutes(5 * mail.Attempts * mail.Attempts));
            }
            else
            {
                (mail.State, mail.SettledAt, mail.Text) = (result.Error.Length == 0 ? MailState.Sent : MailState.Failed, operation.Now, "");
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}

internal static class MailPermissions
{
    public const string Send = "core.mail.send";
    public const string View = "core.mail.view";
}
