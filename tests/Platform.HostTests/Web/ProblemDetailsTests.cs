using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platform.Contracts.Access;
using Platform.Infrastructure.Modules.Switching;
using Platform.TestKit;
using Xunit;

namespace Platform.HostTests.Web;

/// <summary>Refusals on the API are RFC 9457 problem details with a stable code and a Chinese sentence.</summary>
public class ProblemDetailsTests
{
    [Fact]
    public async Task Validation_names_code_and_field()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var problem = await ProblemAsync(await clerk.PostAsJsonAsync("/api/sample/notes", new { siteId = Places.FirstSite, title = "" }), HttpStatusCode.BadRequest, "VALIDATION");
        var error = problem.GetProperty("errors")[0];
        Assert.Equal("Title", error.GetProperty("field").GetString());
        Assert.Equal("请填写标题。", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Every_kind_of_refusal_has_its_status_and_code()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        using var nobody = platform.Client();
        var note = new { siteId = Places.FirstSite, title = "一" };
        await ProblemAsync(await nobody.PostAsJsonAsync("/api/sample/notes", note), HttpStatusCode.Unauthorized, "NOT_SIGNED_IN");
        await ProblemAsync(await clerk.PostAsJsonAsync("/api/sample/notes", new { siteId = Places.SecondSite, title = "一" }), HttpStatusCode.NotFound, "OUT_OF_SCOPE");
        await ProblemAsync(await clerk.PutAsJsonAsync("/api/modules/sample", new { divisionId = Places.FirstSite, enabled = false }), HttpStatusCode.Forbidden, "NO_PERMISSION");
        await ProblemAsync(await clerk.PostAsync("/api/sample/notes", new StringContent("{\"siteId\": 1,", Encoding.UTF8, "application/json")), HttpStatusCode.BadRequest, "JSON_MALFORMED");
        await ProblemAsync(await clerk.PostAsync("/api/sample/notes", new StringContent("siteId=1")), HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        await ProblemAsync(await clerk.DeleteAsync("/api/sample/notes"), HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
        await ProblemAsync(await clerk.GetAsync("/api/no-such-thing"), HttpStatusCode.NotFound, "NOT_FOUND");
        await ProblemAsync(await clerk.PostAsJsonAsync("/api/sample/notes", new { siteId = "many", title = "一" }), HttpStatusCode.BadRequest, "VALUE_MALFORMED");

        await platform.Send(new SwitchModule("sample", Places.FirstSite, false));
        await ProblemAsync(await clerk.PostAsJsonAsync("/api/sample/notes", note), HttpStatusCode.NotFound, "MODULE_OFF");
    }

    [Fact]
    public async Task An_unexpected_error_tells_nothing_but_a_trace_number()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var problem = await ProblemAsync(await clerk.GetAsync("/api/probe/broken"), HttpStatusCode.InternalServerError, "UNEXPECTED");
        Assert.DoesNotContain("secret", problem.ToString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Matches("[\u4e00-\u9fff]", problem.GetProperty("detail").GetString());
        return problem;
    }
}
