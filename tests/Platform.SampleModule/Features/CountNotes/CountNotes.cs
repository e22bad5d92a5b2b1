using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.SampleModule.Data;
using Platform.SampleModule.Domain;

namespace Platform.SampleModule.Features.CountNotes;

/// <summary>Sent by the job, every night.</summary>
[Label("统计便条")]
[Requires(SampleModule.EditNotes)]
internal sealed record CountNotes : ICommand, IIdempotent;

internal sealed class CountNotesHandler(SampleDbContext db, Operation operation) : IRequestHandler<CountNotes, Unit>
{
    public async Task<Unit> Handle(CountNotes request, CancellationToken cancellationToken)
    {
        var count = await db.Set<NoteCount>().FirstOrDefaultAsync(c => c.Day == operation.Today, cancellationToken);
        if (count is null)
        {
            db.Add(count = new NoteCount { Day = operation.Today });
        }

        count.Notes = await db.Set<Note>().CountAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
