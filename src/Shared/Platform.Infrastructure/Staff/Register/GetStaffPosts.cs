using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Staff.Register;

/// <summary>The posts that occur in the scope, at most 100, the most frequent first.</summary>
[Requires(CorePermissions.ViewStaff)]
[Endpoint(Verb.Get, "staff/posts", "名册中出现的岗位")]
internal sealed record GetStaffPosts : IQuery<IReadOnlyList<string>>;

internal sealed class GetStaffPostsHandler(CoreDbContext db) : IRequestHandler<GetStaffPosts, IReadOnlyList<string>>
{
    private const int Most = 100;

    public async Task<IReadOnlyList<string>> Handle(GetStaffPosts request, CancellationToken cancellationToken) =>
        await db.Set<StaffMember>().AsNoTracking().Where(p => p.Post != "")
            .GroupBy(p => p.Post).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key)
            .Take(Most).ToListAsync(cancellationToken);
}
