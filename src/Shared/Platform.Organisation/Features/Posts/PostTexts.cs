using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;

namespace Platform.Organisation.Features.Posts;

/// <summary>The post on the staff list follows the main assignment of today. Two statements for any number of people.</summary>
internal sealed class PostTexts(OrganisationDbContext db, IMediator mediator, Operation operation)
{
    /// <returns>How many texts changed.</returns>
    public async Task<int> FollowAsync(IEnumerable<Guid> staffIds, CancellationToken cancellationToken)
    {
        var (ids, today) = (staffIds.Distinct().ToList(), operation.Today);
        var held = (await (
                from a in db.Set<Assignment>().AsNoTracking()
                where ids.Contains(a.StaffId) && !a.Void && a.From <= today && a.To >= today
                join post in db.Set<Post>() on a.PostId equals post.Id
                orderby a.IsMain descending, a.From, a.Id
                select new { a.StaffId, post.Name }).ToListAsync(cancellationToken))
            .ToLookup(h => h.StaffId, h => h.Name);
        return ids.Count == 0 ? 0 : await mediator.Send(new SetStaffPosts([.. ids.Select(id => new StaffPost(id, held[id].FirstOrDefault()))]), cancellationToken);
    }
}

/// <summary>Every night: assignments that began or ended lately change the post on the staff list. A week back, in case the server stood still.</summary>
[Requires(OrganisationPermissions.Work)]
[Housekeeping]
[Label("名册岗位随任职变动")]
internal sealed record RefreshPostTexts : ICommand, IIdempotent;

internal sealed class RefreshPostTextsHandler(OrganisationDbContext db, PostTexts texts, Operation operation) : IRequestHandler<RefreshPostTexts, Unit>
{
    private const int Back = 7;
    private const int Chunk = 500;

    public async Task<Unit> Handle(RefreshPostTexts request, CancellationToken cancellationToken)
    {
        var (first, today) = (operation.Today.AddDays(-Back), operation.Today);
        var people = await db.Set<Assignment>().AsNoTracking()
            .Where(a => (a.From >= first && a.From <= today) || (a.To >= first && a.To < today))
            .Select(a => a.StaffId).Distinct().ToListAsync(cancellationToken);
        var changed = 0;
        foreach (var chunk in people.Chunk(Chunk))
        {
            changed += await texts.FollowAsync(chunk, cancellationToken);
        }

        if (changed > 0)
        {
            operation.Note($"名册岗位随任职变动：{changed} 人");
        }

        return Unit.Value;
    }
}
