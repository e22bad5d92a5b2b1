using Platform.Contracts.Messaging;

namespace Platform.Openness;

/// <summary>What cannot be done to a record as it stands now.</summary>
internal static class StateRefusals
{
    public static RefusalException WrongState(string state) => new("WRONG_STATE", $"这条记录现在是“{state}”，不能这样办理。请刷新后再看。", RefusalKind.Conflict);
}
