using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Trail;

namespace Platform.Infrastructure.Data;

/// <summary>What a module's context needs from the operation it lives in.</summary>
public class ModuleContext(OperationDatabase? database, Operation? operation)
{
    /// <summary>Rows outside are invisible; nothing is visible before an actor is known.</summary>
    public DivisionScope Scope => operation?.ActorOrNull?.Scope ?? DivisionScope.None;

    /// <summary>Closed divisions outside the scope whose rows are visible all the same.</summary>
    public IReadOnlySet<int> Inherited => operation?.ActorOrNull?.Inherited ?? Actor.NothingInherited;

    /// <summary>Chinese sentence that says why nothing is written at the site any more; null where it may be.</summary>
    public string? WhyClosed(int siteId) => operation?.Closed.WhyClosed(siteId);

    public bool MayWrite => database?.HasTransaction ?? false;

    /// <summary>Where the changes of the operation are written down; null for tools that need a model only.</summary>
    internal ChangeLog? Changes => operation?.Changes;

    public virtual void Configure(DbContextOptionsBuilder builder, string prefix, string migrationsAssembly) =>
        ConnectionFactory.Configure(builder, database!.Provider, database.Connection, prefix, migrationsAssembly);
}

/// <summary>For tools that need the model alone: migrations, scripts, tests of the model.</summary>
public sealed class DesignTimeModuleContext(DatabaseProvider provider) : ModuleContext(null, null)
{
    public override void Configure(DbContextOptionsBuilder builder, string prefix, string migrationsAssembly) =>
        ConnectionFactory.Configure(builder, provider, null, prefix, migrationsAssembly);
}
