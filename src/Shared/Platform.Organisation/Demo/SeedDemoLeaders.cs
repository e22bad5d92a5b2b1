using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Organisation.Data;

namespace Platform.Organisation.Demo;

/// <summary>The leader in charge of each township of the demo, on a post of its government: for what goes above the director. The people are invented.</summary>
[Label("装入演示分管领导")]
[Requires(OrganisationPermissions.Work)]
internal sealed record SeedDemoLeaders(IReadOnlyList<DivisionRow> Sites) : ICommand<int>;

internal sealed class SeedDemoLeadersHandler(OrganisationDbContext db, IMediator mediator) : IRequestHandler<SeedDemoLeaders, int>
{
    private const string Number = "090";
    private const string Title = "分管领导";

    // None of these surnames is among those of the offices' people.
    private static readonly string[] Surnames = ["范", "蒋", "邵", "唐", "武", "葛", "孟", "薛", "陶", "沈", "孔", "贺", "龚", "段", "黎", "尹", "常", "施", "严"];
    private static readonly string[] Given = ["立新", "卫东", "爱民", "咏梅"];

    public async Task<int> Handle(SeedDemoLeaders request, CancellationToken cancellationToken)
    {
        var since = new DateOnly(2024, 1, 1);
        var people = await mediator.Send(
            new AddStaff([.. request.Sites.Select((s, i) => new NewStaff(s.Id, Number, Surnames[i % Surnames.Length] + Given[i % Given.Length], Title))]), cancellationToken);
        var (bodies, names, posts, assignments) = (new List<Body>(), new List<BodyName>(), new List<Post>(), new List<Assignment>());
        for (var i = 0; i < request.Sites.Count; i++)
        {
            var site = request.Sites[i];
            var street = site.Name.EndsWith("街道", StringComparison.Ordinal);
            var body = new Body { SiteId = site.Id, Kind = BodyKind.Government, From = OpenEnd.Ever };
            var post = new Post
            {
                SiteId = site.Id,
                Lo = site.Lo,
                Hi = site.Hi,
                BodyId = body.Id,
                Kind = PostKinds.LeaderInCharge,
                Name = Title,
                Duties = "分管卫生健康和人口家庭工作",
                Seats = 1,
                From = OpenEnd.Ever,
            };
            bodies.Add(body);
            names.Add(new BodyName { SiteId = site.Id, BodyId = body.Id, Name = site.Name + (street ? "办事处" : "人民政府"), ShortName = street ? "办事处" : "政府", From = OpenEnd.Ever });
            posts.Add(post);
            assignments.Add(new Assignment { SiteId = site.Id, PostId = post.Id, StaffId = people[i], From = since, IsMain = true });
        }

        await Bulk.InsertAsync(db, bodies, cancellationToken);
        await Bulk.InsertAsync(db, names, cancellationToken);
        await Bulk.InsertAsync(db, posts, cancellationToken);
        await Bulk.InsertAsync(db, assignments, cancellationToken);
        return assignments.Count;
    }
}
