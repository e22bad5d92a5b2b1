using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

/// <summary>What a site may set. The threshold of 30 minutes is not here: the clause fixes it.</summary>
[Label("考勤设置")]
internal sealed class AttendanceSetting : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>Day of the next month by which incidents are to be decided.</summary>
    [Label("核实期限日")]
    public int LimitDay { get; set; } = IncidentLimit.DefaultDay;

    /// <summary>Day of the next month after which only a director corrects clock-ins.</summary>
    [Label("锁定日")]
    public int LockDay { get; set; } = LockDate.DefaultDay;

    public Guid Version { get; set; }
}
