using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Heat;

/// <summary>
/// One page of the townships of the scope with how each duty due in a month stands: frozen where the month is closed, in its newest revision, derived where it is
/// open. Ordered by code. A fixed number of statements, for the sites of the page alone.
/// </summary>
/// <param name="ModuleId">Duties of one module only.</param>
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Get, "oversight/duties/heat", "查询各乡镇（街道）一个月的履职情况总表")]
internal sealed record GetDutyHeat(PageRequest Page, YearMonth Month, string? ModuleId = null, string? DutyCode = null) : IQuery<Page<HeatRow>>;

internal sealed record HeatRow(int SiteId, string SiteName, bool Closed, IReadOnlyDictionary<string, HeatCell> Cells);

/// <param name="Status">The worst among its periods and villages.</param>
/// <param name="OnTime">Periods and villages done on time, of <paramref name="Owed"/>; those excused are not owed.</param>
internal sealed record HeatCell(DutyStatus Status, int OnTime, int Owed)
{
    public string Text => Owed > 1 ? $"{DutyRule.Text(Status)} {OnTime}/{Owed}" : DutyRule.Text(Status);

    public static HeatCell Of(IEnumerable<DutyStatus> states)
    {
        var all = states.ToList();
        return new HeatCell(all.MaxBy(Badness), all.Count(s => s == DutyStatus.OnTime), all.Count(s => s != DutyStatus.Excused));
    }

    private static int Badness(DutyStatus status) => status switch
    {
        DutyStatus.Missed or DutyStatus.Overdue => 5,
        DutyStatus.Late => 4,
        DutyStatus.DueSoon => 3,
        DutyStatus.Upcoming => 2,
        DutyStatus.OnTime => 1,
        _ => 0,
    };
}

internal sealed class GetDutyHeatHandler(OversightDbContext db, DutyLedger ledger, DutyCatalog catalog, IMediator mediator, Operation operation)
    : IRequestHandler<GetDutyHeat, Page<HeatRow>>
{
    public async Task<Page<HeatRow>> Handle(GetDutyHeat request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var all = await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken);
        var ordered = request.Page.Sort == "-SiteId" ? all.Reverse() : all;
        var sites = ordered.Skip(request.Page.Skip).Take(request.Page.Take).Order().ToList();
        if (sites.Count == 0)
        {
            return new Page<HeatRow>([], all.Count);
        }

        var wanted = catalog.Modules.Where(m => request.ModuleId is null || m.Id == request.ModuleId).SelectMany(m => m.Duties).Select(d => d.Code)
            .Where(c => request.DutyCode is null || c == request.DutyCode).ToHashSet();
        var (lo, hi, month) = (sites[0], sites[^1], request.Month.FirstDay);
        var frozen = (await db.Set<DutyObligation>().AsNoTracking()
            .Where(o => o.Month == month && o.SiteId >= lo && o.SiteId <= hi)
            .Where(o => o.Revision == db.Set<SiteClose>().Where(c => c.SiteId == o.SiteId && c.Month == o.Month).Max(c => c.Revision))
            .Select(o => new { o.SiteId, o.DutyCode, o.Status }).ToListAsync(cancellationToken)).ToLookup(o => o.SiteId, o => (o.DutyCode, o.Status));
        var open = sites.Where(s => !frozen.Contains(s)).ToList();
        var live = (await ledger.ReadAsync(open, request.Month, cancellationToken)).ToLookup(e => e.SiteId, e => (DutyCode: e.Due.Duty.Code, Status: DutyRule.Live(
            e.Due.DueOn, e.Due.RemindOn, e.ReachedOn, e.Excuse is not null, operation.Today)));
        var names = (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var rows = sites.Select(site => new HeatRow(
            site, names.GetValueOrDefault(site, ""), frozen.Contains(site),
            (frozen.Contains(site) ? frozen[site] : live[site]).Where(o => wanted.Contains(o.DutyCode)).GroupBy(o => o.DutyCode)
                .ToDictionary(g => g.Key, g => HeatCell.Of(g.Select(o => o.Status)))));
        return new Page<HeatRow>([.. request.Page.Sort == "-SiteId" ? rows.Reverse() : rows], all.Count);
    }
}

/// <summary>The columns of the table: duties due in the month anywhere in the scope. One statement.</summary>
[Requires(OversightPermissions.ViewDuties)]
internal sealed record GetHeatDuties(YearMonth Month, string? ModuleId = null, string? DutyCode = null) : IQuery<IReadOnlyList<HeatDuty>>;

internal sealed record HeatDuty(string Code, string Name);

internal sealed class GetHeatDutiesHandler(DutyCatalog catalog, DutyRuleBook book, IWorkingDays days, Operation operation) : IRequestHandler<GetHeatDuties, IReadOnlyList<HeatDuty>>
{
    public async Task<IReadOnlyList<HeatDuty>> Handle(GetHeatDuties request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var rules = await book.ReadAsync(scope.Lo, scope.Hi, request.Month.LastDay, cancellationToken);
        return
        [
            .. catalog.DueIn(request.Month, rules, days)
                .Where(d => (request.ModuleId is null || d.Module.Id == request.ModuleId) && (request.DutyCode is null || d.Duty.Code == request.DutyCode))
                .DistinctBy(d => d.Duty.Code).Select(d => new HeatDuty(d.Duty.Code, d.Duty.Name)),
        ];
    }
}
