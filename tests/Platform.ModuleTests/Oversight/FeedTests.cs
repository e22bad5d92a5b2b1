using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Duties;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Proofs;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

/// <summary>The calendar feed through the real host.</summary>
public class FeedTests
{
    [Theory, DatabaseData]
    public async Task A_secret_address_gives_what_is_due_until_it_is_revoked(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var path = await OpenAsync(clerk);
        using var program = platform.Client();
        var file = await program.GetStringAsync(path);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", file);
        Assert.Contains("SUMMARY:月度工作例会到期", file);
        Assert.Contains("DTSTART;VALUE=DATE:20261130", file);
        Assert.All(file.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Equal(file.Split("BEGIN:VEVENT").Length, file.Split("TRIGGER:-").Length);
        var token = path.Split('/')[^1][..^4];
        Assert.Equal(0, await platform.Read<OversightDbContext, int>(db => db.Set<CalendarFeed>().CountAsync(f => f.TokenHash.Contains(token))));

        await platform.Send(new FileProof(Places.FirstSite, OversightDuties.WorkMeeting, new(2026, 11, 20), "例会"));
        Assert.DoesNotContain("UID:work-meeting-monthly-341881101-00000000000000000000000000000000-20261101", await program.GetStringAsync(path));

        var second = await OpenAsync(clerk);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(second)).StatusCode);
        (await clerk.PostAsJsonAsync("/api/oversight/calendar-feed/revoke", new { SiteId = Places.FirstSite })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(second)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(ReadCalendarFeed.PathOf(new string('a', 52)))).StatusCode);
    }

    [Fact]
    public async Task Whoever_lost_the_account_reads_nothing_and_guessing_is_slowed_down()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var path = await OpenAsync(clerk);
        using var program = platform.Client();
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(path)).StatusCode);
        await platform.Write<Infrastructure.Core.CoreDbContext>(async db =>
        {
            foreach (var account in await db.Set<Infrastructure.Access.Account>().ToListAsync())
            {
                account.Active = false;
            }
        });
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(path)).StatusCode);
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 40; i++)
        {
            last = (await program.GetAsync(ReadCalendarFeed.PathOf($"{i:0000000000000000000000000000000000000000000000000000}"))).StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static async Task<string> OpenAsync(HttpClient clerk)
    {
        var answer = await clerk.PostAsJsonAsync("/api/oversight/calendar-feed", new { SiteId = Places.FirstSite });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("path").GetString()!;
    }
}
