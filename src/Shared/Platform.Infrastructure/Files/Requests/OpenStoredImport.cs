using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Reading;
using Platform.Infrastructure.Files.Storage;

namespace Platform.Infrastructure.Files.Requests;

/// <summary>Opens a checked file for its import.</summary>
[SignedIn]
internal sealed record OpenStoredImport(Guid Key) : IQuery<StoredImport>;

/// <param name="Table">Null once it was imported: the bytes may be gone.</param>
internal sealed record StoredImport(string Kind, int SiteId, string Name, RawTable? Table, int BatchRows, int TotalRows, int GoodRows, ImportOutcome? Applied);

internal sealed class OpenStoredImportHandler(FileVault vault, ImportDesk desk) : IRequestHandler<OpenStoredImport, StoredImport>
{
    public async Task<StoredImport> Handle(OpenStoredImport request, CancellationToken cancellationToken)
    {
        var file = await desk.FileAsync(request.Key, cancellationToken);
        var definition = await desk.OpenAsync(file.Kind, file.SiteId, cancellationToken);
        await definition.PrepareAsync(ImportDesk.ContextOf(file), cancellationToken);
        var applied = file.AppliedAt is null ? null : Outcome(file);
        var table = applied is null ? definition.OpenTable(FileContent.OfKept(await vault.ReadAsync(file.Id, cancellationToken), file.Length)) : null;
        return new StoredImport(file.Kind, file.SiteId, file.Name, table, definition.BatchRows, file.TotalRows, file.GoodRows, applied);
    }

    internal static ImportOutcome Outcome(StoredFile file) =>
        new(file.TotalRows, file.Imported, file.Skipped, file.TotalRows - file.Imported - file.Skipped);
}
