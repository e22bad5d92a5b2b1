using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Checks;

/// <summary>How a township's villages stand in a quarter: checked or not, figures, how many are on the register. Five statements.</summary>
/// <param name="Quarter">Any day of it; null: the current one.</param>
[Requires(MigrantPermissions.View)]
[Endpoint(Verb.Get, "migrants/sites/{siteId}/checks", "一个乡镇各村（社区）的季度核对情况")]
[Clauses("P3-MIGCERT-02b", "P3-MIGSERVICE-04")]
internal sealed record GetQuarterChecks(int SiteId, DateOnly? Quarter = null) : IQuery<QuarterChecks>, ISiteRequest;

internal sealed record QuarterChecks(string SiteName, DateOnly Quarter, bool IsCurrent, IReadOnlyList<VillageCheckRow> Villages);

/// <param name="MayCheck">The caller serves this village.</param>
internal sealed record VillageCheckRow(
    Guid VillageId, string Village, int OnRegister, DateOnly? CheckedOn, int Confirmed, int Departed, int Fresh, int Unanswered, string Note, string CheckedBy, bool MayCheck);

/// <summary>Quarterly checks of the caller's sites, the newest first. Four statements.</summary>
[Requires(MigrantPermissions.View)]
[Endpoint(Verb.Get, "migrants/checks", "季度核对记录")]
[Clauses("P3-MIGCERT-02b")]
internal sealed record ListRegisterChecks(PageRequest Page, int? SiteId = null, int? Year = null) : IQuery<Page<RegisterCheckRow>>;

internal sealed record RegisterCheckRow(
    Guid Id, int SiteId, string SiteName, string Village, DateOnly Quarter, DateOnly CheckedOn, int Confirmed, int Departed, int Fresh, int Unanswered, string CheckedBy)
{
    public string QuarterText => MigrantRules.NameOfQuarter(Quarter);
}

internal sealed class CheckListHandlers(MigrantsDbContext db, MigrantDesk desk, IMediator mediator, Operation operation)
    : IRequestHandler<GetQuarterChecks, QuarterChecks>, IRequestHandler<ListRegisterChecks, Page<RegisterCheckRow>>
{
    public async Task<QuarterChecks> Handle(GetQuarterChecks request, CancellationToken cancellationToken)
    {
        var quarter = MigrantRules.QuarterOf(request.Quarter ?? operation.Today);
        var villages = await mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
        IReadOnlyList<VillageRow> mine = operation.Actor.May(MigrantPermissions.Register) ? await desk.VillagesAsync(request.SiteId, cancellationToken) : [];
        var own = mine.Select(v => v.Id).ToHashSet();
        var checks = await db.Set<RegisterCheck>().AsNoTracking().Where(c => c.SiteId == request.SiteId && c.Quarter == quarter).ToDictionaryAsync(c => c.VillageId, cancellationToken);
        var current = await db.Set<MigrantRecord>().Where(r => r.SiteId == request.SiteId && r.State == RecordState.Current)
            .GroupBy(r => r.VillageId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var site = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault()?.Name ?? "";
        return new QuarterChecks(
            site, quarter, quarter == MigrantRules.QuarterOf(operation.Today),
            [
                .. villages.Select(v => checks.TryGetValue(v.Id, out var c)
                    ? new VillageCheckRow(v.Id, v.Name, current.GetValueOrDefault(v.Id), c.CheckedOn, c.Confirmed, c.Departed, c.Fresh, c.Unanswered, c.Note, c.CheckedByName, own.Contains(v.Id))
                    : new VillageCheckRow(v.Id, v.Name, current.GetValueOrDefault(v.Id), null, 0, 0, 0, 0, "", "", own.Contains(v.Id))),
            ]);
    }

    public async Task<Page<RegisterCheckRow>> Handle(ListRegisterChecks request, CancellationToken cancellationToken)
    {
        var rows = db.Set<RegisterCheck>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(c => c.SiteId == site) : rows;
        if (request.Year is { } year && year is > 1900 and < 9999)
        {
            var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            rows = rows.Where(c => c.Quarter >= first && c.Quarter <= last);
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(c => c.CheckedOn).ThenByDescending(c => c.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var sites = page.Select(c => c.SiteId).Distinct().ToList();
        var names = (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var villages = (await mediator.Send(new GetVillages(sites, IncludeClosed: true), cancellationToken)).ToDictionary(v => v.Id, v => v.Name);
        return new Page<RegisterCheckRow>(
            [
                .. page.Select(c => new RegisterCheckRow(
                    c.Id, c.SiteId, names.GetValueOrDefault(c.SiteId, ""), villages.GetValueOrDefault(c.VillageId, ""), c.Quarter, c.CheckedOn, c.Confirmed, c.Departed, c.Fresh, c.Unanswered, c.CheckedByName)),
            ],
            total);
    }
}
