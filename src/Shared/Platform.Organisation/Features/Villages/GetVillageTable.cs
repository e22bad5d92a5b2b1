using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;

namespace Platform.Organisation.Features.Villages;

/// <summary>The staff-to-village table of a site on a day: villages with those who look after them, people with their patch. Four statements.</summary>
/// <param name="Day">Null: today.</param>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/sites/{siteId}/village-links", "查询某日的联村安排")]
[Clauses(
    "P4-PATCH-01", "P4-VILLAGELINK-01", "P4-VILLAGELINK-02c", "P4-VILLAGELINK-03b", "P4-VILLAGELINK-04d", "P4-VILLAGELINK-05a", "P4-VILLAGELINK-05b", "P4-VILLAGELINK-06b", "P4-VILLAGELINK-07")]
internal sealed record GetVillageTable(int SiteId, DateOnly? Day = null) : IQuery<VillageTable>, ISiteRequest;

internal sealed record VillageTable(string SiteName, DateOnly Day, IReadOnlyList<VillageCare> Villages, IReadOnlyList<Patch> People);

/// <param name="Helpers">协助联系.</param>
internal sealed record VillageCare(Guid VillageId, string Name, IReadOnlyList<string> Main, IReadOnlyList<string> Helpers);

internal sealed record Patch(Guid StaffId, string Number, string Name, string Post, IReadOnlyList<PatchVillage> Villages)
{
    public string Text => string.Join("、", Villages.Select(v => v.Name + (v.IsMain ? "" : "（协助）")));

    public DateOnly? Since => Villages.Count == 0 ? null : Villages.Max(v => v.From);
}

internal sealed record PatchVillage(Guid VillageId, string Name, bool IsMain, DateOnly From);

internal sealed class GetVillageTableHandler(OrganisationBook book, IMediator mediator, Operation operation) : IRequestHandler<GetVillageTable, VillageTable>
{
    public async Task<VillageTable> Handle(GetVillageTable request, CancellationToken cancellationToken)
    {
        var day = request.Day ?? operation.Today;
        var villages = await mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
        var names = villages.ToDictionary(v => v.Id, v => v.Name);
        var links = await mediator.Send(new GetVillageLinks([request.SiteId], day), cancellationToken);
        var people = (await mediator.Send(new GetStaff([request.SiteId], IncludeInactive: true), cancellationToken)).ToDictionary(p => p.Id);
        var sites = await book.SitesAsync([request.SiteId], cancellationToken);
        var ofPerson = links.ToLookup(l => l.StaffId);
        var ofVillage = links.ToLookup(l => l.VillageId);

        IReadOnlyList<string> Who(Guid village, bool main) => [.. ofVillage[village].Where(l => l.IsMain == main).Select(l => people.GetValueOrDefault(l.StaffId)?.Name ?? "")];

        return new VillageTable(
            sites.GetValueOrDefault(request.SiteId, ""), day, [.. villages.Select(v => new VillageCare(v.Id, v.Name, Who(v.Id, true), Who(v.Id, false)))],
            [
                .. people.Values.Where(p => p.Active || ofPerson.Contains(p.Id)).OrderBy(p => p.Number, StringComparer.Ordinal).Select(p => new Patch(
                    p.Id, p.Number, p.Name, p.Post,
                    [.. ofPerson[p.Id].OrderByDescending(l => l.IsMain).Select(l => new PatchVillage(l.VillageId, names.GetValueOrDefault(l.VillageId, ""), l.IsMain, l.From))])),
            ]);
    }
}
