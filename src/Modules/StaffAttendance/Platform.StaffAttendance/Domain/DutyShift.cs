using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

/// <summary>One person's turn on one day. Name and times are those of the template when the roster was drawn up.</summary>
[Label("值班安排")]
internal sealed class DutyShift : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("值班表")]
    public Guid RosterId { get; init; }

    [Label("班次编号")]
    public Guid TemplateId { get; init; }

    [Label("日期")]
    public DateOnly Day { get; init; }

    [Label("班次")]
    public string Name { get; init; } = "";

    /// <summary>Seconds since midnight.</summary>
    [Label("开始")]
    public int Start { get; init; }

    /// <summary>Seconds since midnight; not after <see cref="Start"/>: on the next day.</summary>
    [Label("结束")]
    public int End { get; init; }

    [Label("值班人")]
    public Guid StaffId { get; set; }

    /// <summary>Why it differs from the roster as published; empty: it does not.</summary>
    [Label("变动说明")]
    public string ChangeNote { get; set; } = "";

    public Guid Version { get; set; }
}
