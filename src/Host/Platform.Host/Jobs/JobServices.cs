using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;
using Platform.Infrastructure.Data;

namespace Platform.Host.Jobs;

internal static class JobServices
{
    /// <summary>Hangfire on the storage that goes with the database. Durable work lives in the platform's own tables; Hangfire only wakes workers.</summary>
    public static void AddPlatformJobs(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddHangfire(hangfire =>
        {
            hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            switch (database.Provider)
            {
                case DatabaseProvider.PostgreSql:
                    hangfire.UsePostgreSqlStorage(
                        o => o.UseNpgsqlConnection(database.ConnectionString),
                        new PostgreSqlStorageOptions { UseSlidingInvisibilityTimeout = true, InvisibilityTimeout = TimeSpan.FromMinutes(2) });
                    break;
                case DatabaseProvider.SqlServer:
                    hangfire.UseSqlServerStorage(database.ConnectionString, new SqlServerStorageOptions { SlidingInvisibilityTimeout = TimeSpan.FromMinutes(2) });
                    break;
                default:
                    hangfire.UseInMemoryStorage(new InMemoryStorageOptions());
                    break;
            }
        });
        services.AddHangfireServer(options =>
        {
            options.WorkerCount = Math.Max(2, Environment.ProcessorCount);
            options.SchedulePollingInterval = TimeSpan.FromSeconds(10);
        });
        services.AddHostedService<RecurringJobRegistration>();
        services.AddTransient<ModuleJob>();
        services.AddTransient<RunJob>();
    }
}
