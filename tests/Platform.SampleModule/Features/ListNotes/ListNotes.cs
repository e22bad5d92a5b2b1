using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.SampleModule.Data;
using Platform.SampleModule.Domain;

namespace Platform.SampleModule.Features.ListNotes;

[Requires(SampleModule.ViewNotes)]
[Endpoint(Verb.Get, "sample/notes", "便签列表")]
internal sealed record ListNotes(PageRequest? Page = null) : IQuery<Page<NoteRow>>;

internal sealed record NoteRow(Guid Id, int SiteId, string Title, DateOnly Day);

internal sealed class ListNotesHandler(SampleDbContext db) : IRequestHandler<ListNotes, Page<NoteRow>>
{
    public async Task<Page<NoteRow>> Handle(ListNotes request, CancellationToken cancellationToken)
    {
        var page = request.Page ?? new PageRequest();
        var rows = db.Set<Note>().AsNoTracking();
        var items = await rows.OrderBy(n => n.WrittenAt).ThenBy(n => n.Id).Skip(page.Skip).Take(page.Take)
            .Select(n => new NoteRow(n.Id, n.SiteId, n.Title, n.Day)).ToListAsync(cancellationToken);
        return new(items, await rows.CountAsync(cancellationToken));
    }
}
