using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;

namespace Platform.Infrastructure.Trail.Pages;

/// <summary>
/// One page of the trail of the caller's scope, newest first. Three statements, each on an index. The total counts to 10,000 at most, so that
/// ten million entries answer as fast as ten thousand.
/// </summary>
/// <param name="Person">Beginning of the name of who acted.</param>
/// <param name="Record">Id of the record, with or without its kind in front.</param>
/// <param name="Action">Part of the Chinese words of what was done, for example 重置密码.</param>
/// <param name="Refused">True: only what was refused.</param>
/// <param name="To">Last day, inclusive.</param>
[Requires(CorePermissions.ViewTrail)]
[Endpoint(Verb.Get, "trail", "操作日志，可按操作人、记录、操作、单位和时间查找")]
internal sealed record ListTrail(
    PageRequest Page, string? Person = null, string? Record = null, string? Action = null, int? SiteId = null, DateOnly? From = null, DateOnly? To = null, bool? Refused = null)
    : IQuery<Page<TrailRow>>;

/// <param name="Action">Chinese words of the command.</param>
/// <param name="Outcome">Empty: done.</param>
internal sealed record TrailRow(
    Guid Id, DateTimeOffset At, string ActorName, Guid AccountId, int SiteId, string SiteName, string Action, string Outcome, string RecordRef, string Detail, string Reason,
    ActorChannel Channel, string RemoteAddress);

internal sealed class ListTrailHandler(CoreDbContext db, TrailWords words, Operation operation) : IRequestHandler<ListTrail, Page<TrailRow>>
{
    public const int MostCounted = 10_000;
    private const int MostExported = 50_000;

    public async Task<Page<TrailRow>> Handle(ListTrail request, CancellationToken cancellationToken)
    {
        var entries = Filter(InScope().AsNoTracking(), request);
        var total = await entries.Take(MostCounted).CountAsync(cancellationToken);
        var sorted = request.Page.Sort == "At" ? entries.OrderBy(e => e.At).ThenBy(e => e.Id) : entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
        var rows = await sorted.Skip(request.Page.Skip).Take(Math.Min(request.Page.Take, MostExported))
            .Select(e => new { e.Id, e.At, e.ActorName, e.AccountId, e.SiteId, e.Action, e.Outcome, e.RecordRef, e.Detail, e.Reason, e.Channel, e.RemoteAddress })
            .ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.SiteId).Distinct().Take(2000).ToList();
        var names = await db.Set<Division>().AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Name, cancellationToken);
        return new Page<TrailRow>(
            [.. rows.Select(r => new TrailRow(
                r.Id, r.At, r.ActorName, r.AccountId, r.SiteId, names.GetValueOrDefault(r.SiteId, r.SiteId == 0 ? "全国" : r.SiteId.ToString(CultureInfo.InvariantCulture)), words.Action(r.Action),
                r.Outcome, r.RecordRef, r.Detail, r.Reason, r.Channel, r.RemoteAddress))],
            total);
    }

    // A condition that every row meets makes SQLite read the whole trail by site and sort it, instead of reading its newest end.
    private IQueryable<TrailEntry> InScope() => operation.Actor.Scope.Contains(DivisionScope.Nation)
        ? db.Set<TrailEntry>().IgnoreQueryFilters([ModuleDbContext.SiteFilter])
        : db.Set<TrailEntry>();

    private IQueryable<TrailEntry> Filter(IQueryable<TrailEntry> entries, ListTrail request)
    {
        if (request.Person?.Trim() is { Length: > 0 } person)
        {
            // Names of old entries stay what they were; accounts are few, so the search begins there.
            var accounts = db.Set<Access.Account>().Where(a => a.DisplayName.StartsWith(person) || a.UserName == person).Select(a => a.Id);
            entries = entries.Where(e => accounts.Contains(e.AccountId));
        }

        if (request.Record?.Trim() is { Length: > 0 } record)
        {
            var key = record[(record.IndexOf(':') + 1)..];
            entries = entries.Where(e => db.Set<TrailMention>().Where(m => m.RecordKey == key).Select(m => m.EntryId).Contains(e.Id));
        }

        if (request.Action?.Trim() is { Length: > 0 } action)
        {
            var named = words.ActionsLike(action);
            entries = entries.Where(e => named.Contains(e.Action));
        }

        if (request.SiteId is { } site)
        {
            entries = entries.Where(e => e.SiteId == site);
        }

        if (request.From is { } from)
        {
            var start = ChinaTime.StartOf(from);
            entries = entries.Where(e => e.At >= start);
        }

        if (request.To is { } to)
        {
            var end = ChinaTime.StartOf(to.AddDays(1));
            entries = entries.Where(e => e.At < end);
        }

        return request.Refused switch
        {
            true => entries.Where(e => e.Outcome != ""),
            false => entries.Where(e => e.Outcome == ""),
            null => entries,
        };
    }
}
