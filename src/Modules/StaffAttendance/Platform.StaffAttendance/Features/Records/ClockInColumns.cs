using Platform.Infrastructure.Files;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Records;

/// <summary>The columns of a file of clock-ins: the template's, or those of a clock. A clock's file has either day and time, or both in one cell.</summary>
internal sealed class ClockInColumns
{
    private static readonly ImportColumn<DateOnly> UsualDay = Column.Date("日期", required: false, "2026-10-08", "没有“打卡时间”列时必填", "打卡日期", "考勤日期");

    private static readonly ImportColumn<TimeOnly> UsualTime =
        Column.Time("时间", required: false, "07:58:03", "没有“打卡时间”列时必填；可以没有秒", "打卡时刻", "签到时间");

    private static readonly ImportColumn<DateTime> UsualMoment =
        Column.Moment("打卡时间", required: false, "", "日期和时间在一格时用这一列", "日期时间", "刷卡时间", "考勤时间");

    /// <summary>The template's columns and their other names.</summary>
    public static readonly ClockInColumns Usual = new();

    private ClockInColumns() => (Day, Time, Moment) = (UsualDay, UsualTime, UsualMoment);

    /// <summary>A title that the profile names stands alone; one it leaves out is one of the usual ones.</summary>
    public ClockInColumns(DeviceProfile profile)
    {
        Number = Called(Number, profile.NumberColumn);
        Name = Called(Name, profile.NameColumn);
        var (split, together) = (profile.DayColumn.Length + profile.TimeColumn.Length > 0, profile.MomentColumn.Length > 0);
        if (!together)
        {
            Day = Written(Called(UsualDay, profile.DayColumn), profile.DayFormat, text => DeviceFormat.Day(text, profile.DayFormat));
            Time = Written(Called(UsualTime, profile.TimeColumn), profile.TimeFormat, text => DeviceFormat.Time(text, profile.TimeFormat));
        }

        if (!split)
        {
            Moment = Written(Called(UsualMoment, profile.MomentColumn), profile.MomentFormat, text => DeviceFormat.Moment(text, profile.MomentFormat)) with { Required = together };
        }

        EncodingName = profile.Encoding switch
        {
            DeviceEncoding.Utf8 => "UTF-8",
            DeviceEncoding.Gb18030 => "GB18030",
            _ => null,
        };
    }

    public ImportColumn<string> SiteCode { get; } =
        Column.Code("乡镇代码", required: false, "", "9 位区划代码；全县一个文件时必填，本乡镇的文件可不要这一列", 12, "区划代码", "单位代码");

    public ImportColumn<string> Number { get; } =
        Column.Code("工号", required: true, "001", "与人员名册一致", 30, "职工号", "员工编号", "人员编号", "编号", "考勤号码", "登记号码");

    public ImportColumn<string> Name { get; } = Column.PersonName("姓名", required: false, "林晓梅", "可不填；填了须与名册一致", "职工姓名", "人员姓名");

    /// <summary>Null, like <see cref="Time"/>: the file has both in one cell.</summary>
    public ImportColumn<DateOnly>? Day { get; }

    public ImportColumn<TimeOnly>? Time { get; }

    /// <summary>Null: the file has day and time apart.</summary>
    public ImportColumn<DateTime>? Moment { get; }

    /// <summary>Null: whatever it is.</summary>
    public string? EncodingName { get; }

    public IReadOnlyList<ImportColumn> All => [.. new ImportColumn?[] { SiteCode, Number, Name, Day, Time, Moment }.OfType<ImportColumn>()];

    private static ImportColumn<T> Called<T>(ImportColumn<T> usual, string title) => title.Length == 0 ? usual : usual with { Name = title, Aliases = [] };

    // What is in the clock's form is read so; the plain form of a workbook's real days and times is understood beside it.
    private static ImportColumn<T> Written<T>(ImportColumn<T> usual, string format, Func<string, T?> read)
        where T : struct => format.Length == 0
        ? usual
        : usual with
        {
            Parse = text => read(text) is { } value ? value : DeviceFormat.IsPlain(text) ? usual.Parse(text) : Parsed<T>.No($"不是 {format} 格式"),
            Allowed = $"格式 {format}",
        };
}
