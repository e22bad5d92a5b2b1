using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Security.Rules;

/// <summary>A rule with all its versions, and who of the caller's scope has read the shown one. Four statements.</summary>
/// <param name="Ordinal">Null: the latest version.</param>
[Requires(CorePermissions.ReadSecurityRules)]
[Clauses("P3-MIGPLATSEC-00")]
[Endpoint(Verb.Get, "security/rules/{id}", "一项信息安全制度的正文、历次版本和阅读情况")]
internal sealed record GetSecurityRule(Guid Id, int? Ordinal = null) : IQuery<SecurityRuleDetail>;

internal sealed record SecurityRuleVersionRow(int Ordinal, Guid Id, string Number, string Title, DateOnly EffectiveFrom, DateOnly? EffectiveTo, string Change, DateTimeOffset PublishedAt, string PublishedBy);

internal sealed record RuleReadingRow(string Name, string Division, DateTimeOffset At);

/// <param name="Mine">The rule belongs to the caller's scope, not to a division above.</param>
/// <param name="ReadAt">When the caller read the shown version.</param>
internal sealed record SecurityRuleDetail(
    Guid Id, int SiteId, string Division, bool Mine, SecurityRuleVersionRow Shown, string State, string Text, string FileName, DateTimeOffset? ReadAt,
    IReadOnlyList<SecurityRuleVersionRow> Versions, IReadOnlyList<RuleReadingRow> Readings, Guid Version);

internal sealed class GetSecurityRuleHandler(CoreDbContext db, Operation operation) : IRequestHandler<GetSecurityRule, SecurityRuleDetail>
{
    private const int MostReadings = 500;

    public async Task<SecurityRuleDetail> Handle(GetSecurityRule request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var rule = await VisibleRules.In(db, scope).Where(r => r.Id == request.Id)
            .Select(r => new { Row = r, Division = db.Set<Division>().Where(d => d.Id == r.SiteId).Select(d => d.Name).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellationToken) ?? throw NotFound();
        var versions = await db.Set<SecurityRuleVersion>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(v => v.RuleId == request.Id).OrderByDescending(v => v.Ordinal).ToListAsync(cancellationToken);
        var shown = (request.Ordinal is { } ordinal ? versions.FirstOrDefault(v => v.Ordinal == ordinal) : versions[0]) ?? throw NotFound();
        var readings = await db.Set<SecurityRuleReading>().AsNoTracking().Where(x => x.VersionId == shown.Id).OrderBy(x => x.At).Take(MostReadings)
            .Select(x => new RuleReadingRow(x.Name, db.Set<Division>().Where(d => d.Id == x.SiteId).Select(d => d.Name).FirstOrDefault() ?? "全国", x.At))
            .ToListAsync(cancellationToken);
        var me = operation.Actor.AccountId;
        var readAt = await db.Set<SecurityRuleReading>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(x => x.VersionId == shown.Id && x.AccountId == me).Select(x => (DateTimeOffset?)x.At).FirstOrDefaultAsync(cancellationToken);
        return new SecurityRuleDetail(
            rule.Row.Id, rule.Row.SiteId, rule.Division ?? "全国", scope.Lo <= rule.Row.Lo && rule.Row.Hi <= scope.Hi, Row(shown),
            shown == versions[0] ? RuleStates.Of(shown.EffectiveFrom, shown.EffectiveTo, operation.Today) : "旧版本",
            shown.Text, shown.FileName, readAt, [.. versions.Select(Row)], readings, rule.Row.Version);
    }

    internal static RefusalException NotFound() => Refusals.NotFound("这项制度");

    private static SecurityRuleVersionRow Row(SecurityRuleVersion v) =>
        new(v.Ordinal, v.Id, v.Number, v.Title, v.EffectiveFrom, v.EffectiveTo, v.Change, v.PublishedAt, v.PublishedBy);
}

/// <summary>The paper of a version. Two statements.</summary>
[Requires(CorePermissions.ReadSecurityRules)]
[Clauses("P3-MIGPLATSEC-00")]
[Endpoint(Verb.Get, "security/rule-versions/{versionId}/file", "一个版本所附的文件")]
internal sealed record GetSecurityRuleFile(Guid VersionId) : IQuery<RuleFile>;

internal sealed record RuleFile(string Name, byte[] Content);

internal sealed class GetSecurityRuleFileHandler(CoreDbContext db, Operation operation) : IRequestHandler<GetSecurityRuleFile, RuleFile>
{
    public async Task<RuleFile> Handle(GetSecurityRuleFile request, CancellationToken cancellationToken)
    {
        var name = await VisibleRules.In(db, operation.Actor.Scope)
            .Join(db.Set<SecurityRuleVersion>().Where(v => v.Id == request.VersionId && v.FileName != ""), r => r.Id, v => v.RuleId, (_, v) => v.FileName)
            .FirstOrDefaultAsync(cancellationToken) ?? throw GetSecurityRuleHandler.NotFound();
        var content = await db.Set<SecurityRuleFile>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(f => f.VersionId == request.VersionId).Select(f => f.Content).FirstAsync(cancellationToken);
        return new RuleFile(name, content);
    }
}
