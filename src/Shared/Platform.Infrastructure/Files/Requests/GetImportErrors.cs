using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Reading;
using Platform.Infrastructure.Files.Storage;
using Platform.Infrastructure.Files.Writing;

namespace Platform.Infrastructure.Files.Requests;

/// <summary>The error file of a checked or imported file.</summary>
[SignedIn]
internal sealed record GetImportErrors(Guid Key) : IQuery<DownloadFile>;

internal sealed class GetImportErrorsHandler(FileVault vault, ImportDesk desk) : IRequestHandler<GetImportErrors, DownloadFile>
{
    public async Task<DownloadFile> Handle(GetImportErrors request, CancellationToken cancellationToken)
    {
        var file = await desk.FileAsync(request.Key, cancellationToken);
        var definition = await desk.OpenAsync(file.Kind, file.SiteId, cancellationToken);
        await definition.PrepareAsync(ImportDesk.ContextOf(file), cancellationToken);
        var content = FileContent.OfKept(await vault.ReadAsync(file.Id, cancellationToken), file.Length);
        return await ErrorSheet.WriteAsync(definition, definition.OpenTable(content), ImportDesk.ContextOf(file), cancellationToken);
    }
}
