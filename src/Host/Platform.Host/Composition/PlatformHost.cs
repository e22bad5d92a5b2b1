using System.Globalization;
using Autofac;
using Autofac.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Host.Access;
using Platform.Host.Access.Keys;
using Platform.Host.Jobs;
using Platform.Host.Observation;
using Platform.Host.Web;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Composition;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;

namespace Platform.Host.Composition;

/// <summary>Puts the platform together: configuration, container, web pipeline. Verbs and tests start from here.</summary>
public static class PlatformHost
{
    /// <param name="args">Configuration arguments such as <c>--Database:Provider=PostgreSql</c> and <c>--urls=…</c>.</param>
    /// <param name="adjust">Last word on the builder: tests set their database and clock here.</param>
    /// <param name="serveJobs">False for verbs and tests that do not want background work.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null, bool serveJobs = true)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration.AddEnvironmentVariables("PLATFORM_");
        builder.Configuration.AddCommandLine(args);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddPlatformObservation(builder.Configuration);
        builder.Host.UsePlatformLogging();
        adjust?.Invoke(builder);

        var database = builder.Configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        var protection = builder.Configuration.GetSection("Protection").Get<ProtectionOptions>() ?? new ProtectionOptions();
        builder.Services.AddPlatformAccounts(builder.Configuration);
        builder.Services.AddProxies(builder.Configuration);
        builder.Services.AddApiKeys(builder.Configuration);
        builder.Services.AddPlatformWeb();
        if (serveJobs)
        {
            builder.Services.AddPlatformJobs(database);
        }

        KeyedServices.RemoveKnown(builder.Services);
        builder.Host.UseServiceProviderFactory(new AutofacServiceProviderFactory());
        builder.Host.ConfigureContainer<ContainerBuilder>(container =>
        {
            container.RegisterModule(new InfrastructureModule(database, protection));
            foreach (var module in ModuleDiscovery.Find())
            {
                container.RegisterModule(module);
            }

            container.RegisterModule(new HostModule(serveJobs));
        });

        var app = builder.Build();
        app.UsePlatformWeb(serveJobs);
        return app;
    }
}
