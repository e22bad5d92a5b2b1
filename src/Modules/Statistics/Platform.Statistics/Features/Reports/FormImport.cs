using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Reports;

/// <summary>
/// A form as a list: one line an item or a rule. The template comes filled in with the form in force, to be changed and imported again from a month on; a month for which the
/// division has a form already gets the new one only while no report was built on the old.
/// </summary>
internal sealed class FormImport(StatisticsDbContext db, FormReader forms, IMediator mediator, Operation operation) : ImportDefinition<FormLine>
{
    public const string KindName = "statistics-report-form";

    /// <summary>Option: first month, yyyy-MM.</summary>
    public const string MonthOption = "month";

    /// <summary>Option: first month of the statistical year, 1 to 12.</summary>
    public const string YearOption = "year-start";

    private const string RuleWord = "校验";

    private static readonly ImportColumn<string> Code = Column.Code("代码", required: true, "A01", "字母和数字，不重复", 20);
    private static readonly ImportColumn<string> Name = Column.Text("名称", required: true, "期末人口", "指标名称或校验关系", 200, "指标名称");
    private static readonly ImportColumn<string> Unit = Column.Text("单位", required: false, "人", "不填为“人”", 10);

    private static readonly ImportColumn<LineKind> Kinds = Column.Choice(
        "统计对象", required: true, "期末人口",
        [("期初人口", LineKind.PeopleAtBegin), ("期末人口", LineKind.PeopleAtEnd), ("本月变动", LineKind.EventsOfMonth), ("本年累计变动", LineKind.EventsOfYear), ("公式", LineKind.Formula), (RuleWord, LineKind.Rule)]);

    private static readonly ImportColumn<EventKind> Event = Column.Choice(
        "变动", required: false, "", [.. Enum.GetValues<EventKind>().Select(k => (LedgerRules.Of(k), k))], "统计对象是变动的必填");

    private static readonly ImportColumn<Sex> Sex = Column.Choice("性别", required: false, "", [("男", Domain.Sex.Male), ("女", Domain.Sex.Female)], "不填则不分");

    private static readonly ImportColumn<ResidenceKind> Residence = Column.Choice(
        "居住类别", required: false, "", [.. Enum.GetValues<ResidenceKind>().Select(k => (LedgerRules.Of(k), k))], "不填则不分");

    private static readonly ImportColumn<int> AgeFrom = Column.Whole("年龄起", required: false, "", 0, 150, "月末周岁，含本数");
    private static readonly ImportColumn<int> AgeTo = Column.Whole("年龄止", required: false, "", 0, 150, "月末周岁，含本数");
    private static readonly ImportColumn<string> Formula = Column.Text("公式", required: false, "", "统计对象是公式、校验的必填，如 [A01] + [A02]、[A08] = [A09] + [A10]", 500);

    public override string Kind => KindName;

    public override string Title => "月报表式";

    public override string Permission => StatisticsPermissions.Forms;

