using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Protection;

namespace Platform.Infrastructure.Staff.Register;

/// <summary>
/// The staff list of a township as an Excel table: number, name, post, linked village, and as protected fields telephone and identity number. Nothing
/// else about a person is taken.
/// </summary>
internal sealed class StaffImport(IMediator mediator, StaffNumbers numbers) : ImportDefinition<StaffDraft>
{
    public const string KindName = "staff-list";

    private static readonly ImportColumn<string> Number = Column.Code(
        "工号", required: true, "001", "本乡镇内不重复；已有的工号按新内容更新", 30, "职工号", "员工编号", "人员编号", "编号");

    private static readonly ImportColumn<string> Name = Column.PersonName("姓名", required: true, "林晓梅", "50 字以内，间隔号用“·”", "职工姓名", "人员姓名");

    private static readonly ImportColumn<string> Post = Column.Text("岗位", required: true, "统计员", "中文岗位名称", 50, "职务", "岗位名称", "工作岗位");

    private static readonly ImportColumn<string> Village = Column.Text(
        "联系村", required: false, "", "联系的村（社区）名称；没有则留空，一人联系几个村时每村一行", 100, "联系村社区", "联系社区", "所联系村", "村", "村社区");

    private static readonly ImportColumn<string> Phone = PersonalKinds.Column(
        PersonalKind.Phone, "手机号", "", "可以不填；加密保存。留空时已登记的号码不变", "手机", "手机号码", "移动电话", "联系电话", "电话");

    private static readonly ImportColumn<string> IdentityNumber = PersonalKinds.Column(
        PersonalKind.IdentityNumber, "身份证号", "", "可以不填，办理证件、登记资格需要时才填；18 位，单元格设为文本", "身份证", "身份证号码", "公民身份号码", "居民身份证号");

    private readonly Dictionary<string, (int Row, StaffDraft Draft)> seen = new(StringComparer.Ordinal);

    public override string Kind => KindName;

    public override string Title => "人员名册";

    public override string Permission => CorePermissions.ManageStaff;

    public override IReadOnlyList<string> Notes =>
    [
        "收工号、姓名、岗位、联系村，以及加密保存的手机号、身份证号（可以不填）。不收住址等用不到的个人信息。",
        "文件中没有的人员不会被删除；离岗人员请在名册中停用。",
    ];

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Number, Name, Post, Village, Phone, IdentityNumber];

    protected override StaffDraft Read(ImportRow row)
    {
        var number = row.Get(Number);
        if (LooksLikeIdentityNumber(number))
        {
            row.Refuse(Number, "像是身份证号。请改用工号，身份证号另填一列");
        }

        return new StaffDraft(number, row.Get(Name), row.Get(Post), row.Get(Village), row.Get(Phone), row.Get(IdentityNumber));
    }

    // Several villages of one person are several rows: the same village twice is an error.
    protected override string KeyOf(StaffDraft row) => $"{row.Number}|{row.VillageName}";

    protected override async Task CheckAsync(IReadOnlyList<ImportRow<StaffDraft>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var villages = await mediator.Send(new GetVillages([context.SiteId]), cancellationToken);
        var names = villages.Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(r => r.Value.VillageName.Length > 0 && !names.Contains(r.Value.VillageName)))
        {
            row.Refuse(Village, "不是本乡镇的村（社区）", Nearest(names, row.Value.VillageName));
        }

        foreach (var row in rows)
        {
            var first = seen.TryGetValue(row.Value.Number, out var known) ? known : seen[row.Value.Number] = (row.Number, row.Value);
            if (first.Draft.Name != row.Value.Name || first.Draft.Post != row.Value.Post)
            {
                row.Refuse(Number, $"与第 {first.Row} 行的工号相同，但姓名或岗位不同");
            }
        }

        var holders = await numbers.HoldersAsync(context.SiteId, cancellationToken);
        foreach (var row in rows)
        {
            RefuseTaken(row, Phone, holders.Phones.OtherThan(row.Value.Number, row.Value.Phone));
            RefuseTaken(row, IdentityNumber, holders.IdentityNumbers.OtherThan(row.Value.Number, row.Value.IdentityNumber));
        }
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<StaffDraft> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var known = (await mediator.Send(new GetStaff([context.SiteId]), cancellationToken)).ToDictionary(s => s.Number);
        var villages = (await mediator.Send(new GetVillages([context.SiteId]), cancellationToken)).ToDictionary(v => v.Name, v => v.Id);
        var holders = await numbers.HoldersAsync(context.SiteId, cancellationToken);
        var news = rows.Where(r => !Same(r, known, villages) || !holders.Phones.Has(r.Number, r.Phone) || !holders.IdentityNumbers.Has(r.Number, r.IdentityNumber)).ToList();
        if (news.Count > 0)
        {
            await mediator.Send(new SaveStaff(context.SiteId, news), cancellationToken);
        }

        return new ImportCounts(news.Count, rows.Count - news.Count);
    }

    private static void RefuseTaken(ImportRow<StaffDraft> row, ImportColumn column, string? holder)
    {
        if (holder is not null)
        {
            row.Refuse(column, $"与工号“{holder}”的{column.Name}相同，请核对");
        }
    }

    private static bool Same(StaffDraft draft, Dictionary<string, StaffRow> known, Dictionary<string, Guid> villages) =>
        known.TryGetValue(draft.Number, out var person) && person.Name == draft.Name && person.Post == draft.Post
        && (draft.VillageName.Length == 0 || person.VillageIds.Contains(villages[draft.VillageName]));

    private static string Nearest(IReadOnlySet<string> names, string wrong)
    {
        var like = names.Where(n => n.StartsWith(wrong[..1], StringComparison.Ordinal)).Concat(names).Distinct().Take(5).ToList();
        return like.Count == 0 ? "本乡镇还没有村（社区）" : $"如 {string.Join("、", like)}";
    }

    private static bool LooksLikeIdentityNumber(string number) =>
        number.Length is 15 or 18 && number.Take(number.Length - 1).All(char.IsAsciiDigit) && (char.IsAsciiDigit(number[^1]) || number[^1] is 'x' or 'X');
}
