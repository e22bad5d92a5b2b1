using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.HostTests.Probe;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Trail;
using Platform.SampleModule.Data;
using Platform.SampleModule.Domain;
using Platform.SampleModule.Features.AddNote;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Promises;

/// <summary>The outermost Send opens one transaction; nested sends and facts join it.</summary>
public class TransactionTests
{
    [Theory, DatabaseData]
    public async Task Nested_sends_succeed_together(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new AddNotes(Places.FirstSite, "一", "二"));
        Assert.Equal(2, await Notes(platform));
    }

    [Theory, DatabaseData]
    public async Task A_failing_nested_send_undoes_the_others(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new AddNotes(Places.FirstSite, "一", "")));
        Assert.Equal("VALIDATION", refusal.Code);
        Assert.Equal(0, await Notes(platform));
    }

    [Theory, DatabaseData]
    public async Task A_fact_that_cannot_be_taken_undoes_its_cause(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new AddNoteAndTell(Places.FirstSite, "收下"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => platform.Send(new AddNoteAndTell(Places.FirstSite, NoteAddedHandler.Disliked)));
        Assert.Equal(1, await Notes(platform));
    }

    [Theory, DatabaseData]
    public async Task A_swallowed_failure_of_a_nested_send_commits_nothing(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new SwallowFailure(Places.FirstSite, "收下"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => platform.Send(new SwallowFailure(Places.FirstSite, NoteAddedHandler.Disliked)));
        Assert.Equal(1, await Notes(platform));
    }

    [Theory, DatabaseData]
    public async Task The_trail_row_stands_and_falls_with_the_command(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new AddNotes(Places.SecondSite, "一", "二"));
        await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new AddNotes(Places.FirstSite, "一", "")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => platform.Send(new AddNoteAndTell(Places.FirstSite, NoteAddedHandler.Disliked)));

        var trail = await platform.Read((CoreDbContext db) => db.Set<TrailEntry>().ToListAsync());
        var entry = Assert.Single(trail, t => t.ModuleId == "probe");
        Assert.Equal((nameof(AddNotes), Places.SecondSite), (entry.Action, entry.SiteId));
        Assert.Equal(platform.Clock.GetUtcNow(), entry.At);
        Assert.DoesNotContain(trail, t => t.Action == nameof(AddNote));
    }

    [Theory, DatabaseData]
    public async Task Values_come_back_as_they_were_written(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new AddNote(Places.FirstSite, "𠮷㐀 便签"));
        var note = await platform.Read((SampleDbContext db) => db.Set<Note>().SingleAsync());
        Assert.Equal(("𠮷㐀 便签", new DateOnly(2026, 11, 23), 0.5m, NoteColour.Yellow), (note.Title, note.Day, note.Score, note.Colour));
        Assert.Equal(platform.Clock.GetUtcNow(), note.WrittenAt);
        var now = platform.Clock.GetUtcNow();
        Assert.Equal(1, await platform.Read((SampleDbContext db) => db.Set<Note>().CountAsync(n => n.WrittenAt <= now && n.Score > 0.25m && n.Day >= new DateOnly(2026, 11, 23))));
    }

    [Theory, DatabaseData]
    public async Task A_second_editor_of_the_same_version_is_refused(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new AddNote(Places.FirstSite, "原文"));
        var seen = await platform.Read((SampleDbContext db) => db.Set<Note>().AsNoTracking().SingleAsync());
        await platform.Write<SampleDbContext>(async db => (await db.Set<Note>().SingleAsync()).Title = "先改");
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => platform.Write<SampleDbContext>(db =>
        {
            db.Attach(seen);
            seen.Title = "后改";
            return Task.CompletedTask;
        }));
        Assert.Equal("先改", (await platform.Read((SampleDbContext db) => db.Set<Note>().SingleAsync())).Title);
    }

    private static Task<int> Notes(TestPlatform platform) => platform.Read((SampleDbContext db) => db.Set<Note>().CountAsync());
}
