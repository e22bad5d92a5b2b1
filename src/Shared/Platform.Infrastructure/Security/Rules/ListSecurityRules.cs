using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Security.Rules;

/// <summary>Rules that hold in the caller's scope or in a part of it, each with the version of today. Three statements.</summary>
[Requires(CorePermissions.ReadSecurityRules)]
[Clauses("P3-MIGPLATSEC-00")]
[Endpoint(Verb.Get, "security/rules", "信息安全制度清单")]
internal sealed record ListSecurityRules(PageRequest Page, string? Text = null, bool? Unread = null) : IQuery<Page<SecurityRuleRow>>;

/// <param name="State">生效中, 尚未生效 or 已失效.</param>
/// <param name="ReadAt">When the caller read the latest version; null: not yet.</param>
internal sealed record SecurityRuleRow(
    Guid Id, Guid VersionId, string Division, string Number, string Title, int Versions, DateOnly EffectiveFrom, DateOnly? EffectiveTo, string State, DateTimeOffset? ReadAt);

internal sealed class ListSecurityRulesHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListSecurityRules, Page<SecurityRuleRow>>
{
    public async Task<Page<SecurityRuleRow>> Handle(ListSecurityRules request, CancellationToken cancellationToken)
    {
        var me = operation.Actor.AccountId;
        var rules = VisibleRules.In(db, operation.Actor.Scope);
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            rules = rules.Where(r => r.Title.Contains(text) || r.Number.Contains(text));
        }

        if (request.Unread is { } unread)
        {
            rules = rules.Where(r => db.Set<SecurityRuleVersion>().Any(v =>
                v.RuleId == r.Id && v.Ordinal == r.Versions && db.Set<SecurityRuleReading>().Any(x => x.VersionId == v.Id && x.AccountId == me)) != unread);
        }

        var total = await rules.CountAsync(cancellationToken);
        var rows = await (
            from r in rules.OrderByDescending(r => r.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            join v in db.Set<SecurityRuleVersion>() on new { RuleId = r.Id, Ordinal = r.Versions } equals new { v.RuleId, v.Ordinal }
            orderby r.Id descending
            select new
            {
                Rule = r,
                Division = db.Set<Division>().Where(d => d.Id == r.SiteId).Select(d => d.Name).FirstOrDefault(),
                Latest = new { v.Id, v.EffectiveFrom, v.EffectiveTo },
            }).ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.Latest.Id).ToList();
        var read = await db.Set<SecurityRuleReading>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(x => ids.Contains(x.VersionId) && x.AccountId == me).ToDictionaryAsync(x => x.VersionId, x => (DateTimeOffset?)x.At, cancellationToken);
        return new Page<SecurityRuleRow>(
            [.. rows.Select(r => new SecurityRuleRow(
                r.Rule.Id, r.Latest.Id, r.Division ?? "全国", r.Rule.Number, r.Rule.Title, r.Rule.Versions, r.Latest.EffectiveFrom, r.Latest.EffectiveTo,
                RuleStates.Of(r.Latest.EffectiveFrom, r.Latest.EffectiveTo, operation.Today), read.GetValueOrDefault(r.Latest.Id)))], total);
    }
}

internal static class RuleStates
{
    public const string InForce = "生效中";

    public static string Of(DateOnly from, DateOnly? to, DateOnly today) => from > today ? "尚未生效" : to < today ? "已失效" : InForce;
}
