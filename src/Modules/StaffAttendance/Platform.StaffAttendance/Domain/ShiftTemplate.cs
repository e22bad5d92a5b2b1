using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

/// <summary>On which days of the working-day calendar a shift is held.</summary>
internal enum ShiftDays { All, WorkingDays, RestDays }

/// <summary>A kind of duty shift of an office, from which rosters are drawn up.</summary>
[Label("值班班次")]
internal sealed class ShiftTemplate : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("名称")]
    public string Name { get; set; } = "";

    /// <summary>Seconds since midnight.</summary>
    [Label("开始")]
    public int Start { get; set; }

    /// <summary>Seconds since midnight; not after <see cref="Start"/>: on the next day.</summary>
    [Label("结束")]
    public int End { get; set; }

    [Label("每班人数")]
    public int People { get; set; } = 1;

    [Label("适用日期")]
    public ShiftDays Days { get; set; }

    [Label("启用")]
    public bool Active { get; set; } = true;

    public Guid Version { get; set; }

    public bool HeldOn(bool workingDay) => Days == ShiftDays.All || (Days == ShiftDays.WorkingDays) == workingDay;
}
