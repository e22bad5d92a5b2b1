using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

internal enum SheetState { Confirmed, Withdrawn, Superseded, Open }

/// <summary>
/// A revision of the attendance sheet of a site and month. As the director confirmed it, it stays: its lines no longer follow the records, also when a later
/// revision takes its place. At most one is confirmed, and at most one is open and waits.
/// </summary>
[Label("月度考勤表")]
internal sealed class MonthlySheet : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>First day of the month.</summary>
    public DateOnly Month { get; init; }

    /// <summary>Counted from 1.</summary>
    [Label("版次")]
    public int Revision { get; init; } = 1;

    public SheetState State { get; set; }

    /// <summary>Why there is a further revision; empty for the first.</summary>
    [Label("更正说明")]
    public string RevisionReason { get; set; } = "";

    [Label("确认账号")]
    public Guid ConfirmedBy { get; set; }

    [Label("确认人")]
    public string ConfirmedByName { get; set; } = "";

    [Label("确认日")]
    public DateOnly ConfirmedOn { get; set; }

    [Label("撤回理由")]
    public string WithdrawnReason { get; set; } = "";

    public Guid Version { get; set; }

    /// <summary>Reference of the sheet as proof of a duty; the same after a withdrawal and a new confirmation.</summary>
    public string EvidenceRef => RefOf(SiteId, Month);

    public static string RefOf(int siteId, DateOnly month) => $"attendance-sheet:{siteId}:{YearMonth.Of(month)}";
}

/// <summary>One person on a confirmed sheet. Name and post are those of that day.</summary>
[Label("月度考勤表行")]
internal sealed class MonthlySheetLine : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("考勤表")]
    public Guid SheetId { get; init; }

    public Guid StaffId { get; init; }

    public string Number { get; init; } = "";

    public string Name { get; init; } = "";

    [Label("岗位")]
    public string Post { get; init; } = "";

    [Label("应出勤天数")]
    public int WorkingDays { get; init; }

    [Label("完整天数")]
    public int CompleteDays { get; init; }

    /// <summary>Half days of granted leave.</summary>
    [Label("请假（半天数）")]
    public int LeaveHalfDays { get; init; }

    [Label("迟到次数")]
    public int Late { get; init; }

    [Label("早退次数")]
    public int Early { get; init; }

    [Label("其他异常次数")]
    public int Other { get; init; }

    [Label("查实次数")]
    public int Verified { get; init; }

    [Label("已确认外勤天数")]
    public int FieldDays { get; init; }

    [Label("待确认外勤天数")]
    public int FieldOpen { get; init; }

    [Label("锁定后更正次数")]
    public int LateCorrections { get; init; }
}
