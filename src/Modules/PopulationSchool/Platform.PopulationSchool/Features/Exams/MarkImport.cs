using MediatR;
using Platform.Infrastructure.Files;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Exams;

/// <summary>Marks of an exam as a list, by the numbers in the class.</summary>
internal sealed class MarkImport(ExamReader exams, IMediator mediator) : ImportDefinition<MarkLine>
{
    public const string KindName = "school-marks";

    /// <summary>Option: id of the exam.</summary>
    public const string ExamOption = "exam";

    private static readonly ImportColumn<string> Number = Column.Code("学号", required: true, "01", "本班花名册上的学号", 20, "编号", "序号");

    private static readonly ImportColumn<decimal> Mark = Column.Decimal("分数", required: false, "86", 0, SchoolRules.FullMark, decimals: 1, "没有参加的不填", "成绩");

    private static readonly ImportColumn<bool> Excused = Column.YesNo("请假", required: false, "", "没有参加且请过假的填是");

    public override string Kind => KindName;

    public override string Title => "考试成绩";

    public override string Permission => SchoolPermissions.Learners;

    public override IReadOnlyList<string> Notes => ["按学号登记。没有分数、也没有请假的，按未参加（事假）登记。"];

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Number, Mark, Excused];

    protected override MarkLine Read(ImportRow row)
    {
        decimal? mark = row.Has(Mark) ? row.Get(Mark) : null;
        var excused = row.Get(Excused);
        if (excused && mark is not null)
        {
            row.Refuse(Excused, "有分数的不能同时请假");
        }

        return new MarkLine(row.Get(Number), mark is not null ? ExamAttendance.Sat : excused ? ExamAttendance.Excused : ExamAttendance.Absent, mark);
    }

    protected override string KeyOf(MarkLine row) => row.Number;

    protected override async Task CheckAsync(IReadOnlyList<ImportRow<MarkLine>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var known = (await SheetAsync(context, cancellationToken)).Learners.ToDictionary(l => l.Number);
        foreach (var row in rows)
        {
            if (!known.TryGetValue(row.Value.Number, out var learner))
            {
                row.Refuse(Number, "不在这次考试的名单上");
            }
            else if (learner.Used && learner.Mark != row.Value.Mark)
            {
                row.Refuse(Mark, "已凭这次成绩结业，不能更正");
            }
        }
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<MarkLine> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var sheet = await SheetAsync(context, cancellationToken);
        var known = sheet.Learners.ToDictionary(l => l.Number);
        List<EnteredMark> changed =
        [
            .. rows.Where(r => known[r.Number].Attendance != r.Attendance || known[r.Number].Mark != r.Mark).Select(r => new EnteredMark(known[r.Number].LearnerId, r.Attendance, r.Mark)),
        ];
        if (changed.Count > 0)
        {
            await mediator.Send(new EnterMarks(context.SiteId, sheet.Id, changed), cancellationToken);
        }

        return new ImportCounts(changed.Count, rows.Count - changed.Count);
    }

    private Task<ExamSheet> SheetAsync(ImportContext context, CancellationToken cancellationToken) =>
        exams.ReadAsync(context.SiteId, context.RecordOf(ExamOption, "考试"), cancellationToken);
}

internal sealed record MarkLine(string Number, ExamAttendance Attendance, decimal? Mark);
