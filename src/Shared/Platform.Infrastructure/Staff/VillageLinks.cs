using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Staff;

internal sealed class GetVillageLinksHandler(CoreDbContext db) : IRequestHandler<GetVillageLinks, IReadOnlyList<VillageLinkRow>>
{
    public async Task<IReadOnlyList<VillageLinkRow>> Handle(GetVillageLinks request, CancellationToken cancellationToken) =>
        await db.Set<VillageLink>().AsNoTracking()
            .Where(l => request.SiteIds.Contains(l.SiteId) && (request.Day == null || (l.From <= request.Day && l.To >= request.Day)))
            .OrderBy(l => l.From).ThenByDescending(l => l.IsMain).ThenBy(l => l.Id)
            .Select(l => new VillageLinkRow(l.StaffId, l.SiteId, l.VillageId, l.IsMain, l.From, l.To))
            .ToListAsync(cancellationToken);
}

internal sealed class SetVillageLinksHandler(CoreDbContext db, VillageLinkBook links, Operation operation) : IRequestHandler<SetVillageLinks, Unit>
{
    public async Task<Unit> Handle(SetVillageLinks request, CancellationToken cancellationToken)
    {
        var person = await db.Set<StaffMember>().FirstOrDefaultAsync(p => p.Id == request.StaffId && p.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这个人，或不在您的管辖范围内。", RefusalKind.NotFound);
        await links.ChangeAsync(person, request.Villages, request.From, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"联村安排：{request.From:yyyy-MM-dd} 起联系 {request.Villages.Count} 个村（社区）");
        return Unit.Value;
    }
}

internal sealed class SetStaffPostsHandler(CoreDbContext db) : IRequestHandler<SetStaffPosts, int>
{
    public async Task<int> Handle(SetStaffPosts request, CancellationToken cancellationToken)
    {
        var wanted = request.Posts.ToDictionary(p => p.StaffId, p => p.Post);
        var ids = wanted.Keys.ToList();
        var people = await db.Set<StaffMember>().Where(s => ids.Contains(s.Id)).ToListAsync(cancellationToken);
        var changed = 0;
        foreach (var person in people)
        {
            var post = wanted[person.Id];
            if (person.Post != (post ?? person.Post) || person.PostAssigned != post is not null)
            {
                (person.Post, person.PostAssigned) = (post ?? person.Post, post is not null);
                changed++;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return changed;
    }
}
