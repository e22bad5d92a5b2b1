using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Coverage.Pages;

/// <summary>One clause, word for word, with its form and the features that serve it. One statement.</summary>
[Requires(CorePermissions.ViewCoverage)]
[Endpoint(Verb.Get, "coverage/{id}", "一条职责条款的原文、办理形式和对应的功能")]
internal sealed record GetClause(string Id) : IQuery<ClauseDetail>;

/// <param name="Form">The form in the platform, or why it is not built; empty where the wording is followed.</param>
/// <param name="Repeats">Ids of clauses that say the same.</param>
internal sealed record ClauseDetail(
    ClauseRow Row, string Forms, string Flag, string Form, string DuplicateOf, IReadOnlyList<string> Repeats, IReadOnlyList<FeatureRow> Features);

/// <param name="Link">Null where there is no page, or the caller may not open it here.</param>
internal sealed record FeatureRow(string Module, string Kind, string Name, string? Link);

internal sealed class GetClauseHandler(CoverageCatalog coverage, ModuleCatalog modules, Enablement enablement, Operation operation) : IRequestHandler<GetClause, ClauseDetail>
{
    public async Task<ClauseDetail> Handle(GetClause request, CancellationToken cancellationToken)
    {
        var found = coverage.Find(request.Id) ?? throw new RefusalException("NOT_FOUND", "没有这一条职责，请核对条款编号。", RefusalKind.NotFound);
        var (actor, clause) = (operation.Actor, found.Clause);
        var on = await enablement.InScopeAsync(modules.Modules, actor.Scope, cancellationToken);
        return new ClauseDetail(
            ListClausesHandler.Row(found), clause.Forms, clause.Flag, found.Form?.Text ?? "", clause.DuplicateOf,
            [.. ClauseBook.Clauses.Where(c => c.DuplicateOf == clause.Id).Select(c => c.Id)],
            [.. found.Features.Select(f => new FeatureRow(f.Module.Name, f.Kind, f.Name, Link(f.Page)))]);

        string? Link(FeaturePage? page) =>
            page is not null && on.Contains(page.Module.Id) && (page.Permission is null || actor.May(page.Permission)) ? page.Href : null;
    }
}
