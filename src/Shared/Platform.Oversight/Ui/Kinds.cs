using Platform.Contracts.Runs;
using Platform.Infrastructure.Ui;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Ui;

/// <summary>Colours of states.</summary>
internal static class Kinds
{
    public static StateKind Of(RunState state, int failures) => state switch
    {
        RunState.Failed => StateKind.Bad,
        RunState.Done => failures > 0 ? StateKind.Warning : StateKind.Good,
        _ => StateKind.Info,
    };

    public static StateKind Of(DutyStatus status) => status switch
    {
        DutyStatus.OnTime => StateKind.Good,
        DutyStatus.Late or DutyStatus.DueSoon => StateKind.Warning,
        DutyStatus.Missed or DutyStatus.Overdue => StateKind.Bad,
        DutyStatus.Excused => StateKind.Info,
        _ => StateKind.Neutral,
    };
}
