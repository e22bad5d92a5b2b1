using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Mail;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Reminders;

/// <summary>On working days, every half hour of the morning: mails to all who want them. What a night without the platform left out follows with the next mail.</summary>
[Requires(OversightPermissions.Work)]
internal sealed record RemindByMail : IQuery<Unit>;

internal sealed class RemindByMailHandler(OversightDbContext db, PlatformSender sender, IWorkingDays days, Operation operation) : IRequestHandler<RemindByMail, Unit>
{
    private const int Batch = 200;

    public async Task<Unit> Handle(RemindByMail request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        if (!days.IsWorkingDay(today))
        {
            return Unit.Value;
        }

        var waiting = await db.Set<ReminderSubscription>().AsNoTracking().Where(s => s.Active && s.RemindedOn < today).OrderBy(s => s.SiteId).Select(s => s.Id).ToListAsync(cancellationToken);
        foreach (var batch in waiting.Chunk(Batch))
        {
            await sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.Job), new WriteReminders(batch, today), cancellationToken);
        }

        return Unit.Value;
    }
}

/// <summary>
/// Writes the mails of a batch of subscriptions for a day and notes that they were: both or neither. Once per subscription and day however often it is sent. A
/// fixed number of statements whatever the size of the batch.
/// </summary>
[Requires(OversightPermissions.Work)]
[Label("生成邮件提醒")]
internal sealed record WriteReminders(IReadOnlyList<Guid> Subscriptions, DateOnly Day) : ICommand, IIdempotent;

internal sealed class WriteRemindersHandler(OversightDbContext db, OpenDuties duties, IMediator mediator) : AsyncRequestHandler<WriteReminders>
{
    protected override async Task Handle(WriteReminders request, CancellationToken cancellationToken)
    {
        var ids = request.Subscriptions;
        var subscriptions = await db.Set<ReminderSubscription>().Where(s => ids.Contains(s.Id) && s.Active && s.RemindedOn < request.Day).OrderBy(s => s.SiteId).ToListAsync(cancellationToken);
        var holders = await mediator.Send(new GetPermissionHolders([.. subscriptions.Select(s => new AccountAtSite(s.AccountId, s.SiteId))], OversightPermissions.ViewDuties), cancellationToken);
        var reading = subscriptions.Where(s => holders.Contains(new(s.AccountId, s.SiteId))).ToList();
        var month = YearMonth.Of(request.Day);
        var open = await duties.ReadAsync([.. reading.Select(s => new DutyReader(s.SiteId, s.StaffId, s.WholeOffice))], month.AddMonths(-1), month.AddMonths(1), cancellationToken);
        var sites = (await mediator.Send(new GetDivisions([.. reading.Select(s => s.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var mails = reading.Zip(open)
            .Select(r => Write(r.First, sites.GetValueOrDefault(r.First.SiteId, ""), r.Second, request.Day))
            .OfType<MailDraft>().ToList();
        await mediator.Send(new QueueMail(mails), cancellationToken);
        foreach (var subscription in subscriptions)
        {
            subscription.RemindedOn = request.Day;
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // What became due to be said since the last mail: each duty once as a reminder, once on its day, once when it is late.
    private static MailDraft? Write(ReminderSubscription to, string site, IReadOnlyList<LedgerEntry> open, DateOnly day)
    {
        bool Since(DateOnly d) => d > to.RemindedOn && d <= day;
        var late = open.Where(e => e.Due.DueOn < day && Since(e.Due.DueOn.AddDays(1))).ToList();
        var today = open.Where(e => e.Due.DueOn == day).ToList();
        var soon = open.Where(e => e.Due.DueOn > day && Since(e.Due.RemindOn)).ToList();
        if (late.Count + today.Count + soon.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder($"{site}的履职提醒，{day:yyyy 年 M 月 d 日}。\n");
        Section(text, "今天到期", today);
        Section(text, "即将到期", soon);
        Section(text, "已经逾期", late);
        return new MailDraft($"duties:{to.Id:N}:{day:yyyyMMdd}", to.AccountId, $"履职提醒：今天到期 {today.Count} 项，即将到期 {soon.Count} 项，逾期 {late.Count} 项", text.ToString(), $"/oversight/tasks?site={to.SiteId}");
    }

    private static void Section(StringBuilder text, string title, List<LedgerEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        text.Append('\n').Append(title).Append('\n');
        foreach (var e in entries.OrderBy(e => e.Due.DueOn).ThenBy(e => e.Due.Duty.Name, StringComparer.Ordinal).ThenBy(e => e.UnitName, StringComparer.Ordinal))
        {
            text.Append($"- {e.Due.DueOn:M 月 d 日}　{(e.UnitName.Length > 0 ? e.UnitName + "：" : "")}{e.Due.Duty.Name}（{DueDates.NameOf(e.Due.Duty.Cadence, e.Due.Period)}）\n");
        }
    }
}
