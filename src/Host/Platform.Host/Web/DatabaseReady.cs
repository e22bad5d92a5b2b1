using Autofac;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Host.Web;

/// <summary>Ready: the database answers and all migrations of the shared tables are applied.</summary>
internal sealed class DatabaseReady(OperationScopes scopes) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var scope = scopes.Begin();
            var pending = await scope.Resolve<CoreDbContext>().Database.GetPendingMigrationsAsync(cancellationToken);
            return pending.Any() ? HealthCheckResult.Unhealthy("migrations pending") : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            return HealthCheckResult.Unhealthy("database unreachable");
        }
    }
}
