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

namespace Platform.Statistics.Features.Residents;

/// <summary>The ledger of a township as a list, for its beginning: who lives where. Somebody whose number, or name with birth date, is there already is left as he stands.</summary>
internal sealed class ResidentImport(StatisticsDbContext db, IMediator mediator, LedgerBook book, Protector protector, Operation operation) : ImportDefinition<ResidentLine>
{
    public const string KindName = "statistics-residents";

    private static readonly ImportColumn<string> Village = Column.Text("村（社区）", required: true, "中溪村", "本乡镇的村（社区）名称", 100, "村", "社区", "村社区");
    private static readonly ImportColumn<string> Group = Column.Text("居民小组", required: false, "第三组", "没有则留空", 30, "小组", "村民小组");
    private static readonly ImportColumn<string> HouseholdNumber = Column.Code("户号", required: false, "0031", "同一户的人填同一个户号", 30, "家庭编号");
    private static readonly ImportColumn<string> Name = Column.PersonName("姓名", required: true, "林小禾", "50 字以内，间隔号用“·”");
    private static readonly ImportColumn<Sex> Sex = Column.Choice("性别", required: true, "女", [("男", Domain.Sex.Male), ("女", Domain.Sex.Female)]);
    private static readonly ImportColumn<DateOnly> Birth = Column.Date("出生日期", required: true, "1990-05-12", "", "出生年月日");
    private static readonly ImportColumn<string> Number = PersonalKinds.Column(PersonalKind.IdentityNumber, "身份证号", "", "可以不填；加密保存，单元格设为文本", "身份证号码", "公民身份号码", "证件号码");

    private static readonly ImportColumn<ResidenceKind> Residence = Column.Choice(
        "居住类别", required: true, "户籍常住", [("户籍常住", ResidenceKind.Registered), ("户籍外出", ResidenceKind.Away), ("非户籍常住", ResidenceKind.NotRegistered)]);

    private static readonly ImportColumn<DateOnly> Since = Column.Date("入账日期", required: false, "", "何时起住在本村；不填则自出生起", "迁入日期");

    private Dictionary<string, Guid>? villages;

    public override string Kind => KindName;

    public override string Title => "人口台账";

    public override string Permission => StatisticsPermissions.Edit;

