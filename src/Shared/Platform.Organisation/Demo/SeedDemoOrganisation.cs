using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Features.Posts;

namespace Platform.Organisation.Demo;

/// <summary>Writes the demo county's organisation; answers the number of posts. Sent by the seeder alone.</summary>
[Requires(OrganisationPermissions.Work)]
[Label("装入演示机构")]
internal sealed record SeedDemoOrganisation(IReadOnlyList<DivisionRow> Sites, IReadOnlyList<VillageRow> Villages) : ICommand<int>;

internal sealed class SeedDemoOrganisationHandler(OrganisationDbContext db, PostTexts texts, IMediator mediator, Operation operation) : IRequestHandler<SeedDemoOrganisation, int>
{
    public async Task<int> Handle(SeedDemoOrganisation request, CancellationToken cancellationToken)
    {
        var people = (await mediator.Send(new GetStaff([.. request.Sites.Select(s => s.Id)]), cancellationToken)).ToLookup(p => p.SiteId);
        var villages = request.Villages.ToLookup(v => v.SiteId);
        List<DemoOffice> offices = [.. request.Sites.Select((s, i) => new DemoOffice(s, i, [.. people[s.Id]], [.. villages[s.Id]], operation.Today).Build())];
        await InsertAsync(offices, o => o.Bodies, cancellationToken);
        await InsertAsync(offices, o => o.Names, cancellationToken);
        await InsertAsync(offices, o => o.Posts, cancellationToken);
        await InsertAsync(offices, o => o.Assignments, cancellationToken);
        await InsertAsync(offices, o => o.StandIns, cancellationToken);
        await InsertAsync(offices, o => o.Qualifications, cancellationToken);
        await InsertAsync(offices, o => o.Notices, cancellationToken);
        await InsertAsync(offices, o => o.Groups, cancellationToken);
        await InsertAsync(offices, o => o.Terms, cancellationToken);
        await InsertAsync(offices, o => o.Members, cancellationToken);
        await texts.FollowAsync(offices.SelectMany(o => o.Assignments).Select(a => a.StaffId), cancellationToken);
        await HelpAsync(request.Sites, people, villages, cancellationToken);
        var posts = offices.Sum(o => o.Posts.Count);
        operation.Note($"演示：{offices.Count} 个乡镇的机构、{posts} 个岗位、{offices.Sum(o => o.Assignments.Count)} 项任职");
        return posts;
    }

    private Task InsertAsync<T>(IEnumerable<DemoOffice> offices, Func<DemoOffice, IEnumerable<T>> rows, CancellationToken cancellationToken)
        where T : class => Bulk.InsertAsync(db, offices.SelectMany(rows), cancellationToken);

    // The statistics officer also helps with a second village: one command a township, 19 of them, once.
    private async Task HelpAsync(IReadOnlyList<DivisionRow> sites, ILookup<int, StaffRow> people, ILookup<int, VillageRow> villages, CancellationToken cancellationToken)
    {
        foreach (var site in sites)
        {
            if (people[site.Id].FirstOrDefault(p => p is { Post: "统计员", VillageIds.Count: 1 }) is { } person
                && villages[site.Id].FirstOrDefault(v => v.Id != person.VillageIds[0]) is { } second)
            {
                await mediator.Send(
                    new SetVillageLinks(site.Id, person.Id, [new(person.VillageIds[0], true), new(second.Id, false)], new DateOnly(operation.Today.Year, 1, 1)), cancellationToken);
            }
        }
    }
}
