using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Coverage.Pages;

/// <summary>How many clauses are in which state, in all and per duty area.</summary>
[Requires(CorePermissions.ViewCoverage)]
[Endpoint(Verb.Get, "coverage/totals", "职责条款按状态和工作领域的合计")]
internal sealed record GetCoverageTotals : IQuery<CoverageTotals>;

/// <param name="States">In the order of the states; states without a clause count 0.</param>
/// <param name="Modules">Chinese names of the modules that serve any clause.</param>
internal sealed record CoverageTotals(int Clauses, IReadOnlyList<StateTotal> States, IReadOnlyList<AreaTotal> Areas, IReadOnlyList<string> Modules);

internal sealed record StateTotal(CoverageState State, string Name, int Count);

internal sealed record AreaTotal(string Area, int Clauses, IReadOnlyList<StateTotal> States);

internal sealed class GetCoverageTotalsHandler(CoverageCatalog catalog) : IRequestHandler<GetCoverageTotals, CoverageTotals>
{
    public Task<CoverageTotals> Handle(GetCoverageTotals request, CancellationToken cancellationToken) => Task.FromResult(new CoverageTotals(
        catalog.Clauses.Count,
        Count(catalog.Clauses),
        [.. catalog.Clauses.GroupBy(c => c.Clause.Area).OrderByDescending(g => g.Count()).Select(g => new AreaTotal(g.Key, g.Count(), Count([.. g])))],
        [.. catalog.Clauses.SelectMany(c => c.Features).Select(f => f.Module.Name).Distinct().Order(StringComparer.CurrentCulture)]));

    private static IReadOnlyList<StateTotal> Count(IReadOnlyList<CoveredClause> clauses) =>
        [.. Enum.GetValues<CoverageState>().Select(s => new StateTotal(s, CoverageWords.Of(s), clauses.Count(c => c.State == s)))];
}
