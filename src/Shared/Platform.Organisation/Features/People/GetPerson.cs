using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;
using Platform.Organisation.Features.Posts;

namespace Platform.Organisation.Features.People;

/// <summary>What a person did and does: posts, villages, stand-ins, groups, certificates, each with its days. Twelve statements.</summary>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/people/{staffId}", "查看一个人的任职经历、联村、代理、领导小组和证书")]
[Clauses("P4-DIRECTOR-01", "P4-VILLAGELINK-05a")]
internal sealed record GetPerson(Guid StaffId) : IQuery<PersonDetail>;

internal sealed record PersonDetail(
    Guid StaffId, int SiteId, string SiteName, string Number, string Name, string Post, bool Active, IReadOnlyList<AssignmentRow> Assignments, IReadOnlyList<PersonLine> Villages,
    IReadOnlyList<PersonLine> StandIns, IReadOnlyList<PersonLine> Groups, IReadOnlyList<PersonLine> Certificates);

/// <summary>One thing with its days.</summary>
internal sealed record PersonLine(string What, DateOnly From, DateOnly To)
{
    public string Span => Days.Span(From, To);
}

internal sealed class GetPersonHandler(OrganisationDbContext db, OrganisationBook book, IMediator mediator, Operation operation) : IRequestHandler<GetPerson, PersonDetail>
{
    public async Task<PersonDetail> Handle(GetPerson request, CancellationToken cancellationToken)
    {
        var person = (await mediator.Send(new GetPeople([request.StaffId]), cancellationToken)).FirstOrDefault() ?? throw Refusals.NotFound();
        var sites = await book.SitesAsync([person.SiteId], cancellationToken);
        return new PersonDetail(
            person.Id, person.SiteId, sites.GetValueOrDefault(person.SiteId, ""), person.Number, person.Name, person.Post, person.Active,
            await AssignmentsAsync(person, cancellationToken), await VillagesAsync(person, cancellationToken), await StandInsAsync(person, cancellationToken),
            await GroupsAsync(person, cancellationToken), await CertificatesAsync(person, cancellationToken));
    }

    private async Task<IReadOnlyList<AssignmentRow>> AssignmentsAsync(StaffRow person, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Assignment>().AsNoTracking().Where(a => a.StaffId == person.Id).OrderByDescending(a => a.From).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.PostId).Distinct().ToList();
        var posts = await db.Set<Post>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var bodies = await book.BodiesAsync(posts.Values.Select(p => p.BodyId), operation.Today, cancellationToken);
        var papers = await GetPostHandler.PapersAsync(db, rows, cancellationToken);
        return [.. rows.Select(a => GetPostHandler.Row(a, posts[a.PostId].Name, bodies[posts[a.PostId].BodyId].ShortName, person.Name, papers))];
    }

    private async Task<IReadOnlyList<PersonLine>> VillagesAsync(StaffRow person, CancellationToken cancellationToken)
    {
        var links = (await mediator.Send(new GetVillageLinks([person.SiteId], null), cancellationToken)).Where(l => l.StaffId == person.Id).ToList();
        var villages = await book.VillagesAsync([person.SiteId], cancellationToken);
        return [.. links.OrderByDescending(l => l.From).Select(l => new PersonLine($"{(l.IsMain ? "联系" : "协助联系")}{villages.GetValueOrDefault(l.VillageId)?.Name}", l.From, l.To))];
    }

    private async Task<IReadOnlyList<PersonLine>> StandInsAsync(StaffRow person, CancellationToken cancellationToken)
    {
        var rows = await db.Set<StandIn>().AsNoTracking().Where(s => s.AbsentStaffId == person.Id || s.StandInStaffId == person.Id).OrderByDescending(s => s.From).ToListAsync(cancellationToken);
        var people = await book.PeopleAsync(rows.SelectMany(s => new[] { s.AbsentStaffId, s.StandInStaffId }), cancellationToken);
        return
        [
            .. rows.Where(s => s.To >= s.From).Select(s => new PersonLine(
                s.AbsentStaffId == person.Id ? $"由{people.GetValueOrDefault(s.StandInStaffId)?.Name}代理" : $"代理{people.GetValueOrDefault(s.AbsentStaffId)?.Name}", s.From, s.To)),
        ];
    }

    private async Task<IReadOnlyList<PersonLine>> GroupsAsync(StaffRow person, CancellationToken cancellationToken)
    {
        var rows = await (
            from member in db.Set<GroupMember>().AsNoTracking()
            where member.StaffId == person.Id
            join term in db.Set<GroupTerm>() on member.TermId equals term.Id
            join leading in db.Set<LeadingGroup>() on term.GroupId equals leading.Id
            orderby member.From descending
            select new { leading.Name, member.Role, member.From, To = member.To < term.To ? member.To : term.To }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new PersonLine($"{r.Name}{Words.Of(r.Role)}", r.From, r.To))];
    }

    private async Task<IReadOnlyList<PersonLine>> CertificatesAsync(StaffRow person, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Qualification>().AsNoTracking().Where(q => q.StaffId == person.Id && q.VoidReason == "").OrderByDescending(q => q.IssuedOn).ToListAsync(cancellationToken);
        return [.. rows.Select(q => new PersonLine($"{Words.Of(q.Kind)} {q.Number}", q.IssuedOn, q.ExpiresOn))];
    }
}
