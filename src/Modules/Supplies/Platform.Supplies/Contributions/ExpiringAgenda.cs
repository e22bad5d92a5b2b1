using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Contributions;

/// <summary>Goods that expire within 90 days or have expired: an item for the meeting. One statement.</summary>
internal sealed class ExpiringAgenda(SuppliesDbContext db, Operation operation) : INotificationHandler<MeetingConvening>
{
    private const int Days = 90;

    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var (lo, hi, until) = (notification.SiteIds[0], notification.SiteIds[^1], operation.Today.AddDays(Days));
        var wanted = notification.SiteIds.ToHashSet();
        var expiring = await (from account in db.Set<StockAccount>()
                              join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                              where account.SiteId >= lo && account.SiteId <= hi && account.Condition == StockCondition.Good && account.Balance > 0 && batch.ExpiresOn <= until
                              group batch by account.SiteId into g
                              select new { Site = g.Key, Count = g.Count(), First = g.Min(b => b.ExpiresOn) }).OrderBy(g => g.Site).ToListAsync(cancellationToken);
        notification.Answer(expiring.Where(e => wanted.Contains(e.Site)).Select(e => new AgendaContribution(
            e.Site, $"近效期药具 {e.Count} 批", $"{Days} 天内到期或已过期，最早的有效期至 {e.First:yyyy-MM-dd}。请先行调剂发放，过期的转入隔离。", SuppliesLinks.Stock(e.Site))));
    }
}
