using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Web;

/// <summary>Answers refusals on the API as RFC 9457 problem details with a stable <c>code</c>.</summary>
public sealed class RefusalHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The middleware has already pointed the request at the error page; the feature keeps where it came from.
        var path = new PathString(httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path);
        if (!path.StartsWithSegments("/api"))
        {
            return false;
        }

        var refusal = exception switch
        {
            RefusalException known => known,
            BadHttpRequestException => new RefusalException("REQUEST_MALFORMED", "请求内容不完整或格式不对，请核对后再试。"),
            _ => null,
        };
        httpContext.Response.StatusCode = refusal is null ? StatusCodes.Status500InternalServerError : StatusOf(refusal.Kind);
        var details = new ProblemDetails
        {
            Status = httpContext.Response.StatusCode,
            Title = refusal?.Code ?? "UNEXPECTED",
            Detail = refusal?.Detail ?? "系统出现意外错误，操作没有保存。请稍后再试；仍不行时把追踪号告诉管理员。",
        };
        details.Extensions["code"] = details.Title;
        details.Extensions["traceId"] = httpContext.TraceIdentifier;
        if (refusal is { Fields.Count: > 0 })
        {
            details.Extensions["errors"] = refusal.Fields;
        }

        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details, Exception = exception });
    }

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NotSignedIn => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Refused => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status400BadRequest,
    };
}
