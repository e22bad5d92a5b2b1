using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Posts;

/// <param name="To">Last day; <see cref="OpenEnd.Never"/>: until further notice.</param>
internal sealed record Beginning(Guid PostId, Guid StaffId, DateOnly From, DateOnly To, bool IsMain, string Reason);

/// <param name="LastDay">Last day on the post.</param>
internal sealed record Ending(Guid AssignmentId, DateOnly LastDay, string Reason, Guid? Version = null);

/// <summary>
/// Changes assignments of one site, several at once: ends first, then beginnings, all or none. Four statements and one save, whatever the number. The
/// staff list's text follows.
/// </summary>
internal sealed class AppointmentDesk(OrganisationDbContext db, PostTexts texts, IMediator mediator, Operation operation)
{
    public async Task<IReadOnlyList<Guid>> ApplyAsync(
        int siteId, IReadOnlyList<Ending> endings, IReadOnlyList<Beginning> beginnings, Guid noticeId, CancellationToken cancellationToken)
    {
        var first = beginnings.Select(b => b.From).Concat(endings.Select(e => e.LastDay)).Append(operation.Today).Min();
        var known = await db.Set<Assignment>().Where(a => a.SiteId == siteId && a.To >= first).ToListAsync(cancellationToken);
        var posts = await db.Set<Post>().Where(p => p.SiteId == siteId).ToDictionaryAsync(p => p.Id, cancellationToken);
        var people = beginnings.Count == 0 ? [] : (await mediator.Send(new GetStaff([siteId]), cancellationToken)).ToDictionary(p => p.Id);
        var touched = new HashSet<Guid>();
        foreach (var ending in endings)
        {
            touched.Add(End(known.Find(a => a.Id == ending.AssignmentId) ?? await OldAsync(siteId, ending, cancellationToken), ending, noticeId).StaffId);
        }

        var made = new List<Guid>();
        foreach (var beginning in beginnings)
        {
            var assignment = Begin(siteId, beginning, posts.GetValueOrDefault(beginning.PostId) ?? throw Refusals.NotFound(), people, known, noticeId);
            touched.Add(assignment.StaffId);
            made.Add(assignment.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        await texts.FollowAsync(touched, cancellationToken);
        return made;
    }

    // It ended before anything that is changed now: the rules say so better than a missing record.
    private async Task<Assignment> OldAsync(int siteId, Ending ending, CancellationToken cancellationToken) =>
        await db.Set<Assignment>().FirstOrDefaultAsync(a => a.Id == ending.AssignmentId && a.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound();

    private Assignment End(Assignment assignment, Ending ending, Guid noticeId)
    {
        Refusals.CheckVersion(ending.Version ?? assignment.Version, assignment.Version);
        AssignmentRules.End(assignment, ending.LastDay, operation.Today, ending.Reason.Trim(), noticeId);
        return assignment;
    }

    private Assignment Begin(int siteId, Beginning beginning, Post post, Dictionary<Guid, StaffRow> people, List<Assignment> known, Guid noticeId)
    {
        if (!people.ContainsKey(beginning.StaffId))
        {
            throw AssignmentRules.Refuse("UNKNOWN_PERSON", "人员名册中没有这个在岗人员，请从列表中选择。", "StaffId", "请选择本单位在岗人员");
        }

        if (beginning.From < operation.Today && beginning.Reason.Trim().Length == 0 && noticeId == Guid.Empty)
        {
            throw AssignmentRules.Refuse("REASON_FOR_PAST", "补登已经开始的任职，请写明原因。", "Reason", "补登请写明原因");
        }

        AssignmentRules.CheckNew(post, beginning.StaffId, beginning.From, beginning.To, beginning.IsMain, known);
        var assignment = new Assignment
        {
            SiteId = siteId,
            PostId = post.Id,
            StaffId = beginning.StaffId,
            From = beginning.From,
            To = beginning.To,
            IsMain = beginning.IsMain,
            Reason = beginning.Reason.Trim(),
            NoticeId = noticeId,
        };
        db.Add(assignment);
        known.Add(assignment);

        // Two people who fill the last seat at the same moment both read it as free; the post's version lets one of them through.
        db.Entry(post).Property(p => p.Version).IsModified = true;
        return assignment;
    }
}
