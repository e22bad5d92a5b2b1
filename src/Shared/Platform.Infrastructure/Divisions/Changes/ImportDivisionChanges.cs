using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Divisions.Import;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>Takes in a change file, all lines or none. A dry run says what every line would do and why a line cannot be done, and writes nothing.</summary>
/// <param name="Content">A workbook or delimited text; see <see cref="ChangeFile"/>.</param>
/// <param name="EffectiveOn">For lines without a day; today where none is given.</param>
/// <param name="Document">For lines without a paper of their own.</param>
[Requires(CorePermissions.ManageDivisions)]
[Endpoint(Verb.Post, "divisions/changes/import", "按变更表办理区划变更；dryRun 为 true 时只逐行检查")]
internal sealed record ImportDivisionChanges(string FileName, byte[] Content, bool DryRun = false, DateOnly? EffectiveOn = null, string Document = "")
    : ICommand<ChangeFileResult>;

/// <param name="Planned">Lines whose day is still to come.</param>
internal sealed record ChangeFileResult(int Total, int Bad, int Planned, IReadOnlyList<ChangeLineResult> Lines);

/// <param name="Text">What the line does.</param>
/// <param name="Problem">Why it cannot be done; null when it can.</param>
internal sealed record ChangeLineResult(int Row, string Text, string? Problem);

internal sealed class ImportDivisionChangesHandler(ChangeDesk desk, Operation operation) : IRequestHandler<ImportDivisionChanges, ChangeFileResult>
{
    private const int Most = 2000;

    public async Task<ChangeFileResult> Handle(ImportDivisionChanges request, CancellationToken cancellationToken)
    {
        var lines = ChangeFile.Read(request.Content, request.EffectiveOn ?? operation.Today, request.Document);
        if (lines.Count > Most)
        {
            throw new RefusalException("TOO_MANY_CHANGES", $"一次最多办理 {Most} 项变更，文件有 {lines.Count} 项，请按省或市拆分。");
        }

        var readable = lines.Where(l => l.Draft is not null).ToList();
        var looked = readable.Count > 0 ? await desk.LookAsync([.. readable.Select(l => l.Draft!)], request.FileName, cancellationToken) : [];
        var results = lines.Where(l => l.Draft is null).Select(l => new ChangeLineResult(l.Row, "", l.Problem))
            .Concat(readable.Zip(looked, (line, look) => new ChangeLineResult(line.Row, ChangeWords.Sentence(look.Change), look.Refusal?.Detail)))
            .OrderBy(r => r.Row).ToList();
        var bad = results.Count(r => r.Problem is not null);
        var planned = readable.Count(l => l.Draft!.EffectiveOn > operation.Today);
        if (!request.DryRun)
        {
            if (bad > 0)
            {
                throw new RefusalException("CHANGE_FILE", $"变更表有 {bad} 行不能办理，什么也没有写入。第 {results.First(r => r.Problem is not null).Row} 行：{results.First(r => r.Problem is not null).Problem}");
            }

            await desk.RecordAsync([.. readable.Select(l => l.Draft!)], request.FileName, cancellationToken);
        }

        operation.Note($"{(request.DryRun ? "检查" : "办理")}区划变更表 {request.FileName}：{lines.Count} 项，其中待生效 {planned} 项" + (bad > 0 ? $"，{bad} 行不能办理" : ""));
        return new ChangeFileResult(lines.Count, bad, planned, results);
    }
}

/// <summary>The sheet for a change file: with the proposals of a comparison, or empty.</summary>
[Requires(CorePermissions.ManageDivisions)]
internal sealed record GetChangeSheet(IReadOnlyList<ProposedChange> Proposals) : IQuery<DownloadFile>;

internal sealed class GetChangeSheetHandler : IRequestHandler<GetChangeSheet, DownloadFile>
{
    public Task<DownloadFile> Handle(GetChangeSheet request, CancellationToken cancellationToken) => ChangeFile.WriteAsync(request.Proposals, cancellationToken);
}
