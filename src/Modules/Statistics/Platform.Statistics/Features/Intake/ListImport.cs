using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Intake;

/// <summary>What a line of any source says.</summary>
internal sealed record ListLine(int Line, EventKind Kind, DateOnly On, string Name, Sex? Sex, DateOnly? Birth, string Number, string Village);

/// <summary>
/// A list of another office. Only the columns of its kind are read, a file with others that name people more closely is refused; the file is deleted with its last row and
/// its checksum kept. The same file, and the same line in another file, count once (P4-RESSTAT-01, P4-RESSTAT-02a, rights.md).
/// </summary>
internal abstract class ListImport(StatisticsDbContext db, IMediator mediator, Matcher matcher, Protector protector, Operation operation) : ImportDefinition<ListLine>
{
    /// <summary>Option: month the list is about, yyyy-MM.</summary>
    public const string MonthOption = "month";

    protected static readonly ImportColumn<string> Village = Column.Text("村（社区）", required: false, "中溪村", "本乡镇的村（社区）名称；名单没有则留空", 100, "村", "社区", "村社区");
    protected static readonly ImportColumn<string> Number = PersonalKinds.Column(PersonalKind.IdentityNumber, "身份证号", "", "有则按号码核对；加密保存，单元格设为文本", "身份证号码", "公民身份号码", "证件号码");

    private Dictionary<string, Guid>? villages;

    public abstract IntakeSource Source { get; }

    public override string Title => IntakeDesk.Of(Source);

    public override string Permission => StatisticsPermissions.Edit;

    public override bool KeepsFile => false;

    public override IReadOnlyList<string> Notes => ["只读模板上的列。文件导入后即删除，只留校验值；有错误的行在导入时先交还一份错误文件。", "同一文件、同一行重复导入不会重复入账。"];

    protected sealed override string KeyOf(ListLine row) => $"{row.Kind}|{row.On:yyyyMMdd}|{row.Name}|{row.Birth:yyyyMMdd}|{row.Number}|{row.Village}";

    protected sealed override async Task CheckAsync(IReadOnlyList<ImportRow<ListLine>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        _ = MonthOf(context);
        var known = await VillagesAsync(context.SiteId, cancellationToken);
        foreach (var row in rows.Where(r => r.Value.Village.Length > 0 && !known.ContainsKey(r.Value.Village)))
        {
            row.Refuse(Village, "不是本乡镇的村（社区）", $"如 {string.Join("、", known.Keys.Take(5))}");
        }
    }

    protected sealed override async Task<ImportCounts> ApplyAsync(IReadOnlyList<ListLine> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var known = await VillagesAsync(context.SiteId, cancellationToken);
        var hashed = rows.Select(r => (Line: r, Hashes: protector.Fingerprints("intake-row", $"{Source}|{KeyOf(r)}|{r.Sex}"))).DistinctBy(r => r.Hashes[0]).ToList();
        List<string> hashes = [.. hashed.SelectMany(h => h.Hashes)];
        var there = (await db.Set<IntakeRow>().Where(r => r.SiteId == context.SiteId && EF.Parameter(hashes).Contains(r.Hash)).Select(r => r.Hash).ToListAsync(cancellationToken)).ToHashSet();
        var fresh = hashed.Where(h => !h.Hashes.Any(there.Contains)).ToList();
        if (fresh.Count > 0)
        {
            var intake = await IntakeAsync(context, cancellationToken);
            List<ListedPerson> listed = [.. fresh.Select(f => new ListedPerson(Make(f.Line, f.Hashes[0], intake, known), f.Line.Number))];
            await matcher.MatchAsync(context.SiteId, listed, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await Bulk.InsertAsync(db, listed.Select(l => l.Row), cancellationToken);
        }

        return new ImportCounts(fresh.Count, rows.Count - fresh.Count);
    }

    protected static Sex? SexOf(ImportRow row, ImportColumn<Sex> column) => row.Has(column) ? row.Get(column) : null;

    protected DateOnly Past(ImportRow row, ImportColumn<DateOnly> column)
    {
        var day = row.Get(column);
        if (row.Has(column) && row.IsGood && (day > operation.Today || day < LedgerRules.Earliest))
        {
            row.Refuse(column, "须在 1900 年以后，不晚于今天");
        }

        return day;
    }

    private IntakeRow Make(ListLine line, string hash, Domain.Intake intake, Dictionary<string, Guid> known)
    {
        var row = new IntakeRow
        {
            SiteId = intake.SiteId,
            IntakeId = intake.Id,
            Line = line.Line,
            Hash = hash,
            Kind = line.Kind,
            OccurredOn = line.On,
            Name = line.Name,
            Initials = LedgerBook.Initials(line.Name),
            Sex = line.Sex,
            BirthDate = line.Birth,
            VillageId = line.Village.Length > 0 ? known[line.Village] : Guid.Empty,
        };
        protector.Set(LedgerFields.ListedNumber, row, line.Number);
        return row;
    }

    private async Task<Domain.Intake> IntakeAsync(ImportContext context, CancellationToken cancellationToken)
    {
        var found = await db.Set<Domain.Intake>().FirstOrDefaultAsync(i => i.SiteId == context.SiteId && i.Source == Source && i.Sha256 == context.Sha256, cancellationToken);
        if (found is null)
        {
            found = new Domain.Intake
            {
                SiteId = context.SiteId,
                Source = Source,
                Month = MonthOf(context).FirstDay,
                FileName = context.FileName,
                Sha256 = context.Sha256,
                ReceivedOn = operation.Today,
                ReceivedByName = operation.Actor.Name,
            };
            db.Add(found);
            await db.SaveChangesAsync(cancellationToken);
        }

        // Lines that were corrected in the same file come in after the list was closed.
        (found.State, found.ClosedOn) = (IntakeState.Open, null);
        return found;
    }

    private static YearMonth MonthOf(ImportContext context) => YearMonth.TryParse(context.Options.GetValueOrDefault(MonthOption), null, out var month)
        ? month
        : throw new RefusalException("OPTION_MISSING", "请先选择名单所属的月份，再上传文件。", RefusalKind.Invalid, [new FieldError(MonthOption, "请选择月份")]);

    private async Task<Dictionary<string, Guid>> VillagesAsync(int site, CancellationToken cancellationToken) =>
        villages ??= (await mediator.Send(new GetVillages([site]), cancellationToken)).DistinctBy(v => v.Name).ToDictionary(v => v.Name, v => v.Id);
}

/// <summary>公安四项变动: births, deaths, moves in and out as the police registered them.</summary>
internal sealed class PoliceImport(StatisticsDbContext db, IMediator mediator, Matcher matcher, Protector protector, Operation operation) : ListImport(db, mediator, matcher, protector, operation)
{
    public const string KindName = "statistics-police";

