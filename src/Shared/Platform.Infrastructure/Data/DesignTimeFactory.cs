using Microsoft.EntityFrameworkCore.Design;

namespace Platform.Infrastructure.Data;

/// <summary>Lets the migration tool make a module's context. Each module derives an empty class from it.</summary>
public abstract class DesignTimeFactory<TContext> : IDesignTimeDbContextFactory<TContext>
    where TContext : ModuleDbContext
{
    public TContext CreateDbContext(string[] args) => Create(DatabaseProvider.Sqlite);

    public static TContext Create(DatabaseProvider provider) =>
        (TContext)Activator.CreateInstance(typeof(TContext), new DesignTimeModuleContext(provider))!;
}
