using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Files;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Qualifications;

/// <summary>Certificates of a township's staff as an Excel table, matched by staff number.</summary>
internal sealed class QualificationImport(OrganisationDbContext db, IMediator mediator, Infrastructure.Messaging.Operation operation) : ImportDefinition<CertificateLine>
{
    public const string KindName = "qualifications";

    private static readonly ImportColumn<string> Number = Column.Code("工号", required: true, "001", "人员名册中的工号", 30, "职工号", "员工编号", "人员编号");

    private static readonly ImportColumn<QualificationKind> CertificateKind = Column.Choice(
        "证书类别", required: true, "药具管理人员培训证", [.. Enum.GetValues<QualificationKind>().Select(k => (Words.Of(k), k))], "", "类别", "证书名称");

    private static readonly ImportColumn<string> CertificateNumber = Column.Code("证书编号", required: true, "皖药具2026018", "证书本身的编号，不是身份证号", 40, "编号", "证号");

    private static readonly ImportColumn<string> Issuer = Column.Text("发证机关", required: false, "宣城市卫生健康委员会", "", 100, "发证单位");

    private static readonly ImportColumn<IssuerLevel> Level = Column.Choice(
        "发证级别", required: false, "市级", [.. Enum.GetValues<IssuerLevel>().Where(l => l != IssuerLevel.Unknown).Select(l => (Words.Of(l), l))]);

    private static readonly ImportColumn<DateOnly> IssuedOn = Column.Date("发证日期", required: true, "2025-06-10");

    private static readonly ImportColumn<DateOnly> ExpiresOn = Column.Date("有效期至", required: false, "2028-06-09", "长期有效的留空", "到期日期", "有效期");

    private static readonly ImportColumn<Schooling> Learned = Column.Choice(
        "文化程度", required: false, "大专", [.. Enum.GetValues<Schooling>().Where(s => s != Schooling.Unknown).Select(s => (Words.Of(s), s)), ("高中", Schooling.SeniorSecondary), ("中专", Schooling.SeniorSecondary), ("本科", Schooling.Bachelor)], "", "学历");

    public override string Kind => KindName;

    public override string Title => "资格证书";

    public override string Permission => OrganisationPermissions.ManageQualifications;

    public override IReadOnlyList<string> Notes => ["按工号对应人员名册。同类别、同编号的证书按新内容更新。", "文件中没有的证书不会改动。不接收身份证号、电话、住址。"];

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Number, CertificateKind, CertificateNumber, Issuer, Level, IssuedOn, ExpiresOn, Learned];

    protected override CertificateLine Read(ImportRow row)
    {
        var line = new CertificateLine(
            row.Get(Number), row.Get(CertificateKind), row.Get(CertificateNumber), row.Get(Issuer), row.Get(Level), row.Get(IssuedOn),
            row.Has(ExpiresOn) ? row.Get(ExpiresOn) : OpenEnd.Never, row.Get(Learned));
        if (QualificationRules.LooksLikeIdentityNumber(line.CertificateNumber))
        {
            row.Refuse(CertificateNumber, "像是身份证号，请填写证书本身的编号");
        }

        if (row.IsGood && line.ExpiresOn < line.IssuedOn)
        {
            row.Refuse(ExpiresOn, "早于发证日期");
        }

        return line;
    }

    protected override string KeyOf(CertificateLine row) => $"{row.Kind}|{row.CertificateNumber}";

    protected override ImportColumn KeyColumn => CertificateNumber;

    protected override async Task CheckAsync(IReadOnlyList<ImportRow<CertificateLine>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var people = (await mediator.Send(new GetStaff([context.SiteId]), cancellationToken)).ToDictionary(p => p.Number, p => p.Id);
        var known = await KnownAsync(context.SiteId, rows.Select(r => r.Value), cancellationToken);
        foreach (var row in rows)
        {
            if (!people.TryGetValue(row.Value.StaffNumber, out var person))
            {
                row.Refuse(Number, "人员名册中没有这个在岗人员的工号");
            }
            else if (known.TryGetValue((row.Value.Kind, row.Value.CertificateNumber), out var there) && there.StaffId != person)
            {
                row.Refuse(CertificateNumber, "这个编号已登记在别人名下");
            }
        }
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<CertificateLine> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var people = (await mediator.Send(new GetStaff([context.SiteId]), cancellationToken)).ToDictionary(p => p.Number, p => p.Id);
        var known = await KnownAsync(context.SiteId, rows, cancellationToken);
        var same = 0;
        foreach (var line in rows)
        {
            if (!known.TryGetValue((line.Kind, line.CertificateNumber), out var row))
            {
                row = new Qualification { SiteId = context.SiteId, StaffId = people[line.StaffNumber], Kind = line.Kind, Number = line.CertificateNumber };
                db.Add(row);
            }
            else if ((row.Issuer, row.Level, row.IssuedOn, row.ExpiresOn, row.Schooling) == (line.Issuer, line.Level, line.IssuedOn, line.ExpiresOn, line.Schooling))
            {
                same++;
                continue;
            }

            (row.Issuer, row.Level, row.IssuedOn, row.ExpiresOn, row.Schooling) = (line.Issuer, line.Level, line.IssuedOn, line.ExpiresOn, line.Schooling);
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"导入证书 {rows.Count - same} 件");
        return new ImportCounts(rows.Count - same, same);
    }

    private async Task<Dictionary<(QualificationKind Kind, string Number), Qualification>> KnownAsync(int siteId, IEnumerable<CertificateLine> rows, CancellationToken cancellationToken)
    {
        var numbers = rows.Select(r => r.CertificateNumber).Distinct().ToList();
        var known = await db.Set<Qualification>().Where(q => q.SiteId == siteId && q.VoidReason == "" && numbers.Contains(q.Number)).ToListAsync(cancellationToken);
        return known.GroupBy(q => (q.Kind, q.Number)).ToDictionary(g => g.Key, g => g.First());
    }
}

internal sealed record CertificateLine(
    string StaffNumber, QualificationKind Kind, string CertificateNumber, string Issuer, IssuerLevel Level, DateOnly IssuedOn, DateOnly ExpiresOn, Schooling Schooling);
