using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.Infrastructure.Core;
using Platform.TestKit;
using Xunit;

namespace Platform.ModuleTests.ApiKeys;

/// <summary>An owner, a key, and a program that uses it.</summary>
internal static class KeyBench
{
    public const string ViewStaff = CorePermissions.ViewStaff;

    public static async Task<Guid> OwnerAsync(this TestPlatform platform, string role = Roles.OfficeClerk, int division = Places.FirstSite, string name = "owner") =>
        (await platform.Send(new CreateAccount(name, "周敏", role, division))).Id;

    public static Task<CreatedApiKey> KeyAsync(this TestPlatform platform, Guid owner, int division = Places.FirstSite, int rate = 120, string? addresses = null) =>
        platform.Send(new CreateApiKey("统计平台取数", "每晚取人员名册", owner, division, [ViewStaff], new DateOnly(2026, 12, 31), rate, addresses));

    public static HttpClient Program(this TestPlatform platform, string key)
    {
        var client = platform.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public static async Task<string> CodeAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Matches("[\u4e00-\u9fff]", problem.GetProperty("detail").GetString());
        return problem.GetProperty("code").GetString()!;
    }
}
