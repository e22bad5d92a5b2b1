using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Reading;
using Platform.Infrastructure.Files.Requests;

namespace Platform.Infrastructure.Files;

/// <summary>
/// Makes the flow an <c>ImportPanel</c> or the API works with. A page injects it and asks for the kind it imports:
/// <c>Imports.For("staff-list", siteId)</c>.
/// </summary>
public sealed class ImportFlows(IMediator mediator)
{
    /// <param name="siteId">The division the file is about: the site, or 0 for the whole country.</param>
    /// <param name="options">Choices beside the file; the definition finds them in <see cref="ImportContext.Options"/>.</param>
    public IImportFlow For(string kind, int siteId, IReadOnlyDictionary<string, string>? options = null) =>
        new ImportFlow(mediator, kind, siteId, options ?? new Dictionary<string, string>());
}

/// <summary>Check and import of one kind of file, each step a request of its own: nothing is held open while a person thinks.</summary>
internal sealed class ImportFlow(IMediator mediator, string kind, int siteId, IReadOnlyDictionary<string, string> options) : IImportFlow
{
    public Task<DownloadFile> TemplateAsync(CancellationToken ct) => mediator.Send(new GetImportTemplate(kind, siteId, options), ct);

    public async Task<ImportCheck> CheckAsync(string fileName, Stream content, IProgress<ImportProgress> progress, CancellationToken ct)
    {
        var bytes = await FileContent.ReadAsync(content, ct);
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        var check = await mediator.Send(new CheckImport(kind, siteId, name, bytes, options) { Progress = progress }, ct);
        var key = await mediator.Send(new StoreImport(kind, siteId, name, bytes, options, check.TotalRows, check.GoodRows), ct);
        return check with { Key = key };
    }

    public async Task<ImportOutcome> ImportAsync(Guid key, bool goodRowsOnly, IProgress<ImportProgress> progress, CancellationToken ct)
    {
        var stored = await mediator.Send(new OpenStoredImport(key), ct);
        if (stored.Applied is { } before)
        {
            return before;
        }

        if (!goodRowsOnly && stored.GoodRows < stored.TotalRows)
        {
            throw new RefusalException(
                "IMPORT_HAS_ERRORS", $"有 {stored.TotalRows - stored.GoodRows} 行有问题，没有导入任何数据。请改正后再导入，或选择只导入正确的行。", RefusalKind.Refused);
        }

        return await ApplyAsync(key, stored, goodRowsOnly, progress, ct);
    }

    public Task<DownloadFile> ErrorFileAsync(Guid key, CancellationToken ct) => mediator.Send(new GetImportErrors(key), ct);

    // Each batch is a transaction: a long import never keeps others from writing, and goes on where it stopped. The next rows are read while these are written.
    private async Task<ImportOutcome> ApplyAsync(Guid key, StoredImport stored, bool goodRowsOnly, IProgress<ImportProgress> progress, CancellationToken ct)
    {
        var (done, outcome) = (0, default(ImportOutcome));
        await foreach (var batch in ImportBatch.AheadAsync(stored.Table!, stored.BatchRows, goodRowsOnly))
        {
            outcome = await mediator.Send(new ApplyImportBatch(key, stored.SiteId, batch), ct);
            done += batch.Rows.Count;
            progress.Report(new ImportProgress("正在导入", done, stored.TotalRows));
        }

        return outcome ?? throw new InvalidOperationException("A file without rows passed its check.");
    }
}
