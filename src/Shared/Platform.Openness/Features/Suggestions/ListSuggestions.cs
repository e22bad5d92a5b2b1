using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Ui;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Features.Suggestions;

/// <summary>One page of the suggestion box of the scope: what waits stands first, the longest waiting (so what is overdue) on top. Four statements.</summary>
/// <param name="Open">True: only what waits; false: only what is done.</param>
[Requires(OpennessPermissions.ViewSuggestions)]
[Endpoint(Verb.Get, "openness/suggestions", "查询意见箱")]
[Clauses("P3-SUPERVISION-02", "P3-SUPERVISION-03")]
internal sealed record ListSuggestions(PageRequest Page, SuggestionKind? Kind = null, bool? Open = null, bool? Overdue = null, int? SiteId = null) : IQuery<Page<SuggestionRow>>;

/// <param name="Due">Last day of the time limit, or as it was when the entry was done.</param>
/// <param name="Late">Waits beyond the last day, or was answered after it.</param>
internal sealed record SuggestionRow(
    Guid Id, int SiteId, string SiteName, SuggestionKind Kind, string Beginning, DateOnly ReceivedOn, bool OnPaper, SuggestionState State, string OwnerName, string Due, bool Late, DateOnly? RepliedOn);

internal sealed class ListSuggestionsHandler(OpennessDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListSuggestions, Page<SuggestionRow>>
{
    /// <summary>Calendar days that ten working days last at least: nothing younger can be late.</summary>
    private const int LeastDays = 10;

    public async Task<Page<SuggestionRow>> Handle(ListSuggestions request, CancellationToken cancellationToken)
    {
        var query = db.Set<Suggestion>().AsNoTracking();
        if (request.SiteId is { } site)
        {
            query = query.Where(s => s.SiteId == site);
        }

        if (request.Kind is { } kind)
        {
            query = query.Where(s => s.Kind == kind);
        }

        if (request.Open is { } open)
        {
            query = open
                ? query.Where(s => s.State == SuggestionState.Received || s.State == SuggestionState.Assigned)
                : query.Where(s => s.State == SuggestionState.Replied || s.State == SuggestionState.Closed);
        }

        if (request.Overdue == true)
        {
            query = query.Where(s => s.State == SuggestionState.Received || s.State == SuggestionState.Assigned);
            var young = operation.Today.AddDays(-LeastDays);
            var old = await query.Where(s => s.ReceivedOn <= young).Select(s => s.Id).ToListAsync(cancellationToken);
            var due = await mediator.Send(new GetDeadlines([.. old.Select(id => $"suggestion:{id}")]), cancellationToken);
            var late = due.Where(d => d.State == DeadlineState.Open && d.Due < operation.Today).Select(d => Guid.Parse(d.RecordRef["suggestion:".Length..])).ToList();
            query = query.Where(s => late.Contains(s.Id));
        }

        var total = await query.CountAsync(cancellationToken);
        query = request.Page.Sort == "-ReceivedOn"
            ? query.OrderByDescending(s => s.ReceivedOn).ThenByDescending(s => s.Id)
            : query.OrderBy(s => s.State == SuggestionState.Received || s.State == SuggestionState.Assigned ? 0 : 1).ThenBy(s => s.ReceivedOn).ThenBy(s => s.Id);
        var rows = await query.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var deadlines = (await mediator.Send(new GetDeadlines([.. rows.Select(OpennessDeadlines.RefOf)]), cancellationToken)).ToDictionary(d => d.RecordRef);
        var sites = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<SuggestionRow>(
            [
                .. rows.Select(s => new SuggestionRow(
                    s.Id, s.SiteId, sites.GetValueOrDefault(s.SiteId, ""), s.Kind, s.Text.Length > 40 ? s.Text[..40] + "…" : s.Text, s.ReceivedOn, s.OnPaper, s.State, s.OwnerName,
                    deadlines.GetValueOrDefault(OpennessDeadlines.RefOf(s))?.DueText ?? "", IsLate(s, deadlines.GetValueOrDefault(OpennessDeadlines.RefOf(s)), operation.Today), s.RepliedOn)),
            ],
            total);
    }

    internal static bool IsLate(Suggestion s, DeadlineRow? deadline, DateOnly today) => s.DueWhenSettled is { } settled
        ? s.RepliedOn > settled
        : deadline is { State: DeadlineState.Open } && deadline.Due < today;
}

/// <summary>One entry of the box, with its masked contact and whom it can be given to. Five statements.</summary>
[Requires(OpennessPermissions.ViewSuggestions)]
[Endpoint(Verb.Get, "openness/suggestions/{id}", "查看一条意见")]
internal sealed record GetSuggestion(Guid Id) : IQuery<SuggestionDetail>;

internal sealed record SuggestionDetail(
    Guid Id, int SiteId, SuggestionKind Kind, string Text, DateTimeOffset ReceivedAt, DateOnly ReceivedOn, bool OnPaper, SuggestionState State, Guid OwnerStaffId, string OwnerName,
    string Contact, string Reply, DateOnly? RepliedOn, string RepliedBy, string CloseReason, string Due, string DeadlinePage, bool Late, Guid Version);

internal sealed class GetSuggestionHandler(OpennessDbContext db, Protector protector, IMediator mediator, Operation operation) : IRequestHandler<GetSuggestion, SuggestionDetail>
{
    public async Task<SuggestionDetail> Handle(GetSuggestion request, CancellationToken cancellationToken)
    {
        var s = await db.Set<Suggestion>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken) ?? throw Refusals.NotFound();
        var due = (await mediator.Send(new GetDeadlines([OpennessDeadlines.RefOf(s)]), cancellationToken)).FirstOrDefault();
        return new SuggestionDetail(
            s.Id, s.SiteId, s.Kind, s.Text, s.ReceivedAt, s.ReceivedOn, s.OnPaper, s.State, s.OwnerStaffId, s.OwnerName, protector.Mask(SuggestionFields.Contact, s.Id, s.Contact),
            s.Reply, s.RepliedOn, s.RepliedBy, s.CloseReason, due?.DueText ?? "", due?.Page ?? "", ListSuggestionsHandler.IsLate(s, due, operation.Today), s.Version);
    }
}

/// <summary>Puts what waits for a reply on the home page of those who answer.</summary>
internal sealed class SuggestionNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (state.SiteId is null || !state.Can(OpennessPermissions.ReplySuggestions))
        {
            return [];
        }

        var waiting = await mediator.Send(new ListSuggestions(new PageRequest(1, 10), Open: true), ct);
        return [.. waiting.Items.Select(s => new NextThing(
            "意见箱", $"{SupervisionWords.Of(s.Kind)}：{SupervisionWords.Of(s.State)}", s.Late ? "已经超期" : "答复后自动消失",
            DateOnly.TryParse(s.Due.AsSpan(0, Math.Min(10, s.Due.Length)), System.Globalization.CultureInfo.InvariantCulture, out var due) ? due : null, $"/openness/suggestions/{s.Id}"))];
    }
}
