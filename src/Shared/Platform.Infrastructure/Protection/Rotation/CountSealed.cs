using Autofac;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection.Rotation;

/// <summary>How many values lie under which version of the key. Reads every value once.</summary>
internal sealed record CountSealed : IQuery<IReadOnlyList<SealedCount>>;

internal sealed record SealedCount(string Store, string Name, int Version, int Values);

internal sealed class CountSealedHandler(SealedStores stores, ILifetimeScope scope) : IRequestHandler<CountSealed, IReadOnlyList<SealedCount>>
{
    public async Task<IReadOnlyList<SealedCount>> Handle(CountSealed request, CancellationToken cancellationToken)
    {
        var counts = new List<SealedCount>();
        foreach (var store in stores.All)
        {
            var versions = new SortedDictionary<int, int>();
            var db = (ModuleDbContext)scope.Resolve(store.Context);
            for (var (after, more) = (Guid.Empty, true); more;)
            {
                var rows = await store.NextAsync(db, after, store.CountedAtOnce, cancellationToken);
                foreach (var row in rows)
                {
                    versions[row.Version] = versions.GetValueOrDefault(row.Version) + 1;
                    after = row.Id;
                }

                more = rows.Count == store.CountedAtOnce;
            }

            counts.AddRange(versions.Select(v => new SealedCount(store.Code, store.Name, v.Key, v.Value)));
        }

        return counts;
    }
}
