using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Platform.Host.Web;

/// <summary>Answers of the API that no request object gave (unknown route, wrong method or content type): problem details as well.</summary>
internal static class ApiStatus
{
    public static async Task WriteAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        var details = new ProblemDetails
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status).ToUpperInvariant().Replace(' ', '_'),
            Detail = status switch
            {
                StatusCodes.Status404NotFound => "没有这个接口，请核对地址。",
                StatusCodes.Status405MethodNotAllowed => "这个接口不支持该请求方法。",
                StatusCodes.Status415UnsupportedMediaType => "请求内容须为 JSON（Content-Type: application/json）。",
                _ => "请求没有成功，请核对后再试。",
            },
        };
        details.Extensions["code"] = details.Title;
        await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new() { HttpContext = http, ProblemDetails = details });
    }
}