    private static readonly ImportColumn<EventKind> Change = Column.Choice(
        "变动类别", required: true, "迁出", [("出生", EventKind.Birth), ("死亡", EventKind.Death), ("迁入", EventKind.MovedIn), ("迁出", EventKind.MovedOut), ("出生登记", EventKind.Birth), ("死亡注销", EventKind.Death)], "", "变动", "类别");

    private static readonly ImportColumn<string> Name = Column.PersonName("姓名", required: true, "林小禾");
    private static readonly ImportColumn<Sex> Sex = Column.Choice("性别", required: false, "女", [("男", Domain.Sex.Male), ("女", Domain.Sex.Female)]);
    private static readonly ImportColumn<DateOnly> Birth = Column.Date("出生日期", required: false, "1990-05-12");
    private static readonly ImportColumn<DateOnly> On = Column.Date("变动日期", required: true, "2026-11-03", "", "发生日期", "日期");

    public override string Kind => KindName;

    public override IntakeSource Source => IntakeSource.Police;

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Change, Name, Sex, Birth, Number, Village, On];

    protected override ListLine Read(ImportRow row)
    {
        DateOnly? birth = row.Has(Birth) ? Past(row, Birth) : null;
        return new ListLine(row.Number, row.Get(Change), Past(row, On), row.Get(Name), SexOf(row, Sex), birth, row.Get(Number), row.Get(Village));
    }
}

/// <summary>医院出生: children born in a hospital. Nothing about their mothers is read.</summary>
internal sealed class HospitalImport(StatisticsDbContext db, IMediator mediator, Matcher matcher, Protector protector, Operation operation) : ListImport(db, mediator, matcher, protector, operation)
{
    public const string KindName = "statistics-hospital";

    private static readonly ImportColumn<string> Name = Column.PersonName("婴儿姓名", required: true, "林小禾", "未取名的写“未取名”", "姓名", "新生儿姓名");
    private static readonly ImportColumn<Sex> Sex = Column.Choice("性别", required: true, "女", [("男", Domain.Sex.Male), ("女", Domain.Sex.Female)]);
    private static readonly ImportColumn<DateOnly> Birth = Column.Date("出生日期", required: true, "2026-11-03", "", "出生时间");

    public override string Kind => KindName;

    public override IntakeSource Source => IntakeSource.Hospital;

    /// <summary>A list that names mothers or says anything about the birth is not taken, not even to be ignored.</summary>
    public override string? RefusalOf(string header) =>
        new[] { "母亲", "产妇", "孕", "胎", "分娩", "避孕", "父亲" }.Any(m => header.Contains(m, StringComparison.Ordinal))
            ? $"文件里有“{header}”列。平台不接收母亲、孕产、胎次等内容。文件没有保存；请删除这一列后再导入。"
            : base.RefusalOf(header);

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Name, Sex, Birth, Village];

    protected override ListLine Read(ImportRow row)
    {
        var birth = Past(row, Birth);
        return new ListLine(row.Number, EventKind.Birth, birth, row.Get(Name), row.Get(Sex), birth, "", row.Get(Village));
    }
}

/// <summary>新婚登记: who married, one line a person.</summary>
internal sealed class MarriageImport(StatisticsDbContext db, IMediator mediator, Matcher matcher, Protector protector, Operation operation) : ListImport(db, mediator, matcher, protector, operation)
{
    public const string KindName = "statistics-marriages";

    private static readonly ImportColumn<string> Name = Column.PersonName("姓名", required: true, "林小禾");
    private static readonly ImportColumn<Sex> Sex = Column.Choice("性别", required: false, "女", [("男", Domain.Sex.Male), ("女", Domain.Sex.Female)]);
    private static readonly ImportColumn<DateOnly> Birth = Column.Date("出生日期", required: false, "1998-05-12");
    private static readonly ImportColumn<DateOnly> On = Column.Date("登记日期", required: true, "2026-11-03", "", "结婚登记日期", "日期");

    public override string Kind => KindName;

    public override IntakeSource Source => IntakeSource.Marriages;

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Name, Sex, Birth, Number, Village, On];

    protected override ListLine Read(ImportRow row)
    {
        DateOnly? birth = row.Has(Birth) ? Past(row, Birth) : null;
        return new ListLine(row.Number, EventKind.Marriage, Past(row, On), row.Get(Name), SexOf(row, Sex), birth, row.Get(Number), row.Get(Village));
    }
}
