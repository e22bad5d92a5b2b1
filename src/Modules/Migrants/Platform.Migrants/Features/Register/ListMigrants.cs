using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Register;

/// <summary>The register as places and days, without names. Four statements.</summary>
[Requires(MigrantPermissions.View)]
[Endpoint(Verb.Get, "migrants/records", "流动人口登记（不含姓名）")]
[Clauses("P3-MIGSERVICE-02", "P3-MIGMGMT-05a", "P3-OFFICEDUTY-08", "P4-DIRECTOR-09", "P4-MIGOFFICER-01")]
internal sealed record ListMigrants(
    PageRequest Page, int? SiteId = null, Guid? VillageId = null, Move? Move = null, RecordState? State = null, Housing? Housing = null, DateOnly? From = null, DateOnly? To = null, string? Text = null)
    : IQuery<Page<MigrantRow>>;

internal sealed record MigrantRow(
    Guid Id, int SiteId, string SiteName, Guid VillageId, string Village, string Number, Move Move, string FromPlace, string ToPlace, DateOnly MovedOn, Housing Housing, RecordState State,
    DateOnly? EndedOn, DateOnly? CheckedOn, DateOnly RecordedOn);

internal sealed class ListMigrantsHandler(MigrantsDbContext db, IMediator mediator) : IRequestHandler<ListMigrants, Page<MigrantRow>>
{
    public async Task<Page<MigrantRow>> Handle(ListMigrants request, CancellationToken cancellationToken)
    {
        var rows = Filter(request);
        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "MovedOn" => rows.OrderBy(r => r.MovedOn),
            "-MovedOn" => rows.OrderByDescending(r => r.MovedOn),
            "CheckedOn" => rows.OrderBy(r => r.CheckedOn),
            "-CheckedOn" => rows.OrderByDescending(r => r.CheckedOn),
            _ => rows.OrderByDescending(r => r.RecordedOn),
        };
        var page = await sorted.ThenByDescending(r => r.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(r => new { r.Id, r.SiteId, r.VillageId, r.Number, r.Move, r.FromPlace, r.ToPlace, r.MovedOn, r.Housing, r.State, r.EndedOn, r.CheckedOn, r.RecordedOn }).ToListAsync(cancellationToken);
        var sites = page.Select(r => r.SiteId).Distinct().ToList();
        var names = (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var villages = (await mediator.Send(new GetVillages(sites, IncludeClosed: true), cancellationToken)).ToDictionary(v => v.Id, v => v.Name);
        return new Page<MigrantRow>(
            [
                .. page.Select(r => new MigrantRow(
                    r.Id, r.SiteId, names.GetValueOrDefault(r.SiteId, ""), r.VillageId, villages.GetValueOrDefault(r.VillageId, ""), r.Number, r.Move, r.FromPlace, r.ToPlace, r.MovedOn, r.Housing, r.State,
                    r.EndedOn, r.CheckedOn, r.RecordedOn)),
            ],
            total);
    }

    private IQueryable<MigrantRecord> Filter(ListMigrants request)
    {
        var rows = db.Set<MigrantRecord>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(r => r.SiteId == site) : rows;
        rows = request.VillageId is { } village ? rows.Where(r => r.VillageId == village) : rows;
        rows = request.Move is { } move ? rows.Where(r => r.Move == move) : rows;
        rows = request.State is { } state ? rows.Where(r => r.State == state) : rows;
        rows = request.Housing is { } housing ? rows.Where(r => r.Housing == housing) : rows;
        rows = request.From is { } from ? rows.Where(r => r.MovedOn >= from) : rows;
        rows = request.To is { } to ? rows.Where(r => r.MovedOn <= to) : rows;
        return request.Text?.Trim() is { Length: > 0 } text ? rows.Where(r => r.Number.Contains(text) || r.FromPlace.Contains(text) || r.ToPlace.Contains(text)) : rows;
    }
}

/// <summary>Villages the caller serves at a site, for choices. Two statements.</summary>
[Requires(MigrantPermissions.Register)]
internal sealed record GetMigrantVillages(int SiteId) : IQuery<IReadOnlyList<VillageRow>>, ISiteRequest;

/// <summary>
/// The names of a village's register, or of the whole township's that match a name or an identity number: a look at personal data, which stands in the trail. Refuses
/// NOT_YOUR_VILLAGE. Three statements.
/// </summary>
/// <param name="VillageId">Null: all villages the caller serves.</param>
/// <param name="Text">Part of the name, or a whole identity number.</param>
[Label("查看流动人口名册")]
[Requires(MigrantPermissions.Register)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/roll", "打开流动人口名册（姓名可见，身份证号等遮盖）；留下查看记录")]
[Clauses("P3-MIGMGMT-05a", "P3-MIGVILLAGE-05a", "P3-MIGCERT-03", "P3-MIGSERVICE-04")]
internal sealed record OpenMigrantRoll(int SiteId, Guid? VillageId = null, Move? Move = null, string? Text = null) : ICommand<MigrantRoll>, ISiteRequest, IIdempotent
{
    /// <summary>Without the text: it may be a person's.</summary>
    public override string ToString() => $"{nameof(OpenMigrantRoll)} {SiteId} {VillageId}";
}

/// <param name="More">There are more than are shown: look for a village or a name.</param>
internal sealed record MigrantRoll(string SiteName, string Village, IReadOnlyList<MigrantPerson> People, bool More);

internal sealed record MigrantPerson(
    Guid Id, string Number, string Name, string Village, Guid VillageId, Move Move, string IdentityNumber, string Phone, string Address, string FromPlace, string ToPlace, DateOnly MovedOn, Housing Housing,
    RecordState State, DateOnly? EndedOn, DateOnly? CheckedOn, DateOnly RecordedOn, string RecordedBy, Guid Version);

/// <summary>One registration with its name, protected fields masked: a look, which stands in the trail. Refuses NOT_FOUND and NOT_YOUR_VILLAGE.</summary>
[Label("查看流动人口登记")]
[Requires(MigrantPermissions.Register)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/records/{id}/look", "打开一条登记；留下查看记录")]
[Clauses("P3-MIGCERT-03", "P4-MIGMANAGER-05")]
internal sealed record OpenMigrant(int SiteId, Guid Id) : ICommand<MigrantPerson>, ISiteRequest, IIdempotent;

internal sealed class RollHandlers(MigrantsDbContext db, MigrantDesk desk, Protector protector, IMediator mediator, Operation operation)
    : IRequestHandler<GetMigrantVillages, IReadOnlyList<VillageRow>>, IRequestHandler<OpenMigrantRoll, MigrantRoll>, IRequestHandler<OpenMigrant, MigrantPerson>
{
    private const int MostOfSite = 300;

    // A village is checked as a whole.
    private const int MostOfVillage = 2000;

    public Task<IReadOnlyList<VillageRow>> Handle(GetMigrantVillages request, CancellationToken cancellationToken) => desk.VillagesAsync(request.SiteId, cancellationToken);

    public async Task<MigrantRoll> Handle(OpenMigrantRoll request, CancellationToken cancellationToken)
    {
        var villages = (await desk.VillagesAsync(request.SiteId, cancellationToken)).ToDictionary(v => v.Id, v => v.Name);
        if (request.VillageId is { } chosen)
        {
            await desk.VillageAsync(request.SiteId, chosen, cancellationToken);
        }

        var wanted = request.VillageId is { } one ? [one] : villages.Keys.ToList();
        var rows = db.Set<MigrantRecord>().AsNoTracking().Where(r => r.SiteId == request.SiteId && r.State == RecordState.Current && wanted.Contains(r.VillageId));
        rows = request.Move is { } move ? rows.Where(r => r.Move == move) : rows;
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            var indexes = protector.Indexes(MigrantFields.IdentityNumber, text);
            rows = indexes.Count > 0 ? rows.Where(r => indexes.Contains(r.IdentityNumberIndex)) : rows.Where(r => r.Name.Contains(text));
        }

        var most = request.VillageId is null ? MostOfSite : MostOfVillage;
        var people = await rows.OrderBy(r => r.MovedOn).ThenBy(r => r.Id).Take(most + 1).ToListAsync(cancellationToken);
        var site = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault()?.Name ?? "";
        operation.Note($"查看名册 {Math.Min(people.Count, most)} 人");
        return new MigrantRoll(
            site, request.VillageId is { } v ? villages.GetValueOrDefault(v, "") : "", [.. people.Take(most).Select(r => PersonOf(r, villages.GetValueOrDefault(r.VillageId, "")))], people.Count > most);
    }

    public async Task<MigrantPerson> Handle(OpenMigrant request, CancellationToken cancellationToken)
    {
        var record = await desk.RecordAsync(request.SiteId, request.Id, null, cancellationToken);
        var village = await desk.VillageAsync(request.SiteId, record.VillageId, cancellationToken);
        operation.Note($"查看登记 {record.Number}");
        return PersonOf(record, village.Name);
    }

    private MigrantPerson PersonOf(MigrantRecord r, string village) => new(
        r.Id, r.Number, r.Name, village, r.VillageId, r.Move, protector.Mask(MigrantFields.IdentityNumber, r.Id, r.IdentityNumber), protector.Mask(MigrantFields.Phone, r.Id, r.Phone),
        protector.Mask(MigrantFields.Address, r.Id, r.Address), r.FromPlace, r.ToPlace, r.MovedOn, r.Housing, r.State, r.EndedOn, r.CheckedOn, r.RecordedOn, r.RecordedByName, r.Version);
}
