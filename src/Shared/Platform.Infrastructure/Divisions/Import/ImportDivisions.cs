using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions.Import;

/// <summary>Takes in a list of divisions: adds new ones, renames known ones, removes none. A dry run only tells the differences.</summary>
/// <param name="Content">The file, UTF-8 or GB18030; gzip when the name ends in .gz.</param>
[Requires(CorePermissions.ManageDivisions)]
[Endpoint(Verb.Post, "divisions/import", "导入区划文件；dryRun 为 true 时只列出差异")]
internal sealed record ImportDivisions(string FileName, byte[] Content, bool DryRun = false) : ICommand<DivisionDifferences>, IIdempotent;

/// <param name="Renamed">Renamed, or otherwise changed: the name of a division above, a further level.</param>
/// <param name="Missing">Known townships below the counties of the file that the file does not have; they are left as they are.</param>
internal sealed record DivisionDifferences(
    int AddedDivisions, int AddedVillages, int Renamed, int Unchanged, int Missing, IReadOnlyList<DivisionDifference> First);

/// <param name="Kind">新增, 更名, 变更 or 文件中没有.</param>
internal sealed record DivisionDifference(string Kind, string Code, string Name, string? OldName);

internal sealed class ImportDivisionsHandler(DivisionImporter importer, Operation operation) : IRequestHandler<ImportDivisions, DivisionDifferences>
{
    public async Task<DivisionDifferences> Handle(ImportDivisions request, CancellationToken cancellationToken)
    {
        using var content = DivisionImporter.Open(request.FileName, new MemoryStream(request.Content));
        var differences = await importer.ImportAsync(DivisionFile.Read(request.FileName, content), request.DryRun, cancellationToken);
        operation.Note($"{(request.DryRun ? "试导入" : "导入")}区划 {request.FileName}：新增 {differences.AddedDivisions} 个区划、{differences.AddedVillages} 个村，更名或变更 {differences.Renamed} 个");
        return differences;
    }
}
