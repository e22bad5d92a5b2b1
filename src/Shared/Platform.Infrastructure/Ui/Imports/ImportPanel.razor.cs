using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;

namespace Platform.Infrastructure.Ui;

/// <summary>Import in three steps: choose a file, see what the check says, import all or only the good rows. The page gives the flow.</summary>
public sealed partial class ImportPanel : ComponentBase, IDisposable
{
    private readonly string inputId = KitIds.Next("file");
    private readonly CancellationTokenSource gone = new();
    private ImportCheck? check;
    private ImportOutcome? outcome;
    private ImportProgress? progress;
    private string fileName = "";
    private string? failure;
    private bool busy;
    private int step = 1;

    [Inject]
    private IDownloads Downloads { get; set; } = null!;

    [Inject]
    private ILogger<ImportPanel> Log { get; set; } = null!;

    /// <summary>For example 导入人员名册.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter, EditorRequired]
    public IImportFlow Flow { get; set; } = null!;

    [Parameter]
    public long MaxBytes { get; set; } = ImportLimits.MaxBytes;

    /// <summary>The list that shows what was imported.</summary>
    [Parameter]
    public string? DoneHref { get; set; }

    [Parameter]
    public EventCallback<ImportOutcome> OnImported { get; set; }

    /// <summary>Choices before the file, for example the month.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private int Percent => progress is { Total: > 0 } known ? (int)Math.Clamp(100L * known.Done / known.Total, 0, 100) : 0;

    private string StepClass(int number) => number == step ? "current" : number < step ? "done" : "";

    private string? StepMark(int number) => number == step ? "step" : null;

    private Task CheckAsync(InputFileChangeEventArgs e) => RunAsync(async report =>
    {
        fileName = e.File.Name;
        if (e.File.Size > MaxBytes)
        {
            throw new RefusalException("FILE_TOO_BIG", $"文件超过 {MaxBytes / 1024 / 1024} MB，请拆分后再导入。");
        }

        if (e.File.Size == 0)
        {
            throw new RefusalException("FILE_EMPTY", "文件是空的，请选择有内容的文件。");
        }

        report.Report(new ImportProgress("正在检查", 0, 0));
        await using var content = e.File.OpenReadStream(MaxBytes, gone.Token);
        check = await Flow.CheckAsync(fileName, content, report, gone.Token);
        step = 2;
    });

    private Task ImportAsync(bool goodRowsOnly) => RunAsync(async report =>
    {
        if (!check!.KeepsFile && check.IssueCount > 0)
        {
            await SaveErrorFileAsync();
        }

        report.Report(new ImportProgress("正在导入", 0, check.GoodRows));
        outcome = await Flow.ImportAsync(check.Key, goodRowsOnly, report, gone.Token);
        step = 3;
        await OnImported.InvokeAsync(outcome);
    });

    private Task TemplateAsync() => RunAsync(async _ =>
    {
        var file = await Flow.TemplateAsync(gone.Token);
        await using var content = file.Content;
        await Downloads.SaveAsync(file.Name, content, gone.Token);
    });

    private Task ErrorFileAsync() => RunAsync(_ => SaveErrorFileAsync());

    private async Task SaveErrorFileAsync()
    {
        var file = await Flow.ErrorFileAsync(check!.Key, gone.Token);
        await using var content = file.Content;
        await Downloads.SaveAsync(file.Name, content, gone.Token);
    }

    private void Restart() => (step, check, outcome, failure) = (1, null, null, null);

    private async Task RunAsync(Func<IProgress<ImportProgress>, Task> work)
    {
        (busy, failure, progress) = (true, null, null);
        try
        {
            await work(new Reporter(this));
        }
        catch (RefusalException refusal)
        {
            failure = refusal.Detail;
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
        catch (Exception error)
        {
            Log.LogError(error, "{Title} failed", Title);
            failure = "处理文件时出错，数据没有改变。请核对文件后重试；多次失败请联系管理员。";
        }

        (busy, progress) = (false, null);
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private sealed class Reporter(ImportPanel panel) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => _ = panel.InvokeAsync(() =>
        {
            if (panel.busy)
            {
                panel.progress = value;
                panel.StateHasChanged();
            }
        });
    }
}
