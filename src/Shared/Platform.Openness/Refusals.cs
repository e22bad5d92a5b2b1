using Platform.Contracts.Messaging;

namespace Platform.Openness;

/// <summary>Refusals that several requests share.</summary>
internal static class Refusals
{
    /// <summary>Unknown and foreign records look the same.</summary>
    public static RefusalException NotFound() => new("NOT_FOUND", "没有找到这条记录，或它不在您的管辖范围内。", RefusalKind.NotFound);

    public static RefusalException WrongState(string state) => new("WRONG_STATE", $"这条记录现在是“{state}”，不能这样办理。请刷新后再看。", RefusalKind.Conflict);

    public static void CheckVersion(Guid shown, Guid current)
    {
        if (shown != current)
        {
            throw new RefusalException("VERSION_CONFLICT", "这条记录刚刚被另一位同事修改，请刷新后再试。", RefusalKind.Conflict);
        }
    }
}
