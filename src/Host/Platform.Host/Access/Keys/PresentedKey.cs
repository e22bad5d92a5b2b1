using Autofac;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Host.Access.Keys;

/// <summary>The API key a request came with and what became of it.</summary>
internal sealed record PresentedKey(KeyVerdict Verdict);

/// <summary>
/// First, on the API alone: reads the key from <c>Authorization: Bearer</c> or <c>X-Api-Key</c> and looks it up. A refused one goes on to the rate
/// limit, which counts it by address; <see cref="KeyGate"/> turns it away after that.
/// </summary>
internal sealed class KeyReader(RequestDelegate next, OperationScopes scopes)
{
    private const string Header = "X-Api-Key";
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/api") && Read(http.Request.Headers) is { } text)
        {
            await using var scope = scopes.Begin();
            await scope.Resolve<OperationDatabase>().OpenAsync(http.RequestAborted);
            var verdict = await scope.Resolve<KeyVerifier>().VerifyAsync(text, http.Connection.RemoteIpAddress?.ToString(), http.RequestAborted);
            http.Features.Set(new PresentedKey(verdict));
        }

        await next(http);
    }

    private static string? Read(IHeaderDictionary headers)
    {
        if (headers.TryGetValue(HeaderNames.Authorization, out var authorization) && authorization.ToString() is var text && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return text[Bearer.Length..].Trim();
        }

        return headers.TryGetValue(Header, out var own) && !StringValues.IsNullOrEmpty(own) ? own.ToString().Trim() : null;
    }
}

/// <summary>Last: turns a refused key away with 401 and leaves it in the trail; counts the use of a good one.</summary>
internal sealed class KeyGate(RequestDelegate next, KeyMeter meter)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<PresentedKey>()?.Verdict is { } verdict)
        {
            var address = http.Connection.RemoteIpAddress?.ToString();
            if (verdict.Key is not { } key)
            {
                await meter.RefusedAsync(verdict, address, http.RequestAborted);
                http.Response.OnStarting(() =>
                {
                    http.Response.Headers.WWWAuthenticate = "Bearer";
                    return Task.CompletedTask;
                });
                throw verdict.Refusal!;
            }

            meter.Used(key, address);
        }

        await next(http);
    }
}
