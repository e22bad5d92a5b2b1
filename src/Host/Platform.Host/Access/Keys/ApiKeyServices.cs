using Platform.Infrastructure.Access.ApiKeys;

namespace Platform.Host.Access.Keys;

internal static class ApiKeyServices
{
    public static void AddApiKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRateLimits(configuration);
        services.AddHostedService<KeyMeterService>();
    }

    /// <summary>After authentication: read the key, count it, turn it away or let it in.</summary>
    public static void UseApiKeys(this IApplicationBuilder app)
    {
        app.UseMiddleware<KeyReader>();
        app.UseRateLimiter();
        app.UseMiddleware<KeyGate>();
    }

    /// <summary>Writes the counted uses once a minute and at the end.</summary>
    private sealed class KeyMeterService(KeyMeter meter, TimeProvider time) : BackgroundService
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

        public override async Task StopAsync(CancellationToken cancellationToken)
        {
            await base.StopAsync(cancellationToken);
            await meter.FlushAsync(cancellationToken);
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(Interval, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await meter.FlushAsync(stoppingToken);
            }
        }
    }
}
