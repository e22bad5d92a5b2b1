using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files.Storage;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Files.Requests;

/// <summary>
/// Writes one batch of a checked file. The rows' effect and the mark how far the file has come commit together: a batch that is sent
/// again, by a second click or after a crash, has no second effect.
/// </summary>
[Label("导入")]
[SignedIn]
internal sealed record ApplyImportBatch(Guid Key, int SiteId, ImportBatch Batch) : ICommand<ImportOutcome>, ISiteRequest, IRecordRequest, IIdempotent
{
    string IRecordRequest.RecordRef => $"import:{Key}";
}

internal sealed class ApplyImportBatchHandler(CoreDbContext db, ImportDesk desk, FileVault vault, Operation operation) : IRequestHandler<ApplyImportBatch, ImportOutcome>
{
    public async Task<ImportOutcome> Handle(ApplyImportBatch request, CancellationToken cancellationToken)
    {
        var (file, batch) = (await desk.FileAsync(request.Key, cancellationToken), request.Batch);
        var definition = await desk.OpenAsync(file.Kind, file.SiteId, cancellationToken);
        await definition.PrepareAsync(ImportDesk.ContextOf(file), cancellationToken);
        var done = batch.Rows.Count > 0 && batch.LastRow <= file.AppliedThrough;
        if (file.AppliedAt is null && batch.Rows.Count > 0)
        {
            // A batch that is done is read all the same: its keys count for the rows that follow.
            var result = await definition.WorkAsync(batch, ImportDesk.ContextOf(file), apply: !done, cancellationToken);
            if (!done)
            {
                if (result.Bad.Count > 0 && !batch.GoodRowsOnly)
                {
                    var first = result.Bad[0].Issues[0];
                    throw new RefusalException(
                        "IMPORT_HAS_ERRORS", $"检查之后数据有了变化：第 {first.Row} 行“{first.Column}”{first.Reason}。请重新选择文件检查。", RefusalKind.Conflict);
                }

                file.AppliedThrough = batch.LastRow;
                file.Imported += result.Counts.Imported;
                file.Skipped += result.Counts.Skipped;
                operation.Note($"导入{definition.Title}至第 {batch.LastRow} 行：写入 {result.Counts.Imported}，重复跳过 {result.Counts.Skipped}，错误 {result.Bad.Count}");
            }
        }

        if (batch.IsLast)
        {
            file.AppliedAt ??= operation.Now;
            if (!definition.KeepsFile)
            {
                await vault.RemoveAsync(file.Id, cancellationToken);
                operation.Note($"删除{definition.Title}文件，只留校验值 {file.Sha256}");
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return OpenStoredImportHandler.Outcome(file);
    }
}
