using MediatR;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Files;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Records;

/// <summary>
/// Clock-ins as the machines write them. A township's file is about its own people; a county's file names the township in every row. What is
/// there already is counted as repeated, in the file and in the database.
/// </summary>
internal sealed class ClockInImport(ClockInChecks checks, ClockInWriter writer, IMediator mediator) : ImportDefinition<ClockInLine>
{
    public const string KindName = "attendance-clock-ins";

    private static readonly ImportColumn<string> SiteCode = Column.Code(
        "乡镇代码", required: false, "", "9 位区划代码；全县一个文件时必填，本乡镇的文件可不要这一列", 12, "区划代码", "单位代码");

    private static readonly ImportColumn<string> Number = Column.Code(
        "工号", required: true, "001", "与人员名册一致", 30, "职工号", "员工编号", "人员编号", "编号", "考勤号码", "登记号码");

    private static readonly ImportColumn<string> Name = Column.PersonName("姓名", required: false, "林晓梅", "可不填；填了须与名册一致", "职工姓名", "人员姓名");

    private static readonly ImportColumn<DateOnly> Day = Column.Date("日期", required: false, "2026-10-08", "没有“打卡时间”列时必填", "打卡日期", "考勤日期");

    private static readonly ImportColumn<TimeOnly> Time = Column.Time("时间", required: false, "07:58:03", "没有“打卡时间”列时必填；可以没有秒", "打卡时刻", "签到时间");

    private static readonly ImportColumn<DateTime> Moment = Column.Moment("打卡时间", required: false, "", "日期和时间在一格时用这一列", "日期时间", "刷卡时间", "考勤时间");

    public override string Kind => KindName;

    public override string Title => "打卡记录";

    public override string Permission => AttendancePermissions.Import;

    public override IReadOnlyList<string> Notes =>
    [
        "每次打卡一行。文件内重复或已经导入过的行自动跳过，不算错误。",
        "先导入人员名册，再导入打卡记录。考勤表已经确认的月份不再接收。",
        "迟到、早退满 30 分钟的自动列出，由记录人以外的人核实。",
    ];

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [SiteCode, Number, Name, Day, Time, Moment];

    protected override ClockInLine Read(ImportRow row)
    {
        var site = 0;
        if (row.Get(SiteCode) is { Length: > 0 } code && (code.Length != 9 || !int.TryParse(code, out site)))
        {
            row.Refuse(SiteCode, "不是 9 位区划代码");
        }

        var (number, name) = (row.Get(Number), row.Get(Name));
        if (row.Has(Moment))
        {
            var moment = row.Get(Moment);
            return new ClockInLine(new ClockInDraft(site, number, name, DateOnly.FromDateTime(moment), TimeText.Seconds(TimeOnly.FromDateTime(moment))));
        }

        if (!row.Has(Day))
        {
            row.Refuse(Day, "没有填写日期", Day.Allowed);
        }

        if (!row.Has(Time))
        {
            row.Refuse(Time, "没有填写时间", Time.Allowed);
        }

        return new ClockInLine(new ClockInDraft(site, number, name, row.Get(Day), TimeText.Seconds(row.Get(Time))));
    }

    protected override async Task CheckAsync(IReadOnlyList<ImportRow<ClockInLine>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var division = (await mediator.Send(new GetDivisions([context.SiteId]), cancellationToken)).SingleOrDefault();
        var township = division?.Levels.HasFlag(DivisionLevels.Township) == true;
        foreach (var row in rows.Where(r => r.Value.Draft.SiteId == 0))
        {
            row.Value.Draft = row.Value.Draft with { SiteId = context.SiteId };
            if (!township)
            {
                row.Refuse(SiteCode, "没有填写乡镇代码", "9 位区划代码");
            }
        }

        var good = rows.Where(r => r.Row.IsGood).ToList();
        var check = await checks.ForAsync([.. good.Select(r => r.Value.Draft)], cancellationToken);
        foreach (var row in good)
        {
            if (check.Check(row.Value.Draft, out var stamp) is { } fault)
            {
                row.Refuse(ColumnOf(fault.Field, row.Row), fault.Reason, fault.Allowed);
            }
            else if (township && stamp.SiteId != context.SiteId)
            {
                row.Refuse(SiteCode, "不是本乡镇的代码");
            }
            else
            {
                row.Value.Stamp = stamp;
            }
        }
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<ClockInLine> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var counts = await writer.WriteAsync(rows.Select(r => r.Stamp), ClockInSource.File, context.FileKey, cancellationToken);
        return new ImportCounts(counts.Added, counts.Repeated);
    }

    private static ImportColumn ColumnOf(ClockInField field, ImportRow row) => field switch
    {
        ClockInField.Site => SiteCode,
        ClockInField.Number => Number,
        ClockInField.Name => Name,
        _ => row.Has(Moment) ? Moment : Day,
    };
}

/// <summary>A row on its way: what was read, then whose it is.</summary>
internal sealed class ClockInLine(ClockInDraft draft)
{
    public ClockInDraft Draft { get; set; } = draft;

    public Stamp Stamp { get; set; }
}
