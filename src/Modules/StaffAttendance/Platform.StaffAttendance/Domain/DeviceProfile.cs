using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

internal enum DeviceEncoding { Any, Utf8, Gb18030 }

/// <summary>
/// How the files of one kind of clock look at a division: titles of the columns, forms of day and time, encoding. A title left empty is one of the
/// usual ones; with a column for day and time together the two others are not read (P4-ATTENDANCE-02a).
/// </summary>
[Label("打卡机格式")]
internal sealed class DeviceProfile : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public string Name { get; set; } = "";

    [Label("编码")]
    public DeviceEncoding Encoding { get; set; }

    [Label("工号列")]
    public string NumberColumn { get; set; } = "";

    [Label("姓名列")]
    public string NameColumn { get; set; } = "";

    [Label("日期列")]
    public string DayColumn { get; set; } = "";

    [Label("时间列")]
    public string TimeColumn { get; set; } = "";

    /// <summary>Day and time in one cell.</summary>
    [Label("日期时间列")]
    public string MomentColumn { get; set; } = "";

    /// <summary>Form of the day, of the time, or of both in one cell, in .NET's letters: dd/MM/yyyy, HHmmss. Empty: the usual forms.</summary>
    [Label("日期格式")]
    public string DayFormat { get; set; } = "";

    [Label("时间格式")]
    public string TimeFormat { get; set; } = "";

    [Label("日期时间格式")]
    public string MomentFormat { get; set; } = "";

    public Guid Version { get; set; }
}
