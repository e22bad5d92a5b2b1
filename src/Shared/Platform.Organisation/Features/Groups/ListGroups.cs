using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Groups;

/// <summary>One page of the leading groups of the scope with their newest term. Six statements.</summary>
/// <param name="Dissolved">True: also those that were ended.</param>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/groups", "查询领导小组")]
[Clauses("P3-ENFLEAD-01", "P3-SCHOOLMGMT-00")]
internal sealed record ListGroups(PageRequest Page, GroupKind? Kind = null, bool? Dissolved = null, int? SiteId = null) : IQuery<Page<GroupRow>>;

internal sealed record GroupRow(
    Guid Id, int SiteId, string SiteName, GroupKind Kind, string Name, int Term, DateOnly From, DateOnly To, string Paper, string Head, int Members, bool Live, bool Due)
{
    public string State => !Live ? "已撤销" : Due ? "任期已满，待换届" : "在任";
}

internal sealed class ListGroupsHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<ListGroups, Page<GroupRow>>
{
    public async Task<Page<GroupRow>> Handle(ListGroups request, CancellationToken cancellationToken)
    {
        var query = db.Set<LeadingGroup>().AsNoTracking().Where(g => request.Dissolved == true || g.DissolvedOn == null);
        if (request.Kind is { } kind)
        {
            query = query.Where(g => g.Kind == kind);
        }

        if (request.SiteId is { } site)
        {
            query = query.Where(g => g.SiteId == site);
        }

        var total = await query.CountAsync(cancellationToken);
        var groups = await query.OrderBy(g => g.SiteId).ThenBy(g => g.Kind).ThenBy(g => g.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var ids = groups.ConvertAll(g => g.Id);
        var terms = (await db.Set<GroupTerm>().AsNoTracking().Where(t => ids.Contains(t.GroupId)).ToListAsync(cancellationToken))
            .GroupBy(t => t.GroupId).ToDictionary(g => g.Key, g => g.MaxBy(t => t.Number)!);
        var termIds = terms.Values.Select(t => t.Id).ToList();
        var today = operation.Today;
        var members = (await db.Set<GroupMember>().AsNoTracking().Where(m => termIds.Contains(m.TermId) && m.To >= today).OrderBy(m => m.Position).ToListAsync(cancellationToken)).ToLookup(m => m.TermId);
        var people = await book.PeopleAsync(members.SelectMany(m => m).Where(m => m.Role == GroupRole.Head).Select(m => m.StaffId), cancellationToken);
        var sites = await book.SitesAsync(groups.Select(g => g.SiteId), cancellationToken);

        string Head(Guid term) => string.Join("、", members[term].Where(m => m.Role == GroupRole.Head).Select(m => GroupText.Of(m, people)));

        return new Page<GroupRow>(
            [
                .. groups.Select(g => (Group: g, Term: terms[g.Id])).Select(g => new GroupRow(
                    g.Group.Id, g.Group.SiteId, sites.GetValueOrDefault(g.Group.SiteId, ""), g.Group.Kind, g.Group.Name, g.Term.Number, g.Term.From, g.Term.To, g.Term.Paper,
                    Head(g.Term.Id), members[g.Term.Id].Count(), g.Group.DissolvedOn is null, g.Term.To < today)),
            ],
            total);
    }
}

internal static class GroupText
{
    /// <summary>Post and name, or the post alone.</summary>
    public static string Of(GroupMember member, IReadOnlyDictionary<Guid, Contracts.Staff.StaffRow> people) =>
        people.GetValueOrDefault(member.StaffId) is { } person ? $"{person.Name}（{member.PostText}）" : member.PostText;
}

/// <summary>A leading group with all its terms and members. Five statements.</summary>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/groups/{id}", "查看领导小组及历届成员")]
[Clauses("P3-ENFLEAD-01", "P3-SCHOOLMGMT-00")]
internal sealed record GetGroup(Guid Id) : IQuery<GroupDetail>;

internal sealed record GroupDetail(Guid Id, int SiteId, string SiteName, GroupKind Kind, string Name, string Purpose, DateOnly? DissolvedOn, Guid Version, IReadOnlyList<TermDetail> Terms);

internal sealed record TermDetail(int Number, DateOnly From, DateOnly To, string Paper, IReadOnlyList<MemberDetail> Members);

internal sealed record MemberDetail(Guid Id, GroupRole Role, Guid StaffId, string Text, DateOnly From, DateOnly To);

internal sealed class GetGroupHandler(OrganisationDbContext db, OrganisationBook book) : IRequestHandler<GetGroup, GroupDetail>
{
    public async Task<GroupDetail> Handle(GetGroup request, CancellationToken cancellationToken)
    {
        var group = await db.Set<LeadingGroup>().AsNoTracking().FirstOrDefaultAsync(g => g.Id == request.Id, cancellationToken) ?? throw Refusals.NotFound();
        var terms = await db.Set<GroupTerm>().AsNoTracking().Where(t => t.GroupId == group.Id).OrderByDescending(t => t.Number).ToListAsync(cancellationToken);
        var ids = terms.ConvertAll(t => t.Id);
        var members = await db.Set<GroupMember>().AsNoTracking().Where(m => ids.Contains(m.TermId)).ToListAsync(cancellationToken);
        var people = await book.PeopleAsync(members.Select(m => m.StaffId), cancellationToken);
        var sites = await book.SitesAsync([group.SiteId], cancellationToken);
        return new GroupDetail(
            group.Id, group.SiteId, sites.GetValueOrDefault(group.SiteId, ""), group.Kind, group.Name, group.Purpose, group.DissolvedOn, group.Version,
            [
                .. terms.Select(t => new TermDetail(
                    t.Number, t.From, t.To, t.Paper,
                    [
                        .. members.Where(m => m.TermId == t.Id).OrderBy(m => m.Role).ThenBy(m => m.Position)
                            .Select(m => new MemberDetail(m.Id, m.Role, m.StaffId, GroupText.Of(m, people), m.From, m.To < t.To ? m.To : t.To)),
                    ])),
            ]);
    }
}
