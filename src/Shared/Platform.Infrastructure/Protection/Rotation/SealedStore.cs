using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection.Rotation;

/// <summary>A place of the database that holds sealed values, walked in the order of its keys.</summary>
internal abstract class SealedStore
{
    /// <summary>Stable name, for example <c>staff.phone</c>.</summary>
    public abstract string Code { get; }

    /// <summary>Chinese name.</summary>
    public abstract string Name { get; }

    public abstract Type Context { get; }

    /// <summary>Values read at once when they are only counted.</summary>
    public virtual int CountedAtOnce => 5_000;

    /// <summary>Values renewed in one transaction.</summary>
    public virtual int RenewedAtOnce => 500;

    /// <summary>The next values, of all sites, and the versions of their keys.</summary>
    public abstract Task<List<(Guid Id, int Version)>> NextAsync(ModuleDbContext db, Guid after, int take, CancellationToken cancellationToken);

    /// <summary>Puts the next values that are under another key under the current one.</summary>
    public abstract Task<RenewedChunk> RenewAsync(ModuleDbContext db, Guid after, CancellationToken cancellationToken);
}

/// <param name="Last">Where to go on; null: this was the end.</param>
/// <param name="Seen">How many values were looked at.</param>
/// <param name="Renewed">How many were put under the current key.</param>
internal sealed record RenewedChunk(Guid? Last, int Seen, int Renewed);

/// <summary>A protected field of a module's records.</summary>
internal sealed class FieldStore(ProtectedField stored, Type context, Protector protector, Keys.KeyRing ring) : SealedStore
{
    public override string Code => stored.Code;

    public override string Name => stored.Name;

    public override Type Context => context;

    public override async Task<List<(Guid Id, int Version)>> NextAsync(ModuleDbContext db, Guid after, int take, CancellationToken cancellationToken) =>
        [.. (await stored.NextAsync(db, after, take, cancellationToken)).Select(v => (v.Id, v.Value.KeyVersion ?? 0))];

    // One statement a value, each on the condition that nobody has changed it meanwhile: what a person saves while keys change wins.
    public override async Task<RenewedChunk> RenewAsync(ModuleDbContext db, Guid after, CancellationToken cancellationToken)
    {
        var values = await stored.NextAsync(db, after, RenewedAtOnce, cancellationToken);
        var renewed = 0;
        foreach (var old in values.Where(v => v.Value.KeyVersion != ring.Current))
        {
            var (value, index) = protector.Renew(stored, old);
            renewed += await stored.ReplaceAsync(db, old, value, index, cancellationToken) ? 1 : 0;
        }

        return new RenewedChunk(values.Count < RenewedAtOnce ? null : values[^1].Id, values.Count, renewed);
    }
}
