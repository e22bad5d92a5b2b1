using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

internal enum SheetState { Confirmed, Withdrawn }

/// <summary>The attendance sheet of a site and month as the director confirmed it. Its lines no longer follow the records.</summary>
[Label("月度考勤表")]
internal sealed class MonthlySheet : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>First day of the month.</summary>
    public DateOnly Month { get; init; }

    public SheetState State { get; set; }

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

    [Label("查实次数")]
    public int Verified { get; init; }
}
