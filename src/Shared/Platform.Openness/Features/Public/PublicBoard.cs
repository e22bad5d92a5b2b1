using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Features.Public;

/// <summary>What is up on a division's board today, the newest first; for a county also the boards below it. Four statements.</summary>
[Anonymous]
[Label("群众查看公开栏")]
[Clauses("P3-SUPERVISION-03", "P4-RESOFFICER-01b")]
internal sealed record GetPublicBoard(int SiteId, BoardCategory? Category, int PageIndex) : IQuery<PublicBoard>, ISiteRequest
{
    public const int PageSize = 20;
}

internal sealed record PublicBoard(IReadOnlyList<PublicPostRow> Posts, int Total, IReadOnlyList<DivisionRow> Below);

internal sealed record PublicPostRow(Guid Id, BoardCategory Category, string Title, string VillageName, DateOnly PublishedOn);

internal sealed class GetPublicBoardHandler(OpennessDbContext db, IMediator mediator, Operation operation) : IRequestHandler<GetPublicBoard, PublicBoard>
{
    private const int MostBelow = 500;

    public async Task<PublicBoard> Handle(GetPublicBoard request, CancellationToken cancellationToken)
    {
        var query = Up(db, request.SiteId, operation.Today);
        if (request.Category is { } category)
        {
            query = query.Where(p => p.Category == category);
        }

        var total = await query.CountAsync(cancellationToken);
        var posts = await query.OrderByDescending(p => p.PublishedOn).ThenByDescending(p => p.Id)
            .Skip((Math.Clamp(request.PageIndex, 1, 10_000) - 1) * GetPublicBoard.PageSize).Take(GetPublicBoard.PageSize)
            .Select(p => new PublicPostRow(p.Id, p.Category, p.Title, p.VillageName, p.PublishedOn)).ToListAsync(cancellationToken);
        var scope = operation.Actor.Scope;
        IReadOnlyList<int> sites = scope.Lo == scope.Hi ? [] : await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken);
        return new PublicBoard(posts, total, sites.Count is 0 or > MostBelow ? [] : await mediator.Send(new GetDivisions(sites), cancellationToken));
    }

    /// <summary>Versions that are up on a day: neither ended nor expired.</summary>
    internal static IQueryable<PublishedPost> Up(OpennessDbContext db, int siteId, DateOnly today) =>
        db.Set<PublishedPost>().AsNoTracking().Where(p => p.SiteId == siteId && p.EndedOn > today && p.ExpiresOn >= today);
}

/// <summary>One post that is up today; null: it is not, or not any more. One statement.</summary>
[Anonymous]
[Label("群众查看公开内容")]
[Clauses("P3-SUPERVISION-03")]
internal sealed record GetPublicPost(int SiteId, Guid Id) : IQuery<PublicPost?>, ISiteRequest;

internal sealed record PublicPost(BoardCategory Category, string Title, string Text, PublicTable? Table, string VillageName, DateOnly PublishedOn, DateOnly ExpiresOn);

internal sealed class GetPublicPostHandler(OpennessDbContext db, Operation operation) : IRequestHandler<GetPublicPost, PublicPost?>
{
    public async Task<PublicPost?> Handle(GetPublicPost request, CancellationToken cancellationToken) =>
        await GetPublicBoardHandler.Up(db, request.SiteId, operation.Today).FirstOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is { } p
            ? new PublicPost(p.Category, p.Title, p.Text, PublicTable.From(p.TableJson), p.VillageName, p.PublishedOn, p.ExpiresOn)
            : null;
}
