using MediatR;
using Microsoft.Data.Sqlite;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.SampleModule.Data;
using Platform.SampleModule.Domain;
using Platform.SampleModule.Features.AddNote;

namespace Platform.HostTests.Probe;

/// <summary>Sends several commands from inside; a null title makes the validator of the inner one refuse.</summary>
[Requires(ProbeModule.Use)]
internal sealed record AddNotes(int SiteId, params string[] Titles) : ICommand, ISiteRequest;

internal sealed class AddNotesHandler(IMediator mediator) : IRequestHandler<AddNotes, Unit>
{
    public async Task<Unit> Handle(AddNotes request, CancellationToken cancellationToken)
    {
        foreach (var title in request.Titles)
        {
            await mediator.Send(new AddNote(request.SiteId, title), cancellationToken);
        }

        return Unit.Value;
    }
}

/// <summary>Adds a note and tells everybody; who does not like the title throws.</summary>
[Requires(ProbeModule.Use)]
internal sealed record AddNoteAndTell(int SiteId, string Title) : ICommand, ISiteRequest;

/// <summary>Takes the failure of a nested command lightly, which no handler should.</summary>
[Requires(ProbeModule.Use)]
internal sealed record SwallowFailure(int SiteId, string Title) : ICommand, ISiteRequest;

internal sealed class SwallowFailureHandler(IMediator mediator) : IRequestHandler<SwallowFailure, Unit>
{
    public async Task<Unit> Handle(SwallowFailure request, CancellationToken cancellationToken)
    {
        try
        {
            await mediator.Send(new AddNoteAndTell(request.SiteId, request.Title), cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // The note was written before the fact was refused.
        }

        return Unit.Value;
    }
}

internal sealed record NoteAdded(string Title) : IFact;

internal sealed class AddNoteAndTellHandler(IMediator mediator) : IRequestHandler<AddNoteAndTell, Unit>
{
    public async Task<Unit> Handle(AddNoteAndTell request, CancellationToken cancellationToken)
    {
        await mediator.Send(new AddNote(request.SiteId, request.Title), cancellationToken);
        await mediator.Publish(new NoteAdded(request.Title), cancellationToken);
        return Unit.Value;
    }
}

internal sealed class NoteAddedHandler : INotificationHandler<NoteAdded>
{
    public const string Disliked = "不收";

    public Task Handle(NoteAdded notification, CancellationToken cancellationToken) =>
        notification.Title == Disliked ? throw new InvalidOperationException("cannot be taken") : Task.CompletedTask;
}

/// <summary>Loses its lock as often as the plan says, after it has written.</summary>
[Requires(ProbeModule.Use)]
internal sealed record FlakyIdempotent(int SiteId) : ICommand, ISiteRequest, IIdempotent;

[Requires(ProbeModule.Use)]
internal sealed record FlakyOnce(int SiteId) : ICommand, ISiteRequest;

internal sealed class FlakyHandler(ProbePlan plan, SampleDbContext db, Operation operation)
    : IRequestHandler<FlakyIdempotent, Unit>, IRequestHandler<FlakyOnce, Unit>
{
    public Task<Unit> Handle(FlakyIdempotent request, CancellationToken cancellationToken) => WorkAsync(request.SiteId, cancellationToken);

    public Task<Unit> Handle(FlakyOnce request, CancellationToken cancellationToken) => WorkAsync(request.SiteId, cancellationToken);

    private async Task<Unit> WorkAsync(int siteId, CancellationToken cancellationToken)
    {
        plan.Tried(operation);
        db.Add(new Note { SiteId = siteId, Title = $"第{plan.Attempts}次", Day = operation.Today, WrittenAt = operation.Now });
        await db.SaveChangesAsync(cancellationToken);
        return plan.Attempts <= plan.TransientFailures ? throw new SqliteException("database is locked", 5) : Unit.Value;
    }
}

/// <summary>Nobody said who may send it: from outside nobody may.</summary>
internal sealed record Unmarked : ICommand;

internal sealed class UnmarkedHandler : IRequestHandler<Unmarked, Unit>
{
    public Task<Unit> Handle(Unmarked request, CancellationToken cancellationToken) => Unit.Task;
}

[Requires(ProbeModule.Use)]
internal sealed record SendUnmarked : ICommand;

internal sealed class SendUnmarkedHandler(IMediator mediator) : IRequestHandler<SendUnmarked, Unit>
{
    public Task<Unit> Handle(SendUnmarked request, CancellationToken cancellationToken) => mediator.Send(new Unmarked(), cancellationToken);
}

/// <summary>Tries to write a row of another site than the one it names.</summary>
[Requires(ProbeModule.Use)]
internal sealed record WriteElsewhere(int SiteId, int Elsewhere, bool InBulk = false) : ICommand, ISiteRequest;

internal sealed class WriteElsewhereHandler(SampleDbContext db, Operation operation) : IRequestHandler<WriteElsewhere, Unit>
{
    public async Task<Unit> Handle(WriteElsewhere request, CancellationToken cancellationToken)
    {
        var note = new Note { SiteId = request.Elsewhere, Title = "越界", Day = operation.Today, WrittenAt = operation.Now };
        if (request.InBulk)
        {
            await Infrastructure.Data.Bulk.InsertAsync(db, [note], cancellationToken);
        }
        else
        {
            db.Add(note);
            await db.SaveChangesAsync(cancellationToken);
        }

        return Unit.Value;
    }
}

/// <summary>A query that tries to write.</summary>
[Requires(ProbeModule.Use)]
internal sealed record WritingQuery(int SiteId) : IQuery<int>, ISiteRequest;

internal sealed class WritingQueryHandler(SampleDbContext db, Operation operation) : IRequestHandler<WritingQuery, int>
{
    public async Task<int> Handle(WritingQuery request, CancellationToken cancellationToken)
    {
        db.Add(new Note { SiteId = request.SiteId, Title = "查询", Day = operation.Today, WrittenAt = operation.Now });
        return await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>Breaks with words nobody outside may read.</summary>
[SignedIn]
[Endpoint(Verb.Get, "probe/broken", "出错")]
internal sealed record Broken : IQuery<int>;

internal sealed class BrokenHandler : IRequestHandler<Broken, int>
{
    public Task<int> Handle(Broken request, CancellationToken cancellationToken) => throw new InvalidOperationException("secret words");
}
