using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files.Storage;
using Platform.Infrastructure.Files.Writing;

namespace Platform.Infrastructure.Files.Requests;

/// <summary>The error file of a checked or imported file.</summary>
[SignedIn]
internal sealed record GetImportErrors(Guid Key) : IQuery<DownloadFile>;

internal sealed class GetImportErrorsHandler(CoreDbContext db, ImportDesk desk) : IRequestHandler<GetImportErrors, DownloadFile>
{
    public async Task<DownloadFile> Handle(GetImportErrors request, CancellationToken cancellationToken)
    {
        var file = await desk.FileAsync(request.Key, cancellationToken);
        var definition = await desk.OpenAsync(file.Kind, file.SiteId, cancellationToken);
        var content = await db.Set<StoredContent>().Where(c => c.FileId == file.Id).Select(c => c.Content).SingleAsync(cancellationToken);
        return await ErrorSheet.WriteAsync(definition, definition.OpenTable(content), ImportDesk.ContextOf(file), cancellationToken);
    }
}