    public override IReadOnlyList<string> Notes => ["初次建账用。已在台账上的人（身份证号相同，或同村同名同生日）跳过。不收婚姻、生育、避孕、健康等内容，不收电话。", "此后的变动在“人口变动”登记，或从公安等单位的名单核对。"];

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Village, Group, HouseholdNumber, Name, Sex, Birth, Number, Residence, Since];

    protected override ResidentLine Read(ImportRow row)
    {
        DateOnly? since = row.Has(Since) ? row.Get(Since) : null;
        var line = new ResidentLine(
            row.Get(Village), row.Get(Group), row.Get(HouseholdNumber), row.Get(Name), row.Get(Sex), row.Get(Birth), row.Get(Number), row.Get(Residence), since);
        if (row.IsGood && (line.Birth > operation.Today || line.Birth < LedgerRules.Earliest))
        {
            row.Refuse(Birth, "须在 1900 年以后，不晚于今天");
        }

        if (row.IsGood && (since < line.Birth || since > operation.Today))
        {
            row.Refuse(Since, "不能早于出生日期，也不能晚于今天");
        }

        return line;
    }

    protected override string KeyOf(ResidentLine row) => row.Number.Length > 0 ? row.Number : $"{row.Village}|{row.Name}|{row.Birth:yyyyMMdd}";

    protected override ImportColumn KeyColumn => Name;

    protected override async Task CheckAsync(IReadOnlyList<ImportRow<ResidentLine>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var known = await VillagesAsync(context.SiteId, cancellationToken);
        foreach (var row in rows.Where(r => !known.ContainsKey(r.Value.Village)))
        {
            row.Refuse(Village, "不是本乡镇的村（社区）", $"如 {string.Join("、", known.Keys.Take(5))}");
        }
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<ResidentLine> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var site = context.SiteId;
        var known = await VillagesAsync(site, cancellationToken);
        List<(ResidentLine Line, Resident Resident)> made = [.. rows.Select(r => (r, Make(r, site, known[r.Village])))];
        var there = await ThereAsync(site, made, cancellationToken);
        var fresh = made.Where(m => !there(m.Resident)).ToList();
        await HouseholdsAsync(site, fresh, known, cancellationToken);
        await Bulk.InsertAsync(db, fresh.Select(f => f.Resident), cancellationToken);
        return new ImportCounts(fresh.Count, rows.Count - fresh.Count);
    }

    private Resident Make(ResidentLine line, int site, Guid village)
    {
        var resident = new Resident { SiteId = site, VillageId = village, Name = line.Name, Residence = line.Residence, From = line.Since ?? line.Birth };
        book.Describe(resident, line.Name, line.Sex, line.Birth, line.Number);
        return resident;
    }

    private async Task<Func<Resident, bool>> ThereAsync(int site, List<(ResidentLine Line, Resident Resident)> made, CancellationToken cancellationToken)
    {
        var indexes = made.Where(m => m.Line.Number.Length > 0).SelectMany(m => protector.Indexes(LedgerFields.IdentityNumber, m.Line.Number)).ToList();
        var numbers = (await db.Set<Resident>().Where(r => r.SiteId == site && r.To == OpenEnd.Never && EF.Parameter(indexes).Contains(r.IdentityNumberIndex))
            .Select(r => r.IdentityNumberIndex).ToListAsync(cancellationToken)).ToHashSet();
        var births = made.Select(m => m.Line.Birth).Distinct().ToList();
        var named = (await db.Set<Resident>().Where(r => r.SiteId == site && r.To == OpenEnd.Never && EF.Parameter(births).Contains(r.BirthDate))
            .Select(r => new { r.VillageId, r.Name, r.BirthDate }).ToListAsync(cancellationToken)).Select(r => (r.VillageId, r.Name, r.BirthDate)).ToHashSet();
        return r => (!r.IdentityNumberIndex.IsEmpty && numbers.Contains(r.IdentityNumberIndex)) || named.Contains((r.VillageId, r.Name, r.BirthDate));
    }

    private async Task HouseholdsAsync(int site, List<(ResidentLine Line, Resident Resident)> fresh, Dictionary<string, Guid> known, CancellationToken cancellationToken)
    {
        var numbers = fresh.Where(f => f.Line.Household.Length > 0).Select(f => f.Line.Household).Distinct().ToList();
        var there = (await db.Set<Household>().AsNoTracking().Where(h => h.SiteId == site && EF.Parameter(numbers).Contains(h.Number)).ToListAsync(cancellationToken))
            .ToDictionary(h => (h.VillageId, h.Number));
        List<Household> added = [];
        foreach (var (line, resident) in fresh.Where(f => f.Line.Household.Length > 0))
        {
            var key = (known[line.Village], line.Household);
            if (!there.TryGetValue(key, out var household))
            {
                there[key] = household = new Household { SiteId = site, VillageId = key.Item1, Number = line.Household, GroupName = line.Group };
                added.Add(household);
            }

            resident.HouseholdId = household.Id;
        }

        await Bulk.InsertAsync(db, added, cancellationToken);
    }

    private async Task<Dictionary<string, Guid>> VillagesAsync(int site, CancellationToken cancellationToken) =>
        villages ??= (await mediator.Send(new GetVillages([site]), cancellationToken)).DistinctBy(v => v.Name).ToDictionary(v => v.Name, v => v.Id);
}

internal sealed record ResidentLine(
    string Village, string Group, string Household, string Name, Sex Sex, DateOnly Birth, string Number, ResidenceKind Residence, DateOnly? Since);
