using Hangfire;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Platform.Host.Access;
using Platform.Host.Access.Keys;
using Platform.Host.Jobs;
using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Web;

namespace Platform.Host.Web;

internal static class WebPipeline
{
    private static bool Api(HttpContext http) => http.Request.Path.StartsWithSegments("/api");

    public static void UsePlatformWeb(this WebApplication app, bool serveJobs)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,

            // A body that cannot be read is the caller's fault, not ours.
            StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);

        // Inside the one above: what it has answered is not answered again.
        app.UseWhen(Api, api => api.UseStatusCodePages(ApiStatus.WriteAsync));
        app.UseRequestLocalization(options => options.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN").AddSupportedUICultures("zh-CN"));
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseAuthentication();
        app.UseCallerAddress();
        app.UseApiKeys();
        app.UseSessionTouch();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(static (http, next) => http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } ? RefuseFormAsync(http) : next(http));

        app.UseOutputCache();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
        app.MapModuleEndpoints(app.Services.GetRequiredService<ModuleCatalog>());
        app.MapImportEndpoints();
        app.MapAttachmentEndpoints();
        app.MapCalendarFeed();
        app.MapAccountEndpoints();
        app.MapExternalSignIn();
        app.MapPlatformApiDescription();
        if (serveJobs)
        {
            app.MapHangfireDashboard("/jobs", new DashboardOptions { Authorization = [], AsyncAuthorization = [new JobDashboardAccess()], DashboardTitle = "后台任务", AppPath = "/" });
        }

        app.MapPlatformPages();
    }

    // Answered here: whatever comes later, an error page too, would read the form and break.
    private static Task RefuseFormAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync("页面已过期，内容没有提交。请返回上一页，刷新后再试。");
    }
}
