using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Platform.Infrastructure.Data;

/// <summary>
/// Two models per context: the ordinary one, whose site filter is a plain interval, and one for the few callers who also read the rows of closed
/// divisions elsewhere. So nobody else's SQL, plan or statement cache knows of it.
/// </summary>
internal sealed class ScopeModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), designTime, context is ModuleDbContext { Inherits: true });
}
