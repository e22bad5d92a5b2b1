using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.StaffList;

/// <summary>The staff list of a township with daily working hours: people go to the shared staff list, hours stay here.</summary>
internal sealed class AttendanceStaffImport(HoursWriter hours, IMediator mediator, Operation operation) : ImportDefinition<StaffLine>
{
    public const string KindName = "attendance-staff";

    /// <summary>Option: from which day the hours count, yyyy-MM-dd; the first of the current month when missing.</summary>
    public const string FromOption = "from";

    private static readonly ImportColumn<string> Number = Column.Code("工号", required: true, "001", "本乡镇内不重复；已有的工号按新内容更新", 30, "职工号", "员工编号", "人员编号", "编号");

    private static readonly ImportColumn<string> Name = Column.PersonName("姓名", required: true, "林晓梅", "50 字以内", "职工姓名", "人员姓名");

    private static readonly ImportColumn<string> Post = Column.Text("岗位", required: true, "统计员", "中文岗位名称", 50, "职务", "岗位名称", "工作岗位");

    private static readonly ImportColumn<string> Village = Column.Text("联系村", required: false, "", "联系的村（社区）名称；没有则留空", 100, "联系村社区", "所联系村", "村", "村社区");

    private static readonly ImportColumn<TimeOnly> Start = Column.Time("上班时间", required: true, "08:00", "每天上班的时间", "上班");

    private static readonly ImportColumn<TimeOnly> End = Column.Time("下班时间", required: true, "17:30", "每天下班的时间", "下班");

    public override string Kind => KindName;

    public override string Title => "考勤人员名册";

    public override string Permission => AttendancePermissions.Import;

    public override IReadOnlyList<string> Notes =>
    [
        "只收工号、姓名、岗位、联系村和上下班时间，不接收身份证号、电话、住址。",
        "文件中没有的人员不会被删除。上下班时间自所选日期起执行。",
    ];

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Number, Name, Post, Village, Start, End];

    protected override StaffLine Read(ImportRow row)
    {
        var (start, end) = (row.Get(Start), row.Get(End));
        if (row.IsGood && end <= start)
        {
            row.Refuse(End, "下班时间须晚于上班时间");
        }

        return new StaffLine(
            new StaffDraft(row.Get(Number), row.Get(Name), row.Get(Post), row.Get(Village)), TimeText.Seconds(start), TimeText.Seconds(end));
    }

    protected override string KeyOf(StaffLine row) => row.Person.Number;

    protected override async Task CheckAsync(IReadOnlyList<ImportRow<StaffLine>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var names = (await mediator.Send(new GetVillages([context.SiteId]), cancellationToken)).Select(v => v.Name).ToHashSet();
        foreach (var row in rows.Where(r => r.Value.Person.VillageName.Length > 0 && !names.Contains(r.Value.Person.VillageName)))
        {
            row.Refuse(Village, "不是本乡镇的村（社区）", names.Count is > 0 and <= 10 ? string.Join("、", names) : null);
        }
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<StaffLine> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var ids = await mediator.Send(new SaveStaff(context.SiteId, [.. rows.Select(r => r.Person)]), cancellationToken);
        var drafts = rows.Select(r => new HoursDraft(ids[r.Person.Number], r.Start, r.End)).ToList();
        await hours.WriteAsync(context.SiteId, drafts, From(context), context.FileKey, cancellationToken);
        return new ImportCounts(rows.Count, 0);
    }

    private DateOnly From(ImportContext context) =>
        DateOnly.TryParseExact(context.Options.GetValueOrDefault(FromOption), "yyyy-MM-dd", out var day) ? day : new DateOnly(operation.Today.Year, operation.Today.Month, 1);
}

/// <param name="Start">Seconds since midnight, likewise <paramref name="End"/>.</param>
internal sealed record StaffLine(StaffDraft Person, int Start, int End);
