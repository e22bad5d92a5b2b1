using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Mail;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Reminders;

/// <summary>Does the caller get the duties of a site by mail?</summary>
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Get, "oversight/mail-reminders", "查询本人的邮件提醒")]
internal sealed record GetOwnReminders(int SiteId) : IQuery<OwnReminders>, ISiteRequest;

/// <param name="Offered">The platform sends mail at all.</param>
/// <param name="HasAddress">The caller confirmed an address.</param>
internal sealed record OwnReminders(bool Offered, bool HasAddress, bool Active);

/// <summary>Switches the caller's mail reminders of a site on or off. Idempotent.</summary>
[Label("开通或停用邮件提醒")]
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Put, "oversight/mail-reminders", "开通或停用本人的邮件提醒")]
internal sealed record SetOwnReminders(int SiteId, bool Active) : ICommand, ISiteRequest;

internal sealed class OwnRemindersHandlers(OversightDbContext db, IMediator mediator, Operation operation) :
    IRequestHandler<GetOwnReminders, OwnReminders>, IRequestHandler<SetOwnReminders, Unit>
{
    public async Task<OwnReminders> Handle(GetOwnReminders request, CancellationToken cancellationToken)
    {
        var box = await mediator.Send(new GetOwnMailbox(), cancellationToken);
        return new OwnReminders(box.Configured, box.Confirmed, (await FindAsync(request.SiteId, cancellationToken))?.Active == true);
    }

    public async Task<Unit> Handle(SetOwnReminders request, CancellationToken cancellationToken)
    {
        if (request.Active && !(await mediator.Send(new GetOwnMailbox(), cancellationToken)).Confirmed)
        {
            throw new RefusalException("NO_MAILBOX", "请先在右上角的“提醒邮箱”里填写并确认邮箱。", RefusalKind.Refused);
        }

        var subscription = await FindAsync(request.SiteId, cancellationToken);
        if (subscription is null)
        {
            db.Add(subscription = new ReminderSubscription { SiteId = request.SiteId, AccountId = operation.Actor.AccountId });
        }

        if (request.Active && !subscription.Active)
        {
            subscription.StaffId = operation.Actor.StaffId;
            subscription.WholeOffice = operation.Actor.May(OversightPermissions.ViewMeetings) || operation.Actor.StaffId == Guid.Empty;
            subscription.RemindedOn = operation.Today.AddDays(-1);
        }

        subscription.Active = request.Active;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note(request.Active ? "开通邮件提醒" : "停用邮件提醒");
        return Unit.Value;
    }

    private Task<ReminderSubscription?> FindAsync(int siteId, CancellationToken cancellationToken) =>
        db.Set<ReminderSubscription>().FirstOrDefaultAsync(s => s.SiteId == siteId && s.AccountId == operation.Actor.AccountId, cancellationToken);
}
