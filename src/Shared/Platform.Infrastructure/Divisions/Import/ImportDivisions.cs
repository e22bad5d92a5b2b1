using System.Text.Json.Serialization;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions.Import;

/// <summary>
/// Takes in a list of divisions: adds new ones, renames known ones, removes none. What looks like a change of code waits for a person unless
/// <paramref name="AcceptRecodes"/> is set. A dry run only tells the differences.
/// </summary>
/// <param name="Content">The file, UTF-8 or GB18030; gzip when the name ends in .gz.</param>
/// <param name="EffectiveOn">First day of what is new or changed; today where none is given. Not later than today.</param>
[Requires(CorePermissions.ManageDivisions)]
[Endpoint(Verb.Post, "divisions/import", "导入区划文件；dryRun 为 true 时只列出差异")]
internal sealed record ImportDivisions(string FileName, byte[] Content, bool DryRun = false, bool AcceptRecodes = false, DateOnly? EffectiveOn = null)
    : ICommand<DivisionDifferences>, IIdempotent
{
    [JsonIgnore]
    public IProgress<ImportProgress>? Progress { get; init; }
}

/// <param name="Renamed">Renamed, recoded, or otherwise changed: the name of a division above, a further level.</param>
/// <param name="Missing">Known townships below the counties of the file that the file does not have; they are left as they are.</param>
/// <param name="HeldBack">Lines of the file that wait for a decision: their codes are new for a known unit, or belong to a closed one.</param>
/// <param name="Proposals">What to decide, as rows of a change file; at most 2,000.</param>
internal sealed record DivisionDifferences(
    int AddedDivisions, int AddedVillages, int Renamed, int Unchanged, int Missing, IReadOnlyList<DivisionDifference> First, int HeldBack,
    IReadOnlyList<ProposedChange> Proposals);

/// <param name="Kind">新增, 更名, 变更, 变更代码 or 文件中没有.</param>
internal sealed record DivisionDifference(string Kind, string Code, string Name, string? OldName);

internal sealed class ImportDivisionsHandler(DivisionImporter importer, Operation operation) : IRequestHandler<ImportDivisions, DivisionDifferences>
{
    public async Task<DivisionDifferences> Handle(ImportDivisions request, CancellationToken cancellationToken)
    {
        if (request.EffectiveOn > operation.Today)
        {
            throw new RefusalException("TOO_EARLY", "名单从当天或以前的日期起生效；以后才生效的变更，请用变更表办理。", RefusalKind.Invalid, [new(nameof(request.EffectiveOn), "不能晚于今天")]);
        }

        request.Progress?.Report(new ImportProgress("正在读取", 0, 0));
        using var content = DivisionImporter.Open(request.FileName, new MemoryStream(request.Content));
        var differences = await importer.ImportAsync(
            DivisionFile.Read(request.FileName, content),
            new ImportTerms(request.FileName, request.EffectiveOn ?? operation.Today, request.DryRun, request.AcceptRecodes, request.Progress),
            cancellationToken);
        operation.Note($"{(request.DryRun ? "试导入" : "导入")}区划 {request.FileName}：新增 {differences.AddedDivisions} 个区划、{differences.AddedVillages} 个村，更名或变更 {differences.Renamed} 个，待核对 {differences.HeldBack} 个");
        return differences;
    }
}
