using Microsoft.EntityFrameworkCore;
using Platform.SampleModule.Data;
using Platform.SampleModule.Domain;
using Platform.SampleModule.Features.AddNote;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Promises;

/// <summary>Many writers at once: in one process, and in two on the same database.</summary>
public class ConcurrencyTests
{
    [Theory, DatabaseData]
    public async Task Sixty_four_writers_all_get_through(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => WriteAsync(platform, 4, Places.Sites[i % 8])));
        Assert.Equal(256, await platform.Read((SampleDbContext db) => db.Set<Note>().CountAsync()));
    }

    [Theory, DatabaseData]
    public async Task A_verb_beside_a_server_gets_through(DatabaseKind kind)
    {
        await using var server = await TestPlatform.StartAsync(kind);
        await using var verb = server.Beside();
        await Task.WhenAll(
            [.. Enumerable.Range(0, 8).Select(i => WriteAsync(server, 10, Places.Sites[i])), .. Enumerable.Range(0, 8).Select(i => WriteAsync(verb, 10, Places.Sites[i]))]);
        Assert.Equal(160, await server.Read((SampleDbContext db) => db.Set<Note>().CountAsync()));
    }

    private static async Task WriteAsync(TestPlatform platform, int count, int site)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Run(() => platform.Send(new AddNote(site, $"便签 {i}")));
        }
    }
}
