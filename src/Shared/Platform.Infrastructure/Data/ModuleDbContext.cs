using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Trail;

namespace Platform.Infrastructure.Data;

/// <summary>
/// Base of every module's context: shares the operation's connection and transaction, prefixes its tables, hides rows outside the caller's
/// scope and refuses to write them, keeps versions, and holds the conventions that make one migration set fit three databases.
/// </summary>
public abstract class ModuleDbContext(ModuleContext context) : DbContext
{
    /// <summary>Name of the site filter, for the few places that read across scopes.</summary>
    public const string SiteFilter = "site";

    /// <summary>Table prefix without underscore.</summary>
    public abstract string Prefix { get; }

    // Read by the query filters, per query.
    internal int ScopeLo => context.Scope.Lo;

    internal int ScopeHi => context.Scope.Hi;

    internal IEnumerable<int> Inherited => context.Inherited;

    /// <summary>Decides which of two models serves this context: callers who inherit nothing keep the plain interval in their SQL.</summary>
    internal bool Inherits => context.Inherited.Count > 0;

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        context.Configure(optionsBuilder, Prefix, GetType().Assembly.GetName().Name!);
        optionsBuilder.ReplaceService<IModelCacheKeyFactory, ScopeModelKey>();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().HaveMaxLength(200);
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<ProtectedText>().HaveConversion<ProtectedTextConverter>().HaveMaxLength(ProtectedText.MaxStored);
        configurationBuilder.Properties<BlindIndex>().HaveConversion<BlindIndexConverter>().HaveMaxLength(BlindIndex.Length);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcDateTimeConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => !e.IsOwned()).ToList())
        {
            var table = entity.GetTableName() ?? entity.ClrType.Name;
            if (entity.BaseType is null && !table.StartsWith(Prefix + "_", StringComparison.Ordinal))
            {
                entity.SetTableName($"{Prefix}_{entity.ClrType.Name}");
            }

            if (typeof(Entity).IsAssignableFrom(entity.ClrType))
            {
                modelBuilder.Entity(entity.ClrType).Property(nameof(Entity.Id)).ValueGeneratedNever();
            }

            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            {
                modelBuilder.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
            }

            if (typeof(ISiteOwned).IsAssignableFrom(entity.ClrType))
            {
                modelBuilder.Entity(entity.ClrType).HasQueryFilter(SiteFilter, InScope(entity.ClrType));
            }
        }
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Guard();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Guard();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>False for rows that are written about a place rather than in it.</summary>
    protected virtual bool IsGuarded(object entity) => true;

    /// <summary>Throws when a row to be written lies outside the caller's scope.</summary>
    internal void GuardRow(ISiteOwned row) => Guard(row.SiteId, (row as ITwoSided)?.OtherSiteId);

    // Of two sides the one that may be written counts; when neither may, the refusal speaks of the one that is seen.
    private void Guard(int siteId, int? otherSiteId) => GuardSite(otherSiteId is { } other && !Writes(siteId) && (Writes(other) || context.Scope.Contains(other)) ? other : siteId);

    private bool Writes(int siteId) => context.Scope.Contains(siteId) && context.WhyClosed(siteId) is null;

    private void GuardSite(int siteId)
    {
        if (context.WhyClosed(siteId) is { } why && (context.Scope.Contains(siteId) || context.Inherited.Contains(siteId)))
        {
            throw new RefusalException("SITE_CLOSED", why, RefusalKind.Refused);
        }

        if (!context.Scope.Contains(siteId))
        {
            throw new RefusalException("OUT_OF_SCOPE", "没有找到这条记录，或它不在您的管辖范围内。", RefusalKind.NotFound);
        }
    }

    /// <summary>Tells the trail of rows written past the change tracker.</summary>
    internal void RecordBulk<TRow>(long rows)
    {
        if (context.Changes is { } log)
        {
            ChangeRecorder.RecordBulk<TRow>(log, rows);
        }
    }

    internal void GuardTransaction()
    {
        if (!context.MayWrite)
        {
            throw new InvalidOperationException($"{GetType().Name} is written outside a command. Send an ICommand; queries and contributions only read.");
        }
    }

    private void Guard()
    {
        GuardTransaction();
        var changed = ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        foreach (var entry in changed)
        {
            if (entry.Entity is ISiteOwned owned && IsGuarded(entry.Entity))
            {
                GuardRow(owned);
                if (entry.State != EntityState.Added)
                {
                    Guard((int)entry.OriginalValues[nameof(ISiteOwned.SiteId)]!, owned is ITwoSided ? (int)entry.OriginalValues[nameof(ITwoSided.OtherSiteId)]! : null);
                }
            }

            if (entry.Entity is IVersioned versioned && entry.State != EntityState.Deleted)
            {
                versioned.Version = Keys.New();
            }
        }

        if (context.Changes is { } log)
        {
            ChangeRecorder.Record(log, changed);
        }
    }

    // row => row.SiteId >= this.ScopeLo && row.SiteId <= this.ScopeHi, and for heirs of closed divisions || this.Inherited.Contains(row.SiteId);
    // of a two-sided row either side.
    private LambdaExpression InScope(Type type)
    {
        var row = Expression.Parameter(type, "row");
        var self = Expression.Constant(this, typeof(ModuleDbContext));
        var seen = Inside(nameof(ISiteOwned.SiteId));
        return Expression.Lambda(typeof(ITwoSided).IsAssignableFrom(type) ? Expression.OrElse(seen, Inside(nameof(ITwoSided.OtherSiteId))) : seen, row);

        Expression Inside(string property)
        {
            var site = Expression.Property(row, property);
            Expression inside = Expression.AndAlso(
                Expression.GreaterThanOrEqual(site, Expression.Property(self, nameof(ScopeLo))),
                Expression.LessThanOrEqual(site, Expression.Property(self, nameof(ScopeHi))));
            return Inherits ? Expression.OrElse(inside, Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(int)], Expression.Property(self, nameof(Inherited)), site)) : inside;
        }
    }
}
