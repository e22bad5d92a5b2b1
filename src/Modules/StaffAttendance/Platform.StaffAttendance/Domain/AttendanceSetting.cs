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

    /// <summary>Who reports to the county; empty: the names of Party committee and government.</summary>
    [Label("报告单位")]
    public string ReportSender { get; set; } = "";

    /// <summary>To whom; empty: the county's health bureau.</summary>
    [Label("报告主送单位")]
    public string ReportReceiver { get; set; } = "";

    public Guid Version { get; set; }
}
