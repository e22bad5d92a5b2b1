using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Platform.Contracts.Duties;

namespace Platform.Host.Access.Keys;

/// <summary>
/// How often a minute: each API key by its own limit, refused keys, attempts to sign in, calendar feeds and forms of the public pages by address. Everything else is free. Counted in
/// the memory of each host: with two hosts behind one address the sum may reach twice the limit.
/// </summary>
internal static class RateLimits
{
    /// <summary>Attempts to sign in a minute and address; a whole office may stand behind one.</summary>
    public const string SignInSetting = "RateLimits:SignInPerMinute";

    /// <summary>Forms of the public pages a minute and address.</summary>
    public const string PublicPostSetting = "RateLimits:PublicPostsPerMinute";

    private const int UsualSignIns = 60;
    private const int UsualPublicPosts = 6;

    // A calendar program asks every quarter of an hour or less often; guessing secret addresses gets nowhere.
    private const int FeedReads = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var signIns = Math.Max(configuration.GetValue(SignInSetting, UsualSignIns), 1);
        var publicPosts = Math.Max(configuration.GetValue(PublicPostSetting, UsualPublicPosts), 1);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = RejectedAsync;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                http.Features.Get<PresentedKey>()?.Verdict is { } verdict
                    ? verdict.Key is { } key ? Limited($"key:{key.Id}:{key.RatePerMinute}", key.RatePerMinute) : Limited($"refused:{Address(http)}", signIns)
                    : IsSignIn(http.Request) ? Limited($"sign-in:{Address(http)}", signIns)
                    : http.Request.Path.StartsWithSegments(ReadCalendarFeed.Prefix) ? Limited($"feed:{Address(http)}", FeedReads)
                    : IsPublicPost(http.Request) ? Limited($"public:{Address(http)}", publicPosts)
                    : RateLimitPartition.GetNoLimiter(""));
        });
    }

    private static bool IsSignIn(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && (request.Path.StartsWithSegments("/api/sign-in") || request.Path.StartsWithSegments("/sign-in"));

    private static bool IsPublicPost(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/public");

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static RateLimitPartition<string> Limited(string partition, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(partition, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 });

    private static async ValueTask RejectedAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        var seconds = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : (int)Window.TotalSeconds;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var detail = $"请求过于频繁，请 {seconds} 秒后再试。";
        if (!http.Request.Path.StartsWithSegments("/api"))
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(
                $"<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>请稍后再试</title></head><body><main><h1>请稍后再试</h1><p>{detail}</p><p><a href=\"{(IsPublicPost(http.Request) ? "/public" : "/sign-in")}\">返回</a></p></main></body></html>",
                cancellationToken);
            return;
        }

        var details = new ProblemDetails { Status = StatusCodes.Status429TooManyRequests, Title = "RATE_LIMITED", Detail = detail };
        details.Extensions["code"] = details.Title;
        await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new() { HttpContext = http, ProblemDetails = details });
    }
}
