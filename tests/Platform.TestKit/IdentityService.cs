using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Platform.TestKit;

/// <summary>
/// A small OpenID provider on a port of its own: discovery, keys, authorization code, signed tokens. Whoever comes is <see cref="Person"/>, without
/// being asked for anything.
/// </summary>
public sealed class IdentityService : IAsyncDisposable
{
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "one" };
    private readonly Dictionary<string, (string Nonce, string Client)> codes = [];
    private readonly WebApplication app;

    private IdentityService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Address,
            ["authorization_endpoint"] = $"{Address}/authorize",
            ["token_endpoint"] = $"{Address}/token",
            ["jwks_uri"] = $"{Address}/keys",
        }));
        app.MapGet("/keys", () =>
        {
            var parameters = key.Rsa.ExportParameters(false);
            return Results.Json(new
            {
                keys = new[] { new { kty = "RSA", kid = "one", use = "sig", alg = "RS256", n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) } },
            });
        });
        app.MapGet("/authorize", (string client_id, string redirect_uri, string state, string nonce) =>
        {
            var code = RandomNumberGenerator.GetHexString(32);
            codes[code] = (nonce, client_id);
            return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return codes.Remove(form["code"].ToString(), out var asked) && form["client_secret"] == Secret
                ? Results.Json(new { access_token = "access", token_type = "Bearer", id_token = Token(asked.Nonce, asked.Client) })
                : Results.BadRequest(new { error = "invalid_grant" });
        });
    }

    public static string Secret => "only-for-tests";

    public string Address => app.Urls.First();

    /// <summary>Name of the account that the service vouches for.</summary>
    public string Person { get; set; } = "";

    /// <summary>Another key than the published one signs, as a forger's would.</summary>
    public bool Forged { get; set; }

    public static async Task<IdentityService> StartAsync()
    {
        var service = new IdentityService();
        await service.app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private string Token(string nonce, string client) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address,
        Audience = client,
        Subject = new ClaimsIdentity([new Claim("sub", "1"), new Claim("nonce", nonce), new Claim("preferred_username", Person)]),
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
        SigningCredentials = new SigningCredentials(Forged ? new RsaSecurityKey(RSA.Create(2048)) { KeyId = "one" } : key, SecurityAlgorithms.RsaSha256),
    });
}
