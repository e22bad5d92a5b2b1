using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;

namespace Platform.Infrastructure.Staff.Register;

/// <summary>The staff list of a township as an Excel table: number, name, post, linked village. Nothing else about a person is taken.</summary>
internal sealed class StaffImport(IMediator mediator) : ImportDefinition<StaffDraft>
{
    public const string KindName = "staff-list";

    private static readonly ImportColumn<string> Number = Column.Code(
        "工号", required: true, "001", "本乡镇内不重复；已有的工号按新内容更新", 30, "职工号", "员工编号", "人员编号", "编号");

    private static readonly ImportColumn<string> Name = Column.PersonName("姓名", required: true, "林晓梅", "50 字以内，间隔号用“·”", "职工姓名", "人员姓名");

    private static readonly ImportColumn<string> Post = Column.Text("岗位", required: true, "统计员", "中文岗位名称", 50, "职务", "岗位名称", "工作岗位");

    private static readonly ImportColumn<string> Village = Column.Text(
        "联系村", required: false, "", "联系的村（社区）名称；没有则留空，一人联系几个村时每村一行", 100, "联系村社区", "联系社区", "所联系村", "村", "村社区");

    private readonly Dictionary<string, (int Row, StaffDraft Draft)> seen = new(StringComparer.Ordinal);

    public override string Kind => KindName;

    public override string Title => "人员名册";

    public override string Permission => CorePermissions.ManageStaff;

    public override IReadOnlyList<string> Notes =>
    [
        "只收工号、姓名、岗位、联系村。平台在建立加密保护字段之前，不接收身份证号、电话、住址。",
        "文件中没有的人员不会被删除；离岗人员请在名册中停用。",
    ];

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Number, Name, Post, Village];

    protected override StaffDraft Read(ImportRow row)
    {
        var number = row.Get(Number);
        if (LooksLikeIdentityNumber(number))
        {
            row.Refuse(Number, "像是身份证号。平台不接收身份证号，请改用工号");
        }

        return new StaffDraft(number, row.Get(Name), row.Get(Post), row.Get(Village));
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
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<StaffDraft> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var known = (await mediator.Send(new GetStaff([context.SiteId]), cancellationToken)).ToDictionary(s => s.Number);
        var villages = (await mediator.Send(new GetVillages([context.SiteId]), cancellationToken)).ToDictionary(v => v.Name, v => v.Id);
        var news = rows.Where(r => !Same(r, known, villages)).ToList();
        if (news.Count > 0)
        {
            await mediator.Send(new SaveStaff(context.SiteId, news), cancellationToken);
        }

        return new ImportCounts(news.Count, rows.Count - news.Count);
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
