using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Deadlines.Pages;

/// <summary>Which deadlines a list shows.</summary>
internal enum DeadlineFilter { Open, Overdue, Soon, Provisional, Moved, Settled, Withdrawn }

/// <summary>Tracked deadlines of the caller's scope: the next due first.</summary>
[Requires(CorePermissions.ViewDeadlines)]
[Endpoint(Verb.Get, "deadlines", "查询在办期限：超期、临期、暂定、改期、已办结")]
internal sealed record ListDeadlines(
    DeadlineFilter? Filter = null, string? RuleCode = null, DateOnly? From = null, DateOnly? To = null, int? SiteId = null,
    int? PageIndex = null, int? PageSize = null, string? Sort = null) : PageRequest(PageIndex, PageSize, Sort), IQuery<Page<DeadlineListRow>>
{
    /// <summary>Days ahead that count as soon.</summary>
    public const int SoonDays = 7;
}

internal sealed record DeadlineListRow(
    Guid Id, int SiteId, string SiteName, string Title, string Rule, string Link, DateOnly Start, DateOnly Due, bool Provisional, DeadlineState State, DateOnly? SettledOn, int Changes,
    string StateText)
{
    public string DueText => DueTexts.Due(Due, Provisional);
}

internal sealed class ListDeadlinesHandler(CoreDbContext db, IMediator mediator, DeadlineRules rules, Operation operation) : IRequestHandler<ListDeadlines, Page<DeadlineListRow>>
{
    public async Task<Page<DeadlineListRow>> Handle(ListDeadlines request, CancellationToken cancellationToken)
    {
        var (today, soon) = (operation.Today, operation.Today.AddDays(ListDeadlines.SoonDays));
        var query = db.Set<TrackedDeadline>().AsNoTracking();
        query = request.Filter switch
        {
            DeadlineFilter.Open => query.Where(d => d.State == DeadlineState.Open),
            DeadlineFilter.Overdue => query.Where(d => d.State == DeadlineState.Open && d.Due < today),
            DeadlineFilter.Soon => query.Where(d => d.State == DeadlineState.Open && d.Due >= today && d.Due <= soon),
            DeadlineFilter.Provisional => query.Where(d => d.State == DeadlineState.Open && d.Provisional),
            DeadlineFilter.Moved => query.Where(d => d.Changes > 0),
            DeadlineFilter.Settled => query.Where(d => d.State == DeadlineState.Settled),
            DeadlineFilter.Withdrawn => query.Where(d => d.State == DeadlineState.Withdrawn),
            _ => query,
        };
        if (request.RuleCode is { Length: > 0 } rule)
        {
            query = query.Where(d => d.RuleCode == rule);
        }

        if (request.SiteId is { } site)
        {
            query = query.Where(d => d.SiteId == site);
        }

        if (request.From is { } from)
        {
            query = query.Where(d => d.Due >= from);
        }

        if (request.To is { } to)
        {
            query = query.Where(d => d.Due <= to);
        }

        var total = await query.CountAsync(cancellationToken);
        query = request.Sort switch
        {
            "-Due" => query.OrderByDescending(d => d.Due).ThenBy(d => d.SiteId).ThenBy(d => d.Id),
            "Start" => query.OrderBy(d => d.Start).ThenBy(d => d.Id),
            "-Start" => query.OrderByDescending(d => d.Start).ThenBy(d => d.Id),
            _ => query.OrderBy(d => d.Due).ThenBy(d => d.SiteId).ThenBy(d => d.Id),
        };
        var rows = await query.Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<DeadlineListRow>(
        [
            .. rows.Select(d => new DeadlineListRow(
                d.Id, d.SiteId, names.GetValueOrDefault(d.SiteId, ""), d.Title, rules.NameOf(d.RuleCode), d.Link, d.Start, d.Due, d.Provisional, d.State, d.SettledOn, d.Changes,
                StateWords.Of(d.State, d.Due, d.SettledOn, today))),
        ], total);
    }
}

internal static class StateWords
{
    public static string Of(DeadlineState state, DateOnly due, DateOnly? on, DateOnly today) => state switch
    {
        DeadlineState.Withdrawn => "已撤销",
        DeadlineState.Settled => on > due ? $"超期 {on.Value.DayNumber - due.DayNumber} 天办结" : "按期办结",
        _ when due < today => $"已超期 {today.DayNumber - due.DayNumber} 天",
        _ when due == today => "今天到期",
        _ => $"还有 {due.DayNumber - today.DayNumber} 天",
    };

    public static Ui.StateKind KindOf(DeadlineState state, DateOnly due, DateOnly? on, DateOnly today) => state switch
    {
        DeadlineState.Withdrawn => Ui.StateKind.Neutral,
        DeadlineState.Settled => on > due ? Ui.StateKind.Warning : Ui.StateKind.Good,
        _ when due < today => Ui.StateKind.Bad,
        _ when due <= today.AddDays(ListDeadlines.SoonDays) => Ui.StateKind.Warning,
        _ => Ui.StateKind.Info,
    };
}
