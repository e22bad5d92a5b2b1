using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Organisation;
using Platform.Organisation.Data;

namespace Platform.Organisation.Features.StandIns;

/// <summary>Answers for whom people stand in on a day. A stand-in whose last day is over is not found any more; nobody has to stop it.</summary>
internal sealed class GetActingForHandler(OrganisationDbContext db, OrganisationBook book) : IRequestHandler<GetActingFor, IReadOnlyList<ActingRow>>
{
    public async Task<IReadOnlyList<ActingRow>> Handle(GetActingFor request, CancellationToken cancellationToken)
    {
        var (ids, day) = (request.StaffIds.Distinct().ToList(), request.Day);
        var rows = await db.Set<StandIn>().AsNoTracking()
            .Where(s => ids.Contains(s.StandInStaffId) && s.From <= day && s.To >= day)
            .OrderBy(s => s.From).ThenBy(s => s.Id)
            .Select(s => new
            {
                Row = s,
                Post = db.Set<Post>().Where(p => p.Id == s.PostId).Select(p => p.Name).FirstOrDefault(),
                OtherPosts = db.Set<Assignment>().Any(a => a.StaffId == s.AbsentStaffId && !a.Void && a.From <= day && a.To >= day && a.PostId != s.PostId),
            })
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }

        var people = await book.PeopleAsync(rows.SelectMany(r => new[] { r.Row.AbsentStaffId, r.Row.StandInStaffId }), cancellationToken);
        return
        [
            .. rows.Select(r => new ActingRow(
                r.Row.Id, r.Row.StandInStaffId, people.GetValueOrDefault(r.Row.StandInStaffId)?.Name ?? "", r.Row.AbsentStaffId, people.GetValueOrDefault(r.Row.AbsentStaffId)?.Name ?? "",
                r.Row.PostId, r.Post ?? "", r.Row.PostId == Guid.Empty || !r.OtherPosts, r.Row.From, r.Row.To)),
        ];
    }
}
