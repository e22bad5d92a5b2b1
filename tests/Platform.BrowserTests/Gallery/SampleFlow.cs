using System.Text;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;

namespace Platform.BrowserTests.Gallery;

/// <summary>An import that knows two columns and keeps nothing.</summary>
internal sealed class SampleFlow : IImportFlow
{
    private static readonly string[] Villages = ["甲路村", "庄村村"];
    private readonly List<ImportIssue> issues = [];
    private int rows;

    public Task<DownloadFile> TemplateAsync(CancellationToken ct) => File("样例模板.csv", "姓名,村（社区）\n");

    public async Task<ImportCheck> CheckAsync(string fileName, Stream content, IProgress<ImportProgress> progress, CancellationToken ct)
    {
        using var reader = new StreamReader(content, Encoding.UTF8);
        var lines = (await reader.ReadToEndAsync(ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || !lines[0].StartsWith("姓名", StringComparison.Ordinal))
        {
            throw new RefusalException("NO_HEADER", "第一行没有“姓名”列，请使用模板。");
        }

        issues.Clear();
        rows = lines.Length - 1;
        for (var i = 1; i < lines.Length; i++)
        {
            progress.Report(new("正在检查", i, rows));
            var village = lines[i].Split(',')[^1].Trim();
            if (!Villages.Contains(village))
            {
                issues.Add(new(i + 1, "村（社区）", village, "不在本镇的村（社区）中", string.Join("、", Villages)));
            }
        }

        return new(Guid.CreateVersion7(), rows, rows - issues.Count, issues.Count, issues);
    }

    public Task<ImportOutcome> ImportAsync(Guid key, bool goodRowsOnly, IProgress<ImportProgress> progress, CancellationToken ct) =>
        Task.FromResult(new ImportOutcome(rows, rows - issues.Count, 0, issues.Count));

    public Task<DownloadFile> ErrorFileAsync(Guid key, CancellationToken ct) =>
        File("样例错误.csv", string.Concat(issues.Select(i => $"{i.Row},{i.Reason}\n")));

    private static Task<DownloadFile> File(string name, string text) => Task.FromResult(new DownloadFile(name, new MemoryStream(Encoding.UTF8.GetBytes(text))));
}
