namespace Platform.Host.Web;

/// <summary>The content security policy and its companions. Two pages of others' making (job dashboard, API browser) need inline script.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'";

    private const string ForeignPagesPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; object-src 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var foreign = http.Request.Path.StartsWithSegments("/jobs") || http.Request.Path.StartsWithSegments("/api-docs");
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = foreign ? ForeignPagesPolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(http);
    });
}
