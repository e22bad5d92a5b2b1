using Platform.Infrastructure.Ui;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Ui;

/// <summary>Colours of states.</summary>
internal static class Kinds
{
    public static StateKind Of(DutyStatus status) => status switch
    {
        DutyStatus.OnTime => StateKind.Good,
        DutyStatus.Late or DutyStatus.DueSoon => StateKind.Warning,
        DutyStatus.Missed or DutyStatus.Overdue => StateKind.Bad,
        DutyStatus.Excused => StateKind.Info,
        _ => StateKind.Neutral,
    };
}
