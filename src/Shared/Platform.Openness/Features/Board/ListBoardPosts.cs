using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Features.Board;

/// <summary>One page of the posts of the scope, the newest first. Three statements.</summary>
/// <param name="Text">Part of the title.</param>
[Requires(OpennessPermissions.View)]
[Endpoint(Verb.Get, "openness/posts", "查询公开内容")]
[Clauses("P3-SUPERVISION-03", "P4-RESOFFICER-01b")]
internal sealed record ListBoardPosts(PageRequest Page, string? Text = null, BoardCategory? Category = null, PostState? State = null, int? SiteId = null)
    : IQuery<Page<BoardPostRow>>;

/// <param name="PublishedOn">Day the version that is up was put up; null: none is.</param>
internal sealed record BoardPostRow(
    Guid Id, int SiteId, string SiteName, string VillageName, BoardCategory Category, string Title, PostState State, int Number, string AuthorName, string ApproverName,
    DateOnly? PublishedOn, DateOnly ExpiresOn, bool Expired);

internal sealed class ListBoardPostsHandler(OpennessDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListBoardPosts, Page<BoardPostRow>>
{
    public async Task<Page<BoardPostRow>> Handle(ListBoardPosts request, CancellationToken cancellationToken)
    {
        var query = db.Set<BoardPost>().AsNoTracking();
        if (request.SiteId is { } site)
        {
            query = query.Where(p => p.SiteId == site);
        }

        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            query = query.Where(p => p.Title.Contains(text));
        }

        if (request.Category is { } category)
        {
            query = query.Where(p => p.Category == category);
        }

        if (request.State is { } state)
        {
            query = query.Where(p => p.State == state);
        }

        var total = await query.CountAsync(cancellationToken);
        query = request.Page.Sort switch
        {
            "Title" => query.OrderBy(p => p.Title).ThenBy(p => p.Id),
            "ExpiresOn" => query.OrderBy(p => p.ExpiresOn).ThenBy(p => p.Id),
            _ => query.OrderByDescending(p => p.Id),
        };
        var rows = await query.Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(p => new
            {
                Post = p,
                Up = db.Set<PublishedPost>().Where(v => v.PostId == p.Id && v.EndedOn == OpenEnd.Never).Select(v => (DateOnly?)v.PublishedOn).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        var sites = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.Post.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<BoardPostRow>(
            [
                .. rows.Select(r => new BoardPostRow(
                    r.Post.Id, r.Post.SiteId, sites.GetValueOrDefault(r.Post.SiteId, ""), r.Post.VillageName, r.Post.Category, r.Post.Title, r.Post.State, r.Post.Number,
                    r.Post.AuthorName, r.Post.ApproverName, r.Up, r.Post.ExpiresOn, r.Post.ExpiresOn < operation.Today)),
            ],
            total);
    }
}

/// <summary>A post with its exact table, the table as the public would see it, and its published versions. Eight statements at most.</summary>
[Requires(OpennessPermissions.View)]
[Endpoint(Verb.Get, "openness/posts/{id}", "查看公开内容及各版本")]
[Clauses("P3-SUPERVISION-03", "P4-RESOFFICER-01b")]
internal sealed record GetBoardPost(Guid Id) : IQuery<BoardPostDetail>;

/// <param name="TableFault">Why the table cannot be published as it is; empty: it can.</param>
/// <param name="OwnDraft">The caller wrote it and may not approve it.</param>
internal sealed record BoardPostDetail(
    Guid Id, int SiteId, string SiteName, string SiteCode, Guid VillageId, string VillageName, BoardCategory Category, string Title, string Text, DateOnly ExpiresOn, PostState State, int Number,
    string AuthorName, string ApproverName, DateTimeOffset? ApprovedAt, string ReturnReason, Guid SubjectId, DateOnly? Period, IReadOnlyList<FigureRow> Figures, PublicTable? Table,
    string TableFault, bool OwnDraft, Guid Version, IReadOnlyList<PublishedVersionRow> Versions);

internal sealed record PublishedVersionRow(
    Guid Id, int Number, string Title, string Text, PublicTable? Table, DateOnly PublishedOn, string PublishedBy, string ApprovedBy, DateOnly ExpiresOn, DateOnly? EndedOn, string EndReason);

internal sealed class GetBoardPostHandler(OpennessDbContext db, TableDesk tables, IMediator mediator, Operation operation) : IRequestHandler<GetBoardPost, BoardPostDetail>
{
    public async Task<BoardPostDetail> Handle(GetBoardPost request, CancellationToken cancellationToken)
    {
        var p = await db.Set<BoardPost>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken) ?? throw Refusals.NotFound();
        var division = (await mediator.Send(new GetDivisions([p.SiteId]), cancellationToken)).First();
        var versions = await db.Set<PublishedPost>().AsNoTracking().Where(v => v.PostId == p.Id).OrderByDescending(v => v.Number).ToListAsync(cancellationToken);
        var figures = await tables.FiguresAsync(p.Id, cancellationToken);
        var (table, fault) = await TableAsync(p, figures, cancellationToken);
        return new BoardPostDetail(
            p.Id, p.SiteId, division.Name, division.Code, p.VillageId, p.VillageName, p.Category, p.Title, p.Text, p.ExpiresOn, p.State, p.Number, p.AuthorName, p.ApproverName, p.ApprovedAt,
            p.ReturnReason, p.SubjectId, p.Period, [.. figures.GroupBy(f => f.UnitKey).Select(g => new FigureRow(g.Key, [.. g.Select(f => f.Value)]))], table, fault,
            p.AuthorId == operation.Actor.AccountId, p.Version,
            [
                .. versions.Select(v => new PublishedVersionRow(
                    v.Id, v.Number, v.Title, v.Text, PublicTable.From(v.TableJson), v.PublishedOn, v.PublishedBy, v.ApprovedBy, v.ExpiresOn,
                    v.EndedOn == OpenEnd.Never ? null : v.EndedOn, v.EndReason)),
            ]);
    }

    private async Task<(PublicTable? Table, string Fault)> TableAsync(BoardPost post, List<BoardFigure> figures, CancellationToken cancellationToken)
    {
        if (post.SubjectId == Guid.Empty || await db.Set<TotalsSubject>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == post.SubjectId, cancellationToken) is not { } subject)
        {
            return (null, "");
        }

        try
        {
            return (await tables.ShowAsync(post, subject, figures, cancellationToken), "");
        }
        catch (RefusalException refusal)
        {
            return (null, refusal.Detail);
        }
    }
}

