namespace Platform.StaffAttendance.Domain;

/// <summary>A clock-in as somebody hands it in, understood but not yet checked against the staff list.</summary>
/// <param name="SiteId">0: the site the file is about.</param>
/// <param name="Name">May be empty; when it is there it has to fit the staff number.</param>
internal readonly record struct ClockInDraft(int SiteId, string Number, string Name, DateOnly Day, int SecondOfDay);

/// <summary>A clock-in of a person on the staff list.</summary>
internal readonly record struct Stamp(int SiteId, Guid StaffId, DateOnly Day, int SecondOfDay)
{
    /// <summary>By site, person, day and time.</summary>
    public static readonly Comparison<Stamp> ByPersonAndTime = static (a, b) =>
    {
        var order = a.SiteId.CompareTo(b.SiteId);
        order = order != 0 ? order : a.StaffId.CompareTo(b.StaffId);
        order = order != 0 ? order : a.Day.CompareTo(b.Day);
        return order != 0 ? order : a.SecondOfDay.CompareTo(b.SecondOfDay);
    };
}

internal enum ClockInField { Site, Number, Name, Day }

/// <summary>Why a clock-in cannot be taken, and at which field.</summary>
internal sealed record ClockInFault(ClockInField Field, string Reason, string? Allowed = null);

/// <summary>Checks clock-ins against the staff list, the day and the months already confirmed. Knows nothing of files and databases.</summary>
/// <param name="confirmed">Months whose sheet is confirmed, by site and first day.</param>
/// <param name="today">A day after it lies in the future.</param>
internal sealed class ClockInCheck(StaffDirectory staff, IReadOnlySet<(int Site, DateOnly Month)> confirmed, Func<int, bool> inScope, DateOnly today)
{
    public static readonly DateOnly Earliest = new(2000, 1, 1);

    private static readonly ClockInFault OutOfScope = new(ClockInField.Site, "不在您的管辖范围内，或不是乡镇");
    private static readonly ClockInFault Unknown = new(ClockInField.Number, "人员名册中没有这个工号", "先导入人员名册");
    private static readonly ClockInFault OtherName = new(ClockInField.Name, "姓名与人员名册中该工号的姓名不一致");
    private static readonly ClockInFault Future = new(ClockInField.Day, "日期在今天之后", "今天及以前");
    private static readonly ClockInFault TooEarly = new(ClockInField.Day, "日期太早", "2000-01-01 及以后");
    private static readonly ClockInFault Locked = new(ClockInField.Day, "该月考勤表已经确认，须由主任先撤回确认");

    /// <summary>Null when the clock-in can be taken.</summary>
    public ClockInFault? Check(in ClockInDraft draft, out Stamp stamp)
    {
        stamp = default;
        if (!inScope(draft.SiteId))
        {
            return OutOfScope;
        }

        if (staff.Find(draft.SiteId, draft.Number) is not { } person)
        {
            return Unknown;
        }

        if (draft.Name.Length > 0 && draft.Name != person.Name)
        {
            return OtherName;
        }

        if (draft.Day > today || draft.Day < Earliest)
        {
            return draft.Day > today ? Future : TooEarly;
        }

        if (confirmed.Contains((draft.SiteId, new DateOnly(draft.Day.Year, draft.Day.Month, 1))))
        {
            return Locked;
        }

        stamp = new Stamp(draft.SiteId, person.Id, draft.Day, draft.SecondOfDay);
        return null;
    }
}
