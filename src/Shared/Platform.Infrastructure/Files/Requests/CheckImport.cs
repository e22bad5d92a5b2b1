using System.Text.Json.Serialization;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files.Requests;

/// <summary>Reads and checks a file in batches; writes nothing. The permission is that of the kind.</summary>
[SignedIn]
internal sealed record CheckImport(string Kind, int SiteId, string FileName, FileContent Content, IReadOnlyDictionary<string, string> Options)
    : IQuery<ImportCheck>, ISiteRequest
{
    [JsonIgnore]
    public IProgress<ImportProgress>? Progress { get; init; }
}

internal sealed class CheckImportHandler(ImportDesk desk) : IRequestHandler<CheckImport, ImportCheck>
{
    public async Task<ImportCheck> Handle(CheckImport request, CancellationToken cancellationToken)
    {
        var definition = await desk.OpenAsync(request.Kind, request.SiteId, cancellationToken);
        var context = new ImportContext(request.SiteId, Guid.Empty, request.FileName, request.Options);
        await definition.PrepareAsync(context, cancellationToken);
        var table = definition.OpenTable(request.Content);
        var issues = new List<ImportIssue>();
        var (total, good, count) = (0, 0, 0);
        await foreach (var batch in ImportBatch.AheadAsync(table, definition.BatchRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await definition.WorkAsync(batch, context, apply: false, cancellationToken);
            (total, good) = (total + result.Rows, good + result.Rows - result.Bad.Count);
            count += result.Bad.Sum(r => r.Issues.Count);
            if (issues.Count < ImportLimits.ShownIssues)
            {
                issues.AddRange(result.Bad.SelectMany(r => r.Issues).Take(ImportLimits.ShownIssues - issues.Count));
            }

            request.Progress?.Report(new ImportProgress("正在检查", total, Math.Max(table.RoughRows, 0)));
        }

        return total > 0
            ? new ImportCheck(Guid.Empty, total, good, count, issues, definition.KeepsFile)
            : throw new RefusalException("FILE_EMPTY", "表头下面没有数据，请填写后再导入。");
    }
}
