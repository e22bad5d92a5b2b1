using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Host.Jobs;
using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Modules.Switching;
using Platform.SampleModule.Data;
using Platform.SampleModule.Domain;
using Platform.SampleModule.Features.AddNote;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Discovery;

/// <summary>
/// Modules are found, not listed: the sample module is referenced by this test project and named nowhere else, and its page, menu entry,
/// permission, tables, job and endpoint are all there.
/// </summary>
public class SampleModuleTests
{
    [Fact]
    public void Nothing_in_the_product_names_it()
    {
        var root = Repository.Root;
        var files = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".razor" or ".csproj" or ".json" && !f.Contains("/obj/") && !f.Contains("/bin/"));
        Assert.DoesNotContain(files, f => File.ReadAllText(f).Contains("SampleModule", StringComparison.Ordinal));
    }

    [Theory, DatabaseData]
    public async Task Its_tables_are_migrated(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        Assert.Equal(0, await platform.Read((SampleDbContext db) => db.Set<Note>().CountAsync()));
        Assert.Empty(await platform.Read((SampleDbContext db) => db.Database.GetPendingMigrationsAsync()));
    }

    [Fact]
    public async Task Its_permissions_are_held_by_the_roles_it_names()
    {
        await using var platform = await TestPlatform.StartAsync();
        Assert.Contains(platform.App.Services.GetRequiredService<ModuleCatalog>().Permissions, p => p.Code == "sample.notes.view");
    }

    [Fact]
    public async Task Its_endpoints_answer()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var made = await clerk.PostAsJsonAsync("/api/sample/notes", new { siteId = Places.FirstSite, title = "从接口来" });
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var listed = await clerk.GetFromJsonAsync<JsonElement>("/api/sample/notes?pageSize=5");
        Assert.Equal(1, listed.GetProperty("total").GetInt32());
        Assert.Equal("从接口来", listed.GetProperty("items")[0].GetProperty("title").GetString());

        using var observer = await platform.SignInAsync(Roles.Observer, Places.FirstSite);
        Assert.Equal(HttpStatusCode.Forbidden, (await observer.GetAsync("/api/sample/notes")).StatusCode);
        using var nobody = platform.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/sample/notes")).StatusCode);
    }

    [Fact]
    public async Task Its_page_and_menu_entry_are_there_while_it_is_on()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        await platform.Send(new AddNote(Places.FirstSite, "一"));
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var page = await clerk.GetStringAsync("/sample/notes");
        Assert.Contains("共 1 张", page);
        Assert.Contains("href=\"/sample/notes\"", page);

        using var observer = await platform.SignInAsync(Roles.Observer, Places.FirstSite);
        Assert.DoesNotContain("/sample/notes", await (await observer.GetAsync("/")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await observer.GetAsync("/sample/notes")).StatusCode);

        await platform.Send(new SwitchModule("sample", Places.FirstSite, false));
        Assert.DoesNotContain("/sample/notes", await (await clerk.GetAsync("/")).Content.ReadAsStringAsync());
        Assert.DoesNotContain("共 1 张", await (await clerk.GetAsync("/sample/notes")).Content.ReadAsStringAsync());
    }

    [Theory, DatabaseData]
    public async Task Its_job_is_scheduled_and_runs(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true, jobs: true);
        await platform.Send(new AddNote(Places.FirstSite, "一"));
        using (var storage = platform.App.Services.GetRequiredService<JobStorage>().GetConnection())
        {
            var job = Assert.Single(storage.GetRecurringJobs(), j => j.Id == "sample-count-notes");
            Assert.Equal(("15 2 * * *", "Asia/Shanghai"), (job.Cron, job.TimeZoneId));
        }

        await ActivatorUtilities.CreateInstance<ModuleJob>(platform.App.Services).RunAsync("sample-count-notes", CancellationToken.None);
        var count = await platform.Read((SampleDbContext db) => db.Set<NoteCount>().SingleAsync());
        Assert.Equal((new DateOnly(2026, 11, 23), 1), (count.Day, count.Notes));
    }
}
