using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Coverage.Pages;

/// <summary>One page of the clauses of the duty documents with what became of them. No statement: the list is part of the program.</summary>
/// <param name="Text">Part of the id or of the words.</param>
/// <param name="Module">Chinese name of a module among those that serve the clause.</param>
[Requires(CorePermissions.ViewCoverage)]
[Endpoint(Verb.Get, "coverage", "职责条款与平台功能的对照，可按文字、部分、工作领域、模块和状态查找")]
internal sealed record ListClauses(
    PageRequest Page, string? Text = null, int? Part = null, string? Area = null, string? Module = null, CoverageState? State = null) : IQuery<Page<ClauseRow>>;

/// <param name="Modules">Chinese names of the modules that serve it.</param>
internal sealed record ClauseRow(
    string Id, int Part, string Section, string Text, string Area, string Level, string Cadence, CoverageState State, IReadOnlyList<string> Modules, int Features)
{
    public string PartName => CoverageWords.Part(Part);

    public string StateText => CoverageWords.Of(State);
}

internal sealed class ListClausesHandler(CoverageCatalog catalog) : IRequestHandler<ListClauses, Page<ClauseRow>>
{
    public Task<Page<ClauseRow>> Handle(ListClauses request, CancellationToken cancellationToken)
    {
        var text = request.Text?.Trim() ?? "";
        var found = catalog.Clauses.Where(c =>
            (text.Length == 0 || c.Clause.Id.Contains(text, StringComparison.OrdinalIgnoreCase) || c.Clause.Text.Contains(text, StringComparison.Ordinal))
            && (request.Part is null || c.Clause.Part == request.Part)
            && (request.Area is not { Length: > 0 } area || c.Clause.Area == area)
            && (request.Module is not { Length: > 0 } module || c.Features.Any(f => f.Module.Name == module))
            && (request.State is null || c.State == request.State)).ToList();
        IEnumerable<CoveredClause> sorted = request.Page.Sort switch
        {
            "Area" => found.OrderBy(c => c.Clause.Area, StringComparer.CurrentCulture),
            "-Area" => found.OrderByDescending(c => c.Clause.Area, StringComparer.CurrentCulture),
            "State" => found.OrderBy(c => c.State),
            "-State" => found.OrderByDescending(c => c.State),
            "-Order" => Enumerable.Reverse(found),
            _ => found,
        };
        return Task.FromResult(new Page<ClauseRow>([.. sorted.Skip(request.Page.Skip).Take(request.Page.Take).Select(Row)], found.Count));
    }

    internal static ClauseRow Row(CoveredClause covered)
    {
        var clause = covered.Clause;
        return new ClauseRow(
            clause.Id, clause.Part, clause.Section, clause.Text, clause.Area, clause.Level, clause.Cadence, covered.State,
            [.. covered.Features.Select(f => f.Module.Name).Distinct()], covered.Features.Count);
    }
}
