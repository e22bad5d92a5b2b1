using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Mail;

/// <summary>Mails of the platform, newest first: to whom and what became of them, without address and text.</summary>
[Requires(MailPermissions.View)]
[Endpoint(Verb.Get, "mail", "查询邮件发送情况")]
internal sealed record ListMail(PageRequest Page, MailState? State = null) : IQuery<Page<MailRow>>;

internal sealed record MailRow(Guid Id, DateTimeOffset QueuedAt, string UserName, string Subject, MailState State, int Attempts, DateTimeOffset? SettledAt, string Error);

internal sealed class ListMailHandler(CoreDbContext db) : IRequestHandler<ListMail, Page<MailRow>>
{
    public async Task<Page<MailRow>> Handle(ListMail request, CancellationToken cancellationToken)
    {
        var mails = db.Set<OutgoingMail>().AsNoTracking();
        if (request.State is { } state)
        {
            mails = mails.Where(m => m.State == state);
        }

        var sorted = request.Page.Sort == "QueuedAt" ? mails.OrderBy(m => m.QueuedAt) : mails.OrderByDescending(m => m.QueuedAt);
        var rows = await sorted.ThenBy(m => m.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(m => new MailRow(
                m.Id, m.QueuedAt, db.Set<Account>().Where(a => a.Id == m.AccountId).Select(a => a.UserName).FirstOrDefault() ?? "", m.Subject, m.State, m.Attempts, m.SettledAt, m.Error))
            .ToListAsync(cancellationToken);
        return new Page<MailRow>(rows, await mails.CountAsync(cancellationToken));
    }
}

/// <summary>Is a mail server configured?</summary>
[Requires(MailPermissions.View)]
[Endpoint(Verb.Get, "mail/settings", "查询邮件是否开通")]
internal sealed record GetMailState : IQuery<MailServerState>;

/// <param name="Host">Empty: mail is off.</param>
internal sealed record MailServerState(string Host, int Waiting);

internal sealed class GetMailStateHandler(CoreDbContext db, IOptions<MailSettings> settings) : IRequestHandler<GetMailState, MailServerState>
{
    public async Task<MailServerState> Handle(GetMailState request, CancellationToken cancellationToken) => new(
        settings.Value.Configured ? settings.Value.Host! : "",
        await db.Set<OutgoingMail>().CountAsync(m => m.State == MailState.Waiting || m.State == MailState.Sending, cancellationToken));
}
