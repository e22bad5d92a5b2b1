using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

internal enum CorrectionKind { Added, Voided }

/// <summary>
/// Somebody added a clock-in that was missing, or made one void that was wrong, and said why. A void clock-in lives on here and nowhere else: the same
/// file again does not bring it back.
/// </summary>
[Label("打卡更正")]
internal sealed class ClockInCorrection : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Seconds since midnight.</summary>
    [Label("时刻（秒）")]
    public int SecondOfDay { get; init; }

    public CorrectionKind Kind { get; init; }

    /// <summary>Where the void clock-in came from.</summary>
    [Label("原来源")]
    public ClockInSource Source { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Made after the lock date, or when the sheet of the month was confirmed: only a director does that.</summary>
    [Label("锁定后更正")]
    public bool AfterLock { get; init; }

    [Label("更正账号")]
    public Guid MadeBy { get; init; }

    [Label("更正人")]
    public string MadeByName { get; init; } = "";

    [Label("更正日")]
    public DateOnly MadeOn { get; init; }
}

/// <summary>Until when clerks correct: a day of the month after it, set per site.</summary>
internal static class LockDate
{
    public const int DefaultDay = 5;

    /// <summary>Last day on which not only a director corrects records of <paramref name="day"/>.</summary>
    public static DateOnly Of(DateOnly day, int lockDay) => IncidentLimit.Of(day, lockDay);
}
