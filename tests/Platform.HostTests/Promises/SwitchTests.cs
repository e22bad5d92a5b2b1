using Platform.Contracts.Messaging;
using Platform.Infrastructure.Modules.Switching;
using Platform.SampleModule.Features.AddNote;
using Platform.SampleModule.Features.ListNotes;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Promises;

/// <summary>A module is on or off per site; a change is seen at the next request, and nothing is deleted.</summary>
public class SwitchTests
{
    [Theory, DatabaseData]
    public async Task Off_is_seen_at_the_next_request_and_on_again_brings_everything_back(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new AddNote(Places.FirstSite, "一"));

        await platform.Send(new SwitchModule("sample", Places.FirstSite, false));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new AddNote(Places.FirstSite, "二")));
        Assert.Equal("MODULE_OFF", refusal.Code);
        await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new ListNotes(), Places.Site(Places.FirstSite)));
        await platform.Send(new AddNote(Places.SecondSite, "邻镇照常"));

        await platform.Send(new SwitchModule("sample", Places.FirstSite, true));
        Assert.Equal("一", Assert.Single((await platform.Send(new ListNotes(), Places.Site(Places.FirstSite))).Items).Title);
    }

    [Fact]
    public async Task Switching_a_county_switches_its_townships_and_no_other()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.Send(new SwitchModule("sample", Places.CountyId, false));
        await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new AddNote(Places.Sites[7], "一")));
        await platform.Send(new AddNote(Places.ForeignSite, "一"));
    }

    [Fact]
    public async Task A_county_administrator_switches_no_foreign_township()
    {
        await using var platform = await TestPlatform.StartAsync();
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new SwitchModule("sample", Places.ForeignSite, false), Places.County));
        Assert.Equal("OUT_OF_SCOPE", refusal.Code);
    }
}
