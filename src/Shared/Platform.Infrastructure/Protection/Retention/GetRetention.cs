using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Protection.Retention;

/// <summary>All retention rules with their periods and what they erased. Two statements.</summary>
[Requires(CorePermissions.ViewRetention)]
[Endpoint(Verb.Get, "retention", "各类记录的留存期限和清除情况")]
internal sealed record GetRetention : IQuery<IReadOnlyList<RetentionRow>>;

/// <param name="Days">In force; <paramref name="DefaultDays"/> is the rule's own.</param>
/// <param name="LastDay">Null: nothing was erased yet.</param>
internal sealed record RetentionRow(string Code, string Name, string Basis, string Effect, int Days, int DefaultDays, DateOnly? LastDay, int LastErased, int Erased);

internal sealed class GetRetentionHandler(IEnumerable<IRetentionRule> rules, CoreDbContext db) : IRequestHandler<GetRetention, IReadOnlyList<RetentionRow>>
{
    public async Task<IReadOnlyList<RetentionRow>> Handle(GetRetention request, CancellationToken cancellationToken)
    {
        var settings = await db.Set<RetentionSetting>().AsNoTracking().ToDictionaryAsync(s => s.RuleCode, s => s.Days, cancellationToken);
        var days = (await db.Set<RetentionDay>().AsNoTracking().OrderByDescending(d => d.Day).ToListAsync(cancellationToken)).ToLookup(d => d.RuleCode);
        return [.. rules.OrderBy(r => r.Code, StringComparer.Ordinal).Select(r => new RetentionRow(
            r.Code,
            r.Name,
            r.Basis,
            r.Effect,
            settings.GetValueOrDefault(r.Code, r.DefaultDays),
            r.DefaultDays,
            days[r.Code].FirstOrDefault()?.Day,
            days[r.Code].FirstOrDefault()?.Erased ?? 0,
            days[r.Code].Sum(d => d.Erased)))];
    }
}
