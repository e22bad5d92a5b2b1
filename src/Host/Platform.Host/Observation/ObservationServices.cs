using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Platform.Host.Observation;

internal static class ObservationServices
{
    /// <summary>Traces and metrics go to the OTLP endpoint in <c>Observation:OtlpEndpoint</c>; without one nothing leaves the process.</summary>
    public static void AddPlatformObservation(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Observation:OtlpEndpoint"] is not { Length: > 0 } endpoint)
        {
            return;
        }

        var address = new Uri(endpoint);
        services.AddOpenTelemetry()
            .WithTracing(t => t.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddSqlClientInstrumentation().AddSource("Npgsql")
                .AddOtlpExporter(o => o.Endpoint = address))
            .WithMetrics(m => m.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddMeter("Npgsql")
                .AddOtlpExporter(o => o.Endpoint = address));
    }

    /// <summary>
    /// One JSON object a line on standard error. No personal data: requests are logged by name and id, never with their content, and
    /// EF logs no parameter values.
    /// </summary>
    public static void UsePlatformLogging(this IHostBuilder host) => host.UseSerilog((context, logs) => logs
        .MinimumLevel.Is(context.Configuration.GetValue("Observation:Level", LogEventLevel.Information))
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("System", LogEventLevel.Warning)
        .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
        .Enrich.FromLogContext()
        .WriteTo.Console(new RenderedCompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose));
}
