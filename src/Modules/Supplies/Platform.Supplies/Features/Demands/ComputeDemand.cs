using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Demands;

/// <summary>
/// How much a store needs of every product for a period: from what it issued in the last three full months, what it can still use and what is on the way. Refuses NOT_FOUND,
/// STORE_CLOSED, WRONG_PERIOD. Eight statements, whatever the number of products.
/// </summary>
/// <param name="Period">First day of the quarter or month; null: the next one.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/stores/{storeId}/needs", "测算一个库房下一期的药具需求：前三月发放、可用库存、在途和测算数量")]
[Clauses("P3-DISTRIBUTION-03", "P3-STREETSUPPLY-09a", "P3-STREETSUPPLY-04")]
internal sealed record ComputeDemand(int SiteId, Guid StoreId, DateOnly? Period = null) : IQuery<ComputedDemand>, ISiteRequest;

/// <param name="Months">1: a month, 3: a quarter.</param>
internal sealed record ComputedDemand(DateOnly Period, int Months, IReadOnlyList<NeededProduct> Products);

/// <summary>Base units.</summary>
/// <param name="Issued">In the last three full months.</param>
/// <param name="Usable">In the store, fit for use and not expired when the period begins.</param>
/// <param name="OnTheWay">Sent to the store and not received, or approved and not sent.</param>
/// <param name="Need">What to ask for.</param>
internal sealed record NeededProduct(Guid ProductId, string Code, string Product, string Unit, long Issued, long Usable, long OnTheWay, long Need)
{
    public long Available => Usable + OnTheWay;
}

internal sealed class ComputeDemandHandler(StoreDesk desk, DemandCalculator calculator, Operation operation) : IRequestHandler<ComputeDemand, ComputedDemand>
{
    public async Task<ComputedDemand> Handle(ComputeDemand request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        var period = request.Period ?? DemandRules.Periods(store.Level, operation.Today)[1];
        DemandRules.RefusePeriod(store, period, operation.Today);
        return new ComputedDemand(period, DemandRules.Months(store.Level), await calculator.ProductsAsync(store, period, cancellationToken));
    }
}
