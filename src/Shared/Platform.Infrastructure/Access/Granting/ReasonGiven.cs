using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Access.Granting;

/// <summary>Acts over other people's sign-ins are done for a reason that stays on record.</summary>
internal static class ReasonGiven
{
    public static void Demand(string? reason)
    {
        if (reason?.Trim() is not { Length: >= 2 and <= 200 })
        {
            throw new RefusalException("REASON_MISSING", "请写明事由（2 至 200 字）。", RefusalKind.Invalid, [new("Reason", "请填写 2 至 200 字的事由")]);
        }
    }
}
