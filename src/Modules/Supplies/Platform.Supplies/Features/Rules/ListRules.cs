using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Rules;

/// <summary>Rules on supplies of the scope with their files, the newest first. Four statements.</summary>
/// <param name="InForce">True: in force today; false: replaced, or not yet in force; null: all.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/rules", "药具制度和正文附件")]
[Clauses("P3-STREETSUPPLY-01", "P3-STREETSUPPLY-14a")]
internal sealed record ListRules(PageRequest Page, int? SiteId = null, bool? InForce = null, string? Text = null) : IQuery<Page<RuleRow>>;

internal sealed record RuleRow(
    Guid Id, int SiteId, string SiteName, string Title, string Issuer, string Number, DateOnly InForceFrom, DateOnly? ReplacedOn, string ReplacedBy, bool InForce, string EnteredByName, Guid Version,
    IReadOnlyList<AttachmentRow> Files)
{
    public string StateText => InForce ? "现行" : ReplacedOn is null ? "未施行" : "已废止";
}

internal sealed class ListRulesHandler(SuppliesDbContext db, IAttachments attachments, IMediator mediator, Operation operation) : IRequestHandler<ListRules, Page<RuleRow>>
{
    public async Task<Page<RuleRow>> Handle(ListRules request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var rows = db.Set<SupplyRule>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(r => r.SiteId == site) : rows;
        rows = request.InForce is { } wanted ? rows.Where(r => (r.InForceFrom <= today && (r.ReplacedOn == null || r.ReplacedOn > today)) == wanted) : rows;
        rows = request.Text?.Trim() is { Length: > 0 } text ? rows.Where(r => r.Title.Contains(text) || r.Number.Contains(text)) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderBy(r => r.SiteId).ThenByDescending(r => r.InForceFrom).ThenBy(r => r.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var files = await attachments.OfAsync(SupplyRuleFileKind.KindCode, [.. page.Select(r => SupplyRule.RefOf(r.Id))], cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<RuleRow>(
            [
                .. page.Select(r => new RuleRow(
                    r.Id, r.SiteId, names.GetValueOrDefault(r.SiteId, ""), r.Title, r.Issuer, r.Number, r.InForceFrom, r.ReplacedOn, r.ReplacedBy, r.InForceOn(today), r.EnteredByName, r.Version,
                    [.. files[SupplyRule.RefOf(r.Id)]])),
            ],
            total);
    }
}
