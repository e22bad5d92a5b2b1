using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;

namespace Platform.Enforcement.Contributions;

/// <summary>Petitions that were not answered or concluded in time: by receipt number, never by name. One statement.</summary>
internal sealed class PetitionAudits(EnforcementDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi, until) = (notification.SiteIds[0], notification.SiteIds[^1], notification.Until);
        var rows = (await db.Set<Petition>().AsNoTracking()
            .Where(p => p.SiteId >= lo && p.SiteId <= hi && p.ReceivedOn <= until && (p.State == PetitionState.Received || p.State == PetitionState.Accepted))
            .OrderBy(p => p.Id).Select(p => new { p.Id, p.SiteId, p.Year, p.Number, p.State, p.ReceivedOn, p.AnsweredOn, p.ExtensionDays }).ToListAsync(cancellationToken)).ToLookup(p => p.SiteId);
        foreach (var site in notification.SiteIds)
        {
            var (received, accepted) = (rows[site].Where(p => p.State == PetitionState.Received).ToList(), rows[site].Where(p => p.State == PetitionState.Accepted).ToList());
            notification.Answer(
            [
                new AuditContribution(EnforcementCodes.PetitionUntold, site, received.Count,
                [
                    .. received.Where(p => p.ReceivedOn.AddDays(PetitionRules.AcceptDays) < until).Select(p => new FindingDraft(
                        p.Id.ToString("N"), FindingSeverity.Major, $"信访件 信{p.Year}-{p.Number:0000} 没有告知是否受理", $"{p.ReceivedOn:yyyy-MM-dd} 收到，超过十五日。请立即告知信访人。", EnforcementLinks.Petition(p.Id))),
                ]),
                new AuditContribution(EnforcementCodes.PetitionLate, site, accepted.Count,
                [
                    .. accepted.Where(p => p.AnsweredOn!.Value.AddDays(PetitionRules.ConcludeDays + p.ExtensionDays) < until).Select(p => new FindingDraft(
                        p.Id.ToString("N"), FindingSeverity.Serious, $"信访件 信{p.Year}-{p.Number:0000} 超过办理期限", $"{p.AnsweredOn:yyyy-MM-dd} 受理，没有答复。请尽快办结答复。", EnforcementLinks.Petition(p.Id))),
                ]),
            ]);
        }
    }
}

/// <summary>Of the petitions whose limit fell in the month, how many were answered in time. One statement.</summary>
internal sealed class PetitionIndicators(EnforcementDbContext db) : INotificationHandler<AppraisalRequested>
{
    public async Task Handle(AppraisalRequested notification, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(notification.Period);
        var (lo, hi, first, last) = (notification.SiteIds[0], notification.SiteIds[^1], month.FirstDay, month.LastDay);
        var from = first.AddDays(-PetitionRules.ConcludeDays - PetitionRules.LongestExtension - PetitionRules.AcceptDays - 31);
        var rows = (await db.Set<Petition>().AsNoTracking().Where(p => p.SiteId >= lo && p.SiteId <= hi && p.ReceivedOn >= from && p.ReceivedOn <= last)
            .Select(p => new { p.SiteId, p.ReceivedOn, p.AnsweredOn, p.State, p.ConcludedOn, p.ExtensionDays }).ToListAsync(cancellationToken)).ToLookup(p => p.SiteId);
        foreach (var site in notification.SiteIds)
        {
            var limits = rows[site].Select(p => (Due: p.ReceivedOn.AddDays(PetitionRules.AcceptDays), Done: p.AnsweredOn))
                .Concat(rows[site].Where(p => p is { AnsweredOn: not null, State: not PetitionState.Rerouted })
                    .Select(p => (Due: p.AnsweredOn!.Value.AddDays(PetitionRules.ConcludeDays + p.ExtensionDays), Done: p.ConcludedOn)))
                .Where(l => l.Due >= first && l.Due <= last).ToList();
            notification.Answer(new IndicatorContribution(EnforcementCodes.PetitionsInTime, site, Guid.Empty, limits.Count(l => l.Done <= l.Due), limits.Count, EnforcementLinks.Petitions));
        }
    }
}

/// <summary>Open petitions and those whose limit falls before the end of the next month: counts only. One statement.</summary>
internal sealed class PetitionAgenda(EnforcementDbContext db) : INotificationHandler<MeetingConvening>
{
    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var (lo, hi) = (notification.SiteIds[0], notification.SiteIds[^1]);
        var until = YearMonth.Of(notification.Period).AddMonths(1).LastDay;
        var rows = (await db.Set<Petition>().AsNoTracking()
            .Where(p => p.SiteId >= lo && p.SiteId <= hi && (p.State == PetitionState.Received || p.State == PetitionState.Accepted))
            .Select(p => new { p.SiteId, p.State, p.ReceivedOn, p.AnsweredOn, p.ExtensionDays }).ToListAsync(cancellationToken)).ToLookup(p => p.SiteId);
        foreach (var site in notification.SiteIds.Where(rows.Contains))
        {
            var untold = rows[site].Count(p => p.State == PetitionState.Received);
            var due = rows[site].Count(p => (p.AnsweredOn is { } told ? told.AddDays(PetitionRules.ConcludeDays + p.ExtensionDays) : p.ReceivedOn.AddDays(PetitionRules.AcceptDays)) <= until);
            notification.Answer(
                new AgendaContribution(site, $"信访 {rows[site].Count()} 件在办", $"待告知是否受理 {untold} 件，下月底前到期 {due} 件。请落实承办人，按期告知和答复。", EnforcementLinks.Petitions));
        }
    }
}
