using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Records;

/// <summary>
/// Clock-ins as the machines write them. A township's file is about its own people; a county's file names the township in every row. What is
/// there already is counted as repeated, in the file and in the database.
/// </summary>
internal sealed class ClockInImport(ClockInChecks checks, ClockInWriter writer, AttendanceDbContext db, IMediator mediator) : ImportDefinition<ClockInLine>
{
    public const string KindName = "attendance-clock-ins";

    /// <summary>Id of the <see cref="DeviceProfile"/> chosen beside the file; none: the template's own columns.</summary>
    public const string ProfileOption = "profile";

    private ClockInColumns look = ClockInColumns.Usual;

    public override string Kind => KindName;

    public override string Title => "打卡记录";

    public override string Permission => AttendancePermissions.Import;

    public override IReadOnlyList<string> Notes =>
    [
        "每次打卡一行。文件内重复或已经导入过的行自动跳过，不算错误。",
        "先导入人员名册，再导入打卡记录。考勤表已经确认的月份不再接收。",
        "迟到、早退满 30 分钟的自动列出，由记录人以外的人核实。",
    ];

    public override int BatchRows => 25_000;

    public override string? EncodingName => look.EncodingName;

    protected override async Task PrepareAsync(ImportContext context, CancellationToken cancellationToken)
    {
        if (!context.Options.TryGetValue(ProfileOption, out var chosen) || chosen.Length == 0)
        {
            return;
        }

        var profile = Guid.TryParse(chosen, out var id)
            ? await db.Set<DeviceProfile>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id && p.SiteId == context.SiteId, cancellationToken)
            : null;
        look = new ClockInColumns(profile ?? throw new RefusalException("UNKNOWN_PROFILE", "没有找到所选的打卡机格式，请重新选择。", RefusalKind.Invalid));
    }

    protected override IReadOnlyList<ImportColumn> DefineColumns() => look.All;

    protected override ClockInLine Read(ImportRow row)
    {
        var site = 0;
        if (row.Get(look.SiteCode) is { Length: > 0 } code && (code.Length != 9 || !int.TryParse(code, out site)))
        {
            row.Refuse(look.SiteCode, "不是 9 位区划代码");
        }

        var (number, name) = (row.Get(look.Number), row.Get(look.Name));
        if (look.Moment is { } moments && (look.Day is null || row.Has(moments)))
        {
            var moment = row.Get(moments);
            return new ClockInLine(new ClockInDraft(site, number, name, DateOnly.FromDateTime(moment), TimeText.Seconds(TimeOnly.FromDateTime(moment))));
        }

        if (!row.Has(look.Day!))
        {
            row.Refuse(look.Day!, "没有填写日期", look.Day!.Allowed);
        }

        if (!row.Has(look.Time!))
        {
            row.Refuse(look.Time!, "没有填写时间", look.Time!.Allowed);
        }

        return new ClockInLine(new ClockInDraft(site, number, name, row.Get(look.Day!), TimeText.Seconds(row.Get(look.Time!))));
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
                row.Refuse(look.SiteCode, "没有填写乡镇代码", "9 位区划代码");
            }
        }

        var good = rows.Where(r => r.Row.IsGood);
        var check = await checks.ForAsync(good.Select(r => r.Value.Draft), cancellationToken);
        foreach (var row in good)
        {
            if (check.Check(row.Value.Draft, out var stamp) is { } fault)
            {
                row.Refuse(ColumnOf(fault.Field, row.Row), fault.Reason, fault.Allowed);
            }
            else if (township && stamp.SiteId != context.SiteId)
            {
                row.Refuse(look.SiteCode, "不是本乡镇的代码");
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

    private ImportColumn ColumnOf(ClockInField field, ImportRow row) => field switch
    {
        ClockInField.Site => look.SiteCode,
        ClockInField.Number => look.Number,
        ClockInField.Name => look.Name,
        _ => look.Moment is { } moment && (look.Day is null || row.Has(moment)) ? moment : look.Day!,
    };
}

/// <summary>A row on its way: what was read, then whose it is.</summary>
internal sealed class ClockInLine(ClockInDraft draft)
{
    public ClockInDraft Draft { get; set; } = draft;

    public Stamp Stamp { get; set; }
}
