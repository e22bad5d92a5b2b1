using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Register;

/// <summary>Departures that look like arrivals elsewhere, seen from either side: places and days, no names. Three statements.</summary>
[Requires(MigrantPermissions.View)]
[Endpoint(Verb.Get, "migrants/matches", "流出流入匹配：一地的流出与另一地的流入")]
[Clauses("P3-MIGTWOPLACE-01")]
internal sealed record ListMigrantMatches(PageRequest Page, int? SiteId = null, MatchState? State = null) : IQuery<Page<MatchRow>>;

/// <param name="OwnNumber">Number of the registration in the caller's site, where there is one; empty in a larger scope.</param>
internal sealed record MatchRow(
    Guid Id, int SiteId, string FromSite, int OtherSiteId, string ToSite, DateOnly LeftOn, DateOnly CameOn, DateOnly FoundOn, MatchState State, DateOnly? DecidedOn, string DecidedBy, string Note, string OwnNumber,
    Guid OwnId, Guid Version);

/// <summary>Says whether both registrations are of one person, after looking into one's own register. Refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
/// <param name="SiteId">Of either side.</param>
[Label("处理流出流入匹配")]
[Requires(MigrantPermissions.Office)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/matches/{id}/decision", "核实一条流出流入匹配是否同一人")]
[Clauses("P3-MIGTWOPLACE-01")]
internal sealed record DecideMatch(int SiteId, Guid Id, bool Same, string? Note = null, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class DecideMatchValidator : AbstractValidator<DecideMatch>
{
    public DecideMatchValidator() => RuleFor(c => c.Note).MaximumLength(200).WithMessage("说明最多 200 字。");
}

internal sealed class MatchHandlers(MigrantsDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListMigrantMatches, Page<MatchRow>>, IRequestHandler<DecideMatch, Unit>
{
    public async Task<Page<MatchRow>> Handle(ListMigrantMatches request, CancellationToken cancellationToken)
    {
        var rows = db.Set<MigrantMatch>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(m => m.SiteId == site || m.OtherSiteId == site) : rows;
        rows = request.State is { } state ? rows.Where(m => m.State == state) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(m => m.FoundOn).ThenByDescending(m => m.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.SelectMany(m => new[] { m.SiteId, m.OtherSiteId }).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var ids = page.Select(m => m.SiteId == request.SiteId ? m.DepartureId : m.ArrivalId).ToList();
        var own = await db.Set<MigrantRecord>().Where(r => r.SiteId == request.SiteId && ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Number, cancellationToken);
        return new Page<MatchRow>(
            [
                .. page.Select(m => (Match: m, Own: m.SiteId == request.SiteId ? m.DepartureId : m.ArrivalId)).Select(m => new MatchRow(
                    m.Match.Id, m.Match.SiteId, names.GetValueOrDefault(m.Match.SiteId, ""), m.Match.OtherSiteId, names.GetValueOrDefault(m.Match.OtherSiteId, ""), m.Match.LeftOn, m.Match.CameOn, m.Match.FoundOn,
                    m.Match.State, m.Match.DecidedOn, m.Match.DecidedByName, m.Match.Note, own.GetValueOrDefault(m.Own, ""), own.ContainsKey(m.Own) ? m.Own : Guid.Empty, m.Match.Version)),
            ],
            total);
    }

    public async Task<Unit> Handle(DecideMatch request, CancellationToken cancellationToken)
    {
        var match = await db.Set<MigrantMatch>().FirstOrDefaultAsync(m => m.Id == request.Id && (m.SiteId == request.SiteId || m.OtherSiteId == request.SiteId), cancellationToken)
            ?? throw Refusals.NotFound("这条匹配");
        Refusals.CheckVersion(request.Version, match.Version);
        (match.State, match.DecidedOn, match.DecidedByName, match.Note) = (request.Same ? MatchState.Confirmed : MatchState.Rejected, operation.Today, operation.Actor.Name, request.Note?.Trim() ?? "");
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
