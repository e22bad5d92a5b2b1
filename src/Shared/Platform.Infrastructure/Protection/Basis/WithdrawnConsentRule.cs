using Autofac;
using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection.Retention;

namespace Platform.Infrastructure.Protection.Basis;

/// <summary>Erases what people no longer consent to, unless it is held as evidence.</summary>
internal sealed class WithdrawnConsentRule(CoreDbContext core, ProtectedFields fields, ILifetimeScope scope, Operation operation) : IRetentionRule
{
    public string Code => "withdrawn-consent";

    public string Name => "已撤回同意的受保护内容";

    public string Basis => "《个人信息保护法》第十五条、第四十七条";

    public string Effect => "清除内容，保留同意与撤回的记录；暂缓清除的除外";

    public int DefaultDays => 30;

    public async Task<int> ApplyAsync(DateOnly before, int most, CancellationToken cancellationToken)
    {
        var due = await core.Set<DataBasis>().IgnoreQueryFilters()
            .Where(b => b.State == BasisState.Withdrawn && b.WithdrawnOn < before && b.HoldReason == "")
            .OrderBy(b => b.Id).Take(most).ToListAsync(cancellationToken);
        foreach (var group in due.GroupBy(b => b.Field))
        {
            if (fields.Find(group.Key) is { } field)
            {
                var db = (ModuleDbContext)scope.Resolve(fields.ContextOf(field));
                var ids = group.Select(b => Guid.Parse(b.SubjectRef.AsSpan(b.SubjectRef.IndexOf(':', StringComparison.Ordinal) + 1))).ToList();

                // Given again meanwhile, it is no longer the withdrawn value.
                foreach (var record in (await field.LoadAsync(db, ids, cancellationToken)).Where(r => field.Get(r).State == ProtectedState.Withdrawn))
                {
                    field.Set(record, default, default);
                }

                await db.SaveChangesAsync(cancellationToken);
            }
        }

        due.ForEach(b => (b.State, b.ErasedOn) = (BasisState.Erased, operation.Today));
        await core.SaveChangesAsync(cancellationToken);
        return due.Count;
    }
}