    public override IReadOnlyList<string> Notes => ["模板已填好现行表式，修改后导入即可。行的先后就是表上的先后；公式只能用它前面的指标。", $"年龄界限合计最多 {Cube.MaxBorders} 个。"];

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Code, Name, Unit, Kinds, Event, Sex, Residence, AgeFrom, AgeTo, Formula];

    protected override async Task<FilledSheet?> FillAsync(ImportContext context, CancellationToken cancellationToken)
    {
        var content = (await forms.ForAsync([context.SiteId], YearMonth.Of(operation.Today), cancellationToken))[context.SiteId];
        static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
        return new FilledSheet(
            "月报表式",
            [
                .. content.Items.Select(i => (IReadOnlyList<string>)
                [
                    i.Code, i.Name, i.Unit, ReportDesk.Of(i.Source), i.Event is { } kind ? LedgerRules.Of(kind) : "", i.Sex is { } sex ? LedgerRules.Of(sex) : "",
                    i.Residence is { } residence ? LedgerRules.Of(residence) : "", Whole(i.AgeFrom), Whole(i.AgeTo), i.Formula,
                ]),
                .. content.Rules.Select(r => (IReadOnlyList<string>)[r.Code, r.Name, "", RuleWord, "", "", "", "", "", r.Formula]),
            ]);
    }

    protected override FormLine Read(ImportRow row)
    {
        var line = new FormLine(
            row.Number, row.Get(Code).ToUpperInvariant(), row.Get(Name), row.Has(Unit) ? row.Get(Unit) : "人", row.Get(Kinds), row.Has(Event) ? row.Get(Event) : null, row.Has(Sex) ? row.Get(Sex) : null,
            row.Has(Residence) ? row.Get(Residence) : null, row.Has(AgeFrom) ? row.Get(AgeFrom) : null, row.Has(AgeTo) ? row.Get(AgeTo) : null, row.Get(Formula));
        var good = row.IsGood;
        if (good && !line.Code.All(char.IsAsciiLetterOrDigit))
        {
            row.Refuse(Code, "只能用字母和数字");
        }

        if (good && (line.IsEvents != line.Event.HasValue))
        {
            row.Refuse(Event, line.IsEvents ? "统计对象是变动，须写明哪种变动" : "统计对象不是变动，不填");
        }

        if (good && (line.IsReckoned != (line.Formula.Length > 0)))
        {
            row.Refuse(Formula, line.IsReckoned ? "须填写公式" : "统计对象不是公式或校验，不填");
        }

        if (good && line.AgeFrom > line.AgeTo)
        {
            row.Refuse(AgeTo, "小于年龄起");
        }

        return line;
    }

    protected override string KeyOf(FormLine row) => row.Code;

    protected override Task CheckAsync(IReadOnlyList<ImportRow<FormLine>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        _ = Begin(context);
        HashSet<string> known = [];
        foreach (var row in rows)
        {
            if (row.Value.IsReckoned && Formulas.FaultOf(row.Value.Formula, known) is { } fault)
            {
                row.Refuse(Formula, fault);
            }

            if (row.Value.Kind != LineKind.Rule)
            {
                known.Add(row.Value.Code);
            }
        }

        if (Cube.BordersOf(rows.Where(r => r.Value.Kind != LineKind.Rule).Select(r => r.Value.ToItem(Guid.Empty))).Count > Cube.MaxBorders)
        {
            rows[^1].Refuse(AgeFrom, $"全表的年龄界限超过 {Cube.MaxBorders} 个，请减少");
        }

        return Task.CompletedTask;
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<FormLine> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var (first, yearStart) = Begin(context);
        var division = (await mediator.Send(new GetDivisions([context.SiteId]), cancellationToken)).FirstOrDefault() ?? throw Refusals.NotFound("这个区划");
        var old = await db.Set<ReportForm>().FirstOrDefaultAsync(f => f.DivisionId == context.SiteId && f.ValidFrom == first, cancellationToken);
        if (old is not null)
        {
            if (await db.Set<MonthlyReport>().AnyAsync(r => r.FormId == old.Id, cancellationToken))
            {
                throw new RefusalException("FORM_IN_USE", $"{first:yyyy 年 M 月}起的表式已有月报使用，不能再改。请改为从以后的月份起执行。", RefusalKind.Conflict);
            }

            db.RemoveRange(await db.Set<ReportItem>().Where(i => i.FormId == old.Id).ToListAsync(cancellationToken));
            db.RemoveRange(await db.Set<ReportRule>().Where(i => i.FormId == old.Id).ToListAsync(cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
        }

        var form = old ?? new ReportForm { DivisionId = context.SiteId, Lo = division.Lo, Hi = division.Hi, Name = $"{division.Name}{DefaultForm.Name}", ValidFrom = first };
        form.YearStartMonth = yearStart;
        if (old is null)
        {
            db.Add(form);
        }

        db.AddRange(rows.Where(r => r.Kind != LineKind.Rule).Select(r => r.ToItem(form.Id)));
        db.AddRange(rows.Where(r => r.Kind == LineKind.Rule).Select(r => new ReportRule { FormId = form.Id, Order = r.Line, Code = r.Code, Name = r.Name, Formula = r.Formula }));
        await db.SaveChangesAsync(cancellationToken);
        return new ImportCounts(rows.Count, 0);
    }

    private static (DateOnly First, int YearStart) Begin(ImportContext context)
    {
        if (!YearMonth.TryParse(context.Options.GetValueOrDefault(MonthOption), null, out var month))
        {
            throw new RefusalException("OPTION_MISSING", "请先选择表式自哪个月起执行，再上传文件。", RefusalKind.Invalid, [new FieldError(MonthOption, "请选择月份")]);
        }

        return int.TryParse(context.Options.GetValueOrDefault(YearOption) ?? "1", CultureInfo.InvariantCulture, out var start) && start is >= 1 and <= 12
            ? (month.FirstDay, start)
            : throw new RefusalException("OPTION_MISSING", "统计年度的首月须为 1 至 12。", RefusalKind.Invalid, [new FieldError(YearOption, "1 至 12")]);
    }
}

internal enum LineKind { PeopleAtBegin, PeopleAtEnd, EventsOfMonth, EventsOfYear, Formula, Rule }

internal sealed record FormLine(
    int Line, string Code, string Name, string Unit, LineKind Kind, EventKind? Event, Sex? Sex, ResidenceKind? Residence, int? AgeFrom, int? AgeTo, string Formula)
{
    public bool IsEvents => Kind is LineKind.EventsOfMonth or LineKind.EventsOfYear;

    public bool IsReckoned => Kind is LineKind.Formula or LineKind.Rule;

    public ReportItem ToItem(Guid form) => new()
    {
        FormId = form,
        Order = Line,
        Code = Code,
        Name = Name,
        Unit = Unit,
        Source = Enum.Parse<ItemSource>(Kind.ToString()),
        Event = Event,
        Sex = Sex,
        Residence = Residence,
        AgeFrom = AgeFrom,
        AgeTo = AgeTo,
        Formula = Formula,
    };
}
