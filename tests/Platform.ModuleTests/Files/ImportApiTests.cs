using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Access;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Reading;
using Platform.TestKit;
using Xunit;

namespace Platform.ModuleTests.Files;

/// <summary>Another program imports what a page imports, under the same rules.</summary>
public class ImportApiTests
{
    [Fact]
    public async Task Check_apply_errors_and_template()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var kinds = await clerk.GetFromJsonAsync<JsonElement>("/api/imports");
        Assert.Contains(kinds.EnumerateArray(), k => k.GetProperty("kind").GetString() == "staff-list");

        var check = await CheckAsync(clerk, "工号,姓名,岗位\n1,林晓梅,统计员\n2,,主任\n", Places.FirstSite);
        Assert.Equal((2, 1, 1), (check.TotalRows, check.GoodRows, check.IssueCount));

        var refused = await clerk.PostAsync($"/api/imports/staff-list/{check.Key}/apply", null);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("IMPORT_HAS_ERRORS", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        var applied = await clerk.PostAsync($"/api/imports/staff-list/{check.Key}/apply?goodRowsOnly=true", null);
        Assert.Equal(new ImportOutcome(2, 1, 0, 1), await applied.Content.ReadFromJsonAsync<ImportOutcome>());

        var errors = await clerk.GetAsync($"/api/imports/staff-list/{check.Key}/errors");
        Assert.Equal("工号,姓名,岗位,错误说明\r\n2,,主任,姓名：不能为空\r\n", await errors.Content.ReadAsStringAsync());
        var template = await clerk.GetByteArrayAsync($"/api/imports/staff-list/template?siteId={Places.FirstSite}");
        Assert.Single(TableReader.Open(template, Sheets.StaffColumns).Rows);

        var list = await clerk.GetFromJsonAsync<JsonElement>("/api/staff?text=林");
        Assert.Equal(1, list.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_same_rules_hold()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        using var observer = await platform.SignInAsync(Roles.Observer, Places.FirstSite);
        using var nobody = platform.Client();
        const string text = "工号,姓名,岗位\n1,林晓梅,统计员\n";
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(clerk, text, Places.SecondSite)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(observer, text, Places.FirstSite)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(nobody, text, Places.FirstSite)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(clerk, "工号,姓名,岗位,家庭住址\n1,林晓梅,统计员,\n", Places.FirstSite)).StatusCode);

        // A file belongs to the one who uploaded it.
        var check = await CheckAsync(clerk, text, Places.FirstSite);
        using var other = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/api/imports/staff-list/{check.Key}/apply", null)).StatusCode);
    }

    private static async Task<ImportCheck> CheckAsync(HttpClient client, string text, int site)
    {
        var response = await PostAsync(client, text, site);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<ImportCheck>())!;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string text, int site)
    {
        var form = new MultipartFormDataContent { { new StringContent($"{site}"), "siteId" }, { new ByteArrayContent(Sheets.Text(text)), "file", "名册.csv" } };
        return client.PostAsync("/api/imports/staff-list", form);
    }
}
