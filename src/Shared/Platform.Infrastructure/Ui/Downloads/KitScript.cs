using Microsoft.JSInterop;

namespace Platform.Infrastructure.Ui;

/// <summary>The kit's script module, fetched when the first component needs it. A lost connection is no error of the page.</summary>
public sealed class KitScript(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? module;

    public Task CallAsync(string function, params object?[] arguments) => CallAsync(function, CancellationToken.None, arguments);

    public async Task CallAsync(string function, CancellationToken ct, params object?[] arguments)
    {
        try
        {
            await (await ModuleAsync()).InvokeVoidAsync(function, ct, arguments);
        }
        catch (JSDisconnectedException)
        {
            // The person has closed the page.
        }
    }

    public async Task<T> AskAsync<T>(string function, params object?[] arguments) =>
        await (await ModuleAsync()).InvokeAsync<T>(function, arguments);

    public async ValueTask DisposeAsync()
    {
        if (module is { IsCompletedSuccessfully: true })
        {
            try
            {
                await module.Result.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The person has closed the page.
            }
        }
    }

    private Task<IJSObjectReference> ModuleAsync() =>
        module ??= js.InvokeAsync<IJSObjectReference>("import", "./_content/Platform.Infrastructure/kit.js").AsTask();
}
