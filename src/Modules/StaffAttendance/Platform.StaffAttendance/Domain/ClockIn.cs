using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

/// <summary>Somebody was at the office at that second. The key is the record itself, so the same stamp is never there twice.</summary>
[Label("打卡记录")]
internal sealed class ClockIn : ISiteOwned
{
    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Seconds since midnight (Asia/Shanghai).</summary>
    [Label("时刻（秒）")]
    public int SecondOfDay { get; init; }

    public ClockInSource Source { get; init; }

    /// <summary>The import that brought it, or the key of the press.</summary>
    [Label("导入批次")]
    public Guid ImportId { get; init; }
}

internal enum ClockInSource { File, Api, Generated, Page, Correction }
