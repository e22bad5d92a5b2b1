using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.SampleModule.Data;
using Platform.SampleModule.Domain;

namespace Platform.SampleModule.Features.AddNote;

[Requires(SampleModule.EditNotes)]
[Endpoint(Verb.Post, "sample/notes", "记一张便签")]
internal sealed record AddNote(int SiteId, string Title) : ICommand<Guid>, ISiteRequest;

internal sealed class AddNoteValidator : AbstractValidator<AddNote>
{
    public AddNoteValidator() => RuleFor(n => n.Title).NotEmpty().WithMessage("请填写标题。").MaximumLength(100).WithMessage("标题最多 100 字。");
}

internal sealed class AddNoteHandler(SampleDbContext db, Operation operation) : IRequestHandler<AddNote, Guid>
{
    public async Task<Guid> Handle(AddNote request, CancellationToken cancellationToken)
    {
        var note = new Note { SiteId = request.SiteId, Title = request.Title, Day = operation.Today, WrittenAt = operation.Now, Score = 0.5m };
        db.Add(note);
        await db.SaveChangesAsync(cancellationToken);
        return note.Id;
    }
}