/// <summary>What the form of a post offers: subjects, the rows of a table and the villages. Five statements.</summary>
[Requires(OpennessPermissions.Write)]
internal sealed record GetBoardChoices(int SiteId) : IQuery<BoardChoices>, ISiteRequest;

internal sealed record BoardChoices(IReadOnlyList<SubjectChoice> Subjects, IReadOnlyList<TableUnit> Units, IReadOnlyList<VillageRow> Villages);

internal sealed record SubjectChoice(Guid Id, string Name, IReadOnlyList<string> Columns, Platform.Contracts.Modules.Cadence Cadence, string Explanation);

internal sealed class GetBoardChoicesHandler(OpennessDbContext db, TableDesk tables, IMediator mediator) : IRequestHandler<GetBoardChoices, BoardChoices>
{
    public async Task<BoardChoices> Handle(GetBoardChoices request, CancellationToken cancellationToken)
    {
        var subjects = await db.Set<TotalsSubject>().AsNoTracking()
            .Where(s => s.Active && s.Lo <= request.SiteId && s.Hi >= request.SiteId).OrderBy(s => s.Name).ToListAsync(cancellationToken);
        IReadOnlyList<TableUnit> units = subjects.Count == 0 ? [] : await tables.UnitsAsync(request.SiteId, cancellationToken);
        return new BoardChoices(
            [.. subjects.Select(s => new SubjectChoice(s.Id, s.Name, s.ColumnNames, s.Cadence, s.Explanation))], units,
            await mediator.Send(new GetVillages([request.SiteId]), cancellationToken));
    }
}
