using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Data;

/// <summary>
/// The register. Its rows are public texts of law and no <see cref="ISiteOwned"/>: a township has to see what the levels above it enacted. Writing
/// is guarded instead: the whole territory of the instrument, before and after, lies in the writer's scope.
/// </summary>
internal sealed class LegalBasisDbContext(ModuleContext context) : ModuleDbContext(context)
{
    private readonly ModuleContext caller = context;

    public override string Prefix => LegalBasisModule.Prefix;

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        GuardTerritories();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        GuardTerritories();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>Throws when an interval of division ids is not wholly inside the caller's scope.</summary>
    public void GuardTerritory(int lo, int hi)
    {
        if (!caller.Scope.Contains(new DivisionScope(lo, lo, hi)))
        {
            throw new RefusalException("OUT_OF_SCOPE", "这条依据的适用地域超出您的管辖范围，您可以查看和引用，不能修改。请由上级管理员维护。", RefusalKind.Forbidden);
        }
    }

    // A provision has no territory of its own: what is written about an instrument is written together with it.
    private void GuardTerritories()
    {
        var tracked = ChangeTracker.Entries<Instrument>().ToDictionary(e => e.Entity.Id);
        var touched = tracked.Values.Where(e => e.State != EntityState.Unchanged).Select(e => e.Entity.Id)
            .Concat(Written<Provision>().Select(p => p.InstrumentId))
            .Concat(Written<SubjectRepeal>().Select(r => r.InstrumentId))
            .Concat(Written<EntryHistory>().Select(h => h.InstrumentId))
            .Distinct();
        foreach (var id in touched)
        {
            var entry = tracked.GetValueOrDefault(id) ?? throw new InvalidOperationException("Load the instrument before writing about it: its territory is guarded.");
            GuardTerritory(entry.Entity.TerritoryLo, entry.Entity.TerritoryHi);
            if (entry.State is EntityState.Modified or EntityState.Deleted)
            {
                GuardTerritory((int)entry.OriginalValues[nameof(Instrument.TerritoryLo)]!, (int)entry.OriginalValues[nameof(Instrument.TerritoryHi)]!);
            }
        }
    }

    private IEnumerable<TRow> Written<TRow>()
        where TRow : class =>
        ChangeTracker.Entries<TRow>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).Select(e => e.Entity);
}

internal sealed class LegalBasisDesignTime : DesignTimeFactory<LegalBasisDbContext>;
