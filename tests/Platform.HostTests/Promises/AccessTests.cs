using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.HostTests.Probe;
using Platform.Infrastructure.Modules;
using Platform.SampleModule.Data;
using Platform.SampleModule.Domain;
using Platform.SampleModule.Features.AddNote;
using Platform.SampleModule.Features.ListNotes;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Promises;

/// <summary>Deny by default; a caller reaches its own part of the country and no other.</summary>
public class AccessTests
{
    [Fact]
    public async Task A_request_that_says_nothing_is_open_to_nobody_from_outside()
    {
        await using var platform = await TestPlatform.StartAsync();
        string[] all = [.. platform.App.Services.GetRequiredService<ModuleCatalog>().Permissions.Select(p => p.Code)];
        await Refused("NO_PERMISSION", RefusalKind.Forbidden, () => platform.SendAs(DivisionScope.Nation, all, new Unmarked()));
        await platform.SendAs(DivisionScope.Nation, [ProbeModule.Use], new SendUnmarked());
    }

    [Fact]
    public async Task A_missing_permission_is_refused()
    {
        await using var platform = await TestPlatform.StartAsync();
        await Refused("NO_PERMISSION", RefusalKind.Forbidden, () => platform.SendAs(Places.County, [], new AddNote(Places.FirstSite, "一")));
        await platform.SendAs(Places.County, ["sample.notes.edit"], new AddNote(Places.FirstSite, "一"));
    }

    [Fact]
    public async Task Nobody_is_asked_to_sign_in()
    {
        await using var platform = await TestPlatform.StartAsync();
        await using var circuit = platform.App.Services.CreateAsyncScope();
        platform.App.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
        await Refused("NOT_SIGNED_IN", RefusalKind.NotSignedIn, () => circuit.ServiceProvider.GetRequiredService<IMediator>().Send(new ListNotes()));
    }

    [Fact]
    public async Task A_site_outside_the_scope_is_not_found()
    {
        await using var platform = await TestPlatform.StartAsync();
        await Refused("OUT_OF_SCOPE", RefusalKind.NotFound,
            () => platform.SendAs(Places.Site(Places.FirstSite), ["sample.notes.edit"], new AddNote(Places.SecondSite, "一")));
    }

    [Fact]
    public async Task A_nested_request_cannot_leave_the_scope_either()
    {
        await using var platform = await TestPlatform.StartAsync();
        await Refused("OUT_OF_SCOPE", RefusalKind.NotFound,
            () => platform.SendAs(Places.Site(Places.FirstSite), [ProbeModule.Use], new AddNotes(Places.SecondSite, "一")));
    }

    [Theory, DatabaseData]
    public async Task Rows_of_other_sites_are_invisible(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new AddNote(Places.FirstSite, "本镇"));
        await platform.Send(new AddNote(Places.SecondSite, "邻镇"));
        await platform.Send(new AddNote(Places.ForeignSite, "外县"));

        Assert.Equal(["本镇"], await Seen(Places.Site(Places.FirstSite)));
        Assert.Equal(["本镇", "邻镇"], await Seen(Places.County));
        Assert.Equal(3, (await Seen(DivisionScope.Nation)).Count);
        Assert.Empty(await Seen(DivisionScope.None));

        async Task<List<string>> Seen(DivisionScope scope) =>
            [.. (await platform.SendAs(scope, ["sample.notes.view"], new ListNotes())).Items.Select(n => n.Title).Order()];
    }

    [Theory, DatabaseData]
    public async Task Rows_of_other_sites_cannot_be_written(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        foreach (var inBulk in new[] { false, true })
        {
            await Refused("OUT_OF_SCOPE", RefusalKind.NotFound, () =>
                platform.SendAs(Places.Site(Places.FirstSite), [ProbeModule.Use], new WriteElsewhere(Places.FirstSite, Places.SecondSite, inBulk)));
            await platform.SendAs(Places.Site(Places.FirstSite), [ProbeModule.Use], new WriteElsewhere(Places.FirstSite, Places.FirstSite, inBulk));
        }

        Assert.Equal(2, await platform.Read((SampleDbContext db) => db.Set<Note>().CountAsync()));
    }

    [Fact]
    public async Task A_query_cannot_write()
    {
        await using var platform = await TestPlatform.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => platform.Send(new WritingQuery(Places.FirstSite)));
    }

    private static async Task Refused(string code, RefusalKind kind, Func<Task> send)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(send);
        Assert.Equal((code, kind), (refusal.Code, refusal.Kind));
        Assert.NotEmpty(refusal.Detail);
    }
}
