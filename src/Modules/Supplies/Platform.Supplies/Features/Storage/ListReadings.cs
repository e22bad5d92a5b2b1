using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Storage;

/// <summary>Temperature and humidity of the stores of the scope, the newest first. Three statements.</summary>
/// <param name="Month">Any day of the month; null: all.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/readings", "库房温度、湿度记录，按月查询")]
[Clauses("P3-STORAGE-01")]
internal sealed record ListReadings(PageRequest Page, int? SiteId = null, Guid? StoreId = null, DateOnly? Month = null, ReadingState? State = null) : IQuery<Page<ReadingRow>>;

internal sealed record ReadingRow(
    Guid Id, int SiteId, string SiteName, Guid StoreId, string Store, DateOnly Day, TimeOnly Time, decimal Temperature, decimal Humidity, ReadingState State, string Measure, string ReadBy,
    string EnteredByName, DateTimeOffset EnteredAt, DateTimeOffset? StruckAt, string StruckBy, string StruckReason);

internal sealed class ListReadingsHandler(SuppliesDbContext db, IMediator mediator) : IRequestHandler<ListReadings, Page<ReadingRow>>
{
    public async Task<Page<ReadingRow>> Handle(ListReadings request, CancellationToken cancellationToken)
    {
        var all = db.Set<StorageReading>().AsNoTracking();
        var rows = request.SiteId is { } site ? all.Where(r => r.SiteId == site) : all;
        rows = request.StoreId is { } store ? rows.Where(r => r.StoreId == store) : rows;
        if (request.Month is { } day)
        {
            var (first, last) = (YearMonth.Of(day).FirstDay, YearMonth.Of(day).LastDay);
            rows = rows.Where(r => r.Day >= first && r.Day <= last);
        }

        rows = request.State switch
        {
            ReadingState.Normal => rows.Where(r => r.StruckAt == null && !r.OutOfLimits),
            ReadingState.OutOfLimits => rows.Where(r => r.StruckAt == null && r.OutOfLimits),
            ReadingState.Corrected => rows.Where(r => r.StruckAt != null && all.Any(n => n.StoreId == r.StoreId && n.Replaces == r.Id)),
            ReadingState.Struck => rows.Where(r => r.StruckAt != null && !all.Any(n => n.StoreId == r.StoreId && n.Replaces == r.Id)),
            _ => rows,
        };
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(r => r.Day).ThenByDescending(r => r.Time).ThenByDescending(r => r.EnteredAt).ThenBy(r => r.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(r => new { Reading = r, Store = db.Set<Store>().Where(s => s.Id == r.StoreId).Select(s => s.Name).FirstOrDefault(), Corrected = all.Any(n => n.StoreId == r.StoreId && n.Replaces == r.Id) })
            .ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(p => p.Reading.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<ReadingRow>(
            [
                .. page.Select(p => new ReadingRow(
                    p.Reading.Id, p.Reading.SiteId, names.GetValueOrDefault(p.Reading.SiteId, ""), p.Reading.StoreId, p.Store ?? "", p.Reading.Day, p.Reading.Time, p.Reading.Temperature,
                    p.Reading.Humidity, StateOf(p.Reading, p.Corrected), p.Reading.Measure, p.Reading.ReadBy, p.Reading.EnteredByName, p.Reading.EnteredAt, p.Reading.StruckAt, p.Reading.StruckBy,
                    p.Reading.StruckReason)),
            ],
            total);
    }

    private static ReadingState StateOf(StorageReading reading, bool corrected) =>
        reading.StruckAt is not null ? (corrected ? ReadingState.Corrected : ReadingState.Struck) : reading.OutOfLimits ? ReadingState.OutOfLimits : ReadingState.Normal;
}

/// <summary>Stores of a site in use with their limits, to enter a reading for. One statement.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/store-limits", "库房的温度、湿度范围")]
[Clauses("P3-STORAGE-01")]
internal sealed record GetStoreLimits(int SiteId) : IQuery<IReadOnlyList<StoreLimits>>, ISiteRequest;

internal sealed record StoreLimits(Guid Id, string Name, int MinTemperature, int MaxTemperature, int MinHumidity, int MaxHumidity)
{
    public string Text => StorageRules.LimitsText(MinTemperature, MaxTemperature, MinHumidity, MaxHumidity);
}

internal sealed class GetStoreLimitsHandler(SuppliesDbContext db) : IRequestHandler<GetStoreLimits, IReadOnlyList<StoreLimits>>
{
    public async Task<IReadOnlyList<StoreLimits>> Handle(GetStoreLimits request, CancellationToken cancellationToken) =>
        await db.Set<Store>().AsNoTracking().Where(s => s.SiteId == request.SiteId && s.Active)
            .FromTheTop()
            .Select(s => new StoreLimits(s.Id, s.Name, s.MinTemperature, s.MaxTemperature, s.MinHumidity, s.MaxHumidity)).ToListAsync(cancellationToken);
}
