using Platform.Infrastructure.Protection.Keys;

namespace Platform.Infrastructure.Protection.Rotation;

/// <summary>Everything in the database that is sealed under the key ring: the protected fields of all modules, and the platform's own.</summary>
internal sealed class SealedStores(ProtectedFields fields, Protector protector, KeyRing ring)
{
    public IReadOnlyList<SealedStore> All { get; } =
        [.. fields.All.Select(f => new FieldStore(f, fields.ContextOf(f), protector, ring)), new FileStore(ring), new DataKeyStore(ring)];
}
