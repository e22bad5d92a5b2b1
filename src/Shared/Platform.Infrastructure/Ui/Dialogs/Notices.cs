namespace Platform.Infrastructure.Ui;

public enum NoticeKind { Success, Info, Warning, Error }

/// <summary>A short message in the corner of the page.</summary>
public sealed record Notice(NoticeKind Kind, string Text);

/// <summary>Tells the person that something worked: <c>Notices.Success("已保存")</c>. Inject it into a page.</summary>
public sealed class Notices
{
    internal event Action<Notice>? Raised;

    public void Success(string text) => Raised?.Invoke(new(NoticeKind.Success, text));

    public void Info(string text) => Raised?.Invoke(new(NoticeKind.Info, text));

    public void Warning(string text) => Raised?.Invoke(new(NoticeKind.Warning, text));

    /// <summary>Stays until it is closed.</summary>
    public void Error(string text) => Raised?.Invoke(new(NoticeKind.Error, text));
}
