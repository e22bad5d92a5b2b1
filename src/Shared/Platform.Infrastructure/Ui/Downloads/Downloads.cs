using Microsoft.JSInterop;

namespace Platform.Infrastructure.Ui;

/// <summary>Hands a file to the browser without leaving the page.</summary>
public interface IDownloads
{
    Task SaveAsync(string fileName, Stream content, CancellationToken ct = default);
}

internal sealed class Downloads(KitScript script) : IDownloads
{
    public async Task SaveAsync(string fileName, Stream content, CancellationToken ct)
    {
        using var reference = new DotNetStreamReference(content, leaveOpen: true);
        await script.CallAsync("download", ct, fileName, reference);
    }
}
