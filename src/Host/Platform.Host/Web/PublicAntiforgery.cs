using Microsoft.AspNetCore.Antiforgery;
using Platform.Infrastructure.Ui;

namespace Platform.Host.Web;

/// <summary>Public pages without a form set no cookie and stay cacheable; all others get their token as ever.</summary>
internal sealed class PublicAntiforgery(IAntiforgery inner) : IAntiforgery
{
    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) =>
        httpContext.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is { TakesForm: false } ? inner.GetTokens(httpContext) : inner.GetAndStoreTokens(httpContext);

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => inner.GetTokens(httpContext);

    public Task<bool> IsRequestValidAsync(HttpContext httpContext) => inner.IsRequestValidAsync(httpContext);

    public void SetCookieTokenAndHeader(HttpContext httpContext) => inner.SetCookieTokenAndHeader(httpContext);

    public Task ValidateRequestAsync(HttpContext httpContext) => inner.ValidateRequestAsync(httpContext);
}
