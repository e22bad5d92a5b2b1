using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Ui;

namespace Platform.Infrastructure.Security.Rules;

/// <summary>The caller says to have read a version (已阅). Said twice, the first time counts.</summary>
[Requires(CorePermissions.ReadSecurityRules)]
[Clauses("P3-MIGPLATSEC-00")]
[Endpoint(Verb.Post, "security/rule-versions/{versionId}/reading", "确认已阅一个版本的信息安全制度")]
internal sealed record AcknowledgeRule(Guid VersionId) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"security-rule-version:{VersionId}";
}

internal sealed class AcknowledgeRuleHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<AcknowledgeRule>
{
    protected override async Task Handle(AcknowledgeRule request, CancellationToken cancellationToken)
    {
        var actor = operation.Actor;
        var title = await VisibleRules.In(db, actor.Scope)
            .Join(db.Set<SecurityRuleVersion>().Where(v => v.Id == request.VersionId), r => r.Id, v => v.RuleId, (_, v) => v.Title)
            .FirstOrDefaultAsync(cancellationToken) ?? throw GetSecurityRuleHandler.NotFound();
        if (await db.Set<SecurityRuleReading>().IgnoreQueryFilters([ModuleDbContext.SiteFilter])
            .AnyAsync(x => x.VersionId == request.VersionId && x.AccountId == actor.AccountId, cancellationToken))
        {
            return;
        }

        db.Add(new SecurityRuleReading { VersionId = request.VersionId, SiteId = actor.Scope.DivisionId, AccountId = actor.AccountId, Name = actor.Name, At = operation.Now });
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"已阅信息安全制度《{title}》");
    }
}

/// <summary>Rules that hold where the caller works and that the caller has not read in their latest version. One statement.</summary>
[Requires(CorePermissions.ReadSecurityRules)]
[Clauses("P3-MIGPLATSEC-00")]
[Endpoint(Verb.Get, "security/rules/unread", "本人尚未阅读的信息安全制度")]
internal sealed record ListUnreadRules : IQuery<IReadOnlyList<UnreadRule>>;

internal sealed record UnreadRule(Guid Id, string Title, string Number, DateOnly EffectiveFrom);

internal sealed class ListUnreadRulesHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListUnreadRules, IReadOnlyList<UnreadRule>>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<UnreadRule>> Handle(ListUnreadRules request, CancellationToken cancellationToken)
    {
        var (scope, me, today) = (operation.Actor.Scope, operation.Actor.AccountId, operation.Today);
        return await VisibleRules.In(db, scope)
            .Where(r => r.Lo <= scope.Lo && r.Hi >= scope.Hi)
            .Join(
                db.Set<SecurityRuleVersion>().Where(v => v.EffectiveTo == null || v.EffectiveTo >= today),
                r => new { r.Id, Ordinal = r.Versions }, v => new { Id = v.RuleId, v.Ordinal }, (r, v) => new { Rule = r, Latest = v })
            .Where(x => !db.Set<SecurityRuleReading>().Any(y => y.VersionId == x.Latest.Id && y.AccountId == me))
            .OrderBy(x => x.Latest.EffectiveFrom).ThenBy(x => x.Rule.Id).Take(Most)
            .Select(x => new UnreadRule(x.Rule.Id, x.Rule.Title, x.Rule.Number, x.Latest.EffectiveFrom)).ToListAsync(cancellationToken);
    }
}

internal sealed class RuleNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct) => state.Can(CorePermissions.ReadSecurityRules)
        ? [.. (await mediator.Send(new ListUnreadRules(), ct)).Select(r => new NextThing(
            "信息安全", $"请阅读《{r.Title}》", $"{r.Number}，{Show.Text(r.EffectiveFrom)} 起生效，读后请点“已阅”", null, $"/security/rules/{r.Id}"))]
        : [];
}
