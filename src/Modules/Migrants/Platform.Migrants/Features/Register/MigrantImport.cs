using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Register;

/// <summary>The register as a list. Somebody whose identity number is on the register in the same direction is left as it stands, so a file can be imported twice.</summary>
internal sealed class MigrantImport(MigrantsDbContext db, MigrantDesk desk, MatchFinder matches, Protector protector, Operation operation) : ImportDefinition<MigrantLine>
{
    public const string KindName = "migrants-register";

    private static readonly ImportColumn<string> Village = Column.Text("村（社区）", required: true, "中心村", "本乡镇的村（社区）全名", 50, "村社区", "村", "社区");

    private static readonly ImportColumn<Move> Direction = Column.Choice("流动方向", required: true, "流入", [("流入", Move.In), ("流出", Move.Out)], "流入或流出", "方向");

    private static readonly ImportColumn<string> Name = Column.PersonName("姓名", required: true, "林小禾", "50 字以内");

    private static readonly ImportColumn<string> Identity = PersonalKinds.Column(PersonalKind.IdentityNumber, "身份证号", "", "可以不填；18 位，单元格设为文本；加密保存", "身份证", "身份证号码", "公民身份号码");

    private static readonly ImportColumn<string> Phone = PersonalKinds.Column(PersonalKind.Phone, "联系电话", "", "可以不填；加密保存", "手机", "手机号", "电话");

    private static readonly ImportColumn<string> Address = PersonalKinds.Column(PersonalKind.Address, "住址", "", "可以不填；加密保存", "现住址", "居住地址");

    private static readonly ImportColumn<string> From = Column.Text("从何处来", required: false, "安徽省阜阳市临泉县", "流入的必填", 100, "户籍地", "流出地");

    private static readonly ImportColumn<string> To = Column.Text("到何处去", required: false, "", "流出的必填", 100, "去向", "流入地");

    private static readonly ImportColumn<DateOnly> Moved = Column.Date("流动日期", required: true, "2026-09-01", "不晚于今天", "流入日期", "流出日期", "日期");

    private static readonly ImportColumn<Housing> Living = Column.Choice(
        "居住方式", required: false, "租房", [("其他", Housing.Other), ("租房", Housing.Rented), ("自有住房", Housing.Own), ("单位宿舍", Housing.Dormitory), ("投靠亲友", Housing.WithFamily)], "不填为其他", "住房");

    public override string Kind => KindName;

    public override string Title => "流动人口登记";

    public override string Permission => MigrantPermissions.Office;

    public override IReadOnlyList<string> Notes => ["只收居住信息。不接收婚姻、生育、避孕和健康情况，含有这些列的文件请先删去。身份证号、电话、住址自愿填写。"];

    public override string? RefusalOf(string header) => Forbidden.FirstOrDefault(header.Contains) is { } word
        ? $"表中有“{header}”列。流动人口登记不收{word}情况，请删去这一列后再导入。"
        : base.RefusalOf(header);

    private static IEnumerable<string> Forbidden => ["婚", "孕", "生育", "避孕", "节育", "健康", "手术", "子女"];

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Village, Direction, Name, Identity, Phone, Address, From, To, Moved, Living];

    protected override MigrantLine Read(ImportRow row)
    {
        var line = new MigrantLine(
            row.Get(Village), row.Get(Direction), row.Get(Name), row.Get(Identity), row.Get(Phone), row.Get(Address), row.Get(From), row.Get(To), row.Get(Moved), row.Has(Living) ? row.Get(Living) : Housing.Other);
        if (row.IsGood && line.MovedOn > operation.Today)
        {
            row.Refuse(Moved, "不能晚于今天");
        }

        if (row.IsGood && (line.Move == Move.In ? line.From : line.To).Length == 0)
        {
            row.Refuse(line.Move == Move.In ? From : To, line.Move == Move.In ? "流入的请填写从何处来" : "流出的请填写到何处去");
        }

        return line;
    }

    protected override string? KeyOf(MigrantLine row) => row.Identity.Length > 0 ? $"{row.Move}:{row.Identity}" : $"{row.Move}:{row.Village}:{row.Name}:{row.MovedOn:yyyyMMdd}";

    protected override async Task CheckAsync(IReadOnlyList<ImportRow<MigrantLine>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var villages = (await desk.VillagesAsync(context.SiteId, cancellationToken)).Select(v => v.Name).ToHashSet();
        foreach (var row in rows.Where(r => r.Row.IsGood && !villages.Contains(r.Value.Village)))
        {
            row.Refuse(Village, "不是本乡镇的村（社区），请核对名称");
        }
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<MigrantLine> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var villages = (await desk.VillagesAsync(context.SiteId, cancellationToken)).ToDictionary(v => v.Name, v => v.Id);
        var indexes = rows.Where(r => r.Identity.Length > 0).SelectMany(r => protector.Indexes(MigrantFields.IdentityNumber, r.Identity)).Distinct().ToList();
        var known = (await db.Set<MigrantRecord>()
            .Where(r => r.SiteId == context.SiteId && r.State == RecordState.Current && EF.Parameter(indexes).Contains(r.IdentityNumberIndex))
            .Select(r => new { r.Move, r.IdentityNumberIndex }).ToListAsync(cancellationToken)).Select(r => (r.Move, r.IdentityNumberIndex)).ToHashSet();
        var names = rows.Where(r => r.Identity.Length == 0).Select(r => r.Name).Distinct().ToList();
        var namesakes = (await db.Set<MigrantRecord>()
            .Where(r => r.SiteId == context.SiteId && r.State == RecordState.Current && EF.Parameter(names).Contains(r.Name))
            .Select(r => new { r.Move, r.VillageId, r.Name, r.MovedOn }).ToListAsync(cancellationToken)).Select(r => (r.Move, r.VillageId, r.Name, r.MovedOn)).ToHashSet();
        var fresh = rows.Where(r => r.Identity.Length > 0
            ? !protector.Indexes(MigrantFields.IdentityNumber, r.Identity).Any(i => known.Contains((r.Move, i)))
            : !namesakes.Contains((r.Move, villages[r.Village], r.Name, r.MovedOn))).Select(r => Make(r, context.SiteId, villages[r.Village])).ToList();
        db.AddRange(fresh);
        await db.SaveChangesAsync(cancellationToken);
        if (await matches.FindAsync(fresh, cancellationToken) > 0)
        {
            await db.SaveChangesAsync(cancellationToken);
        }

        return new ImportCounts(fresh.Count, rows.Count - fresh.Count);
    }

    private MigrantRecord Make(MigrantLine line, int site, Guid village)
    {
        var record = MigrantNumbers.New(site, village, line.Move, line.Name, operation);
        (record.FromPlace, record.ToPlace, record.MovedOn, record.Housing) = (line.From, line.To, line.MovedOn, line.Housing);
        protector.Set(MigrantFields.IdentityNumber, record, line.Identity);
        protector.Set(MigrantFields.Phone, record, line.Phone);
        protector.Set(MigrantFields.Address, record, line.Address);
        return record;
    }
}

internal sealed record MigrantLine(
    string Village, Move Move, string Name, string Identity, string Phone, string Address, string From, string To, DateOnly MovedOn, Housing Housing)
{
    /// <summary>Without the person: lines end up in logs.</summary>
    public override string ToString() => nameof(MigrantLine);
}
