namespace Platform.Infrastructure.Ui;

/// <summary>A question before something that cannot simply be undone.</summary>
/// <param name="Title">For example 停用模块.</param>
/// <param name="Text">What happens, with the number of records concerned.</param>
/// <param name="ReasonRequired">Asks for a reason, which goes into the trail.</param>
public sealed record Confirmation(string Title, string Text, string ConfirmText = "确定", bool ReasonRequired = false, bool Dangerous = false)
{
    /// <summary>Done while the dialog is open, with the reason; a refusal is shown in the dialog, which then stays open.</summary>
    public Func<string, Task>? Action { get; init; }
}

/// <summary>Asks questions: <c>await Dialogs.ConfirmAsync(new("删除", "确定删除该条信息吗？"))</c>. Inject it into a page.</summary>
public sealed class Dialogs(Notices notices)
{
    internal event Func<Confirmation, Task<string?>>? Asked;

    /// <returns>The reason (empty when none was asked for), or null when the person said no.</returns>
    public Task<string?> ConfirmAsync(Confirmation confirmation) => Asked?.Invoke(confirmation) ?? Task.FromResult<string?>(null);

    /// <summary>Asks; where the person says yes and the question's action was done, shows the page anew and says so.</summary>
    /// <param name="done">For example 已撤回.</param>
    public async Task DoAsync(Confirmation question, Func<Task> reload, string done)
    {
        if (await ConfirmAsync(question) is not null)
        {
            await reload();
            notices.Success(done);
        }
    }

    /// <inheritdoc cref="DoAsync(Confirmation, Func{Task}, string)"/>
    public Task DoAsync(Confirmation question, Action reload, string done) => DoAsync(
        question,
        () =>
        {
            reload();
            return Task.CompletedTask;
        },
        done);
}
