using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Classes;

/// <summary>The roster of a class as a list. Somebody with a number that is there is left as it stands.</summary>
internal sealed class LearnerImport(SchoolDbContext db, SchoolDesk desk, Operation operation) : ImportDefinition<LearnerLine>
{
    public const string KindName = "school-learners";

    /// <summary>Option: id of the class.</summary>
    public const string ClassOption = "class";

    private static readonly ImportColumn<string> Number = Column.Code("学号", required: true, "01", "本班内不重复；已有的学号跳过", 20, "编号", "序号");

    private static readonly ImportColumn<string> Name = Column.PersonName("姓名", required: true, "林小禾", "50 字以内", "学员姓名");

    private static readonly ImportColumn<bool> UnderFourteen = Column.YesNo("未满14周岁", required: false, "否", "不填为否", "未满14岁");

    private static readonly ImportColumn<string> Guardian = Column.Text("监护人", required: false, "", "未满 14 周岁的必填", 50, "监护人姓名");

    private static readonly ImportColumn<DateOnly> Consent = Column.Date("监护人同意日期", required: false, "", "未满 14 周岁的必填", "同意日期");

    public override string Kind => KindName;

    public override string Title => "学员花名册";

    public override string Permission => SchoolPermissions.Learners;

    public override IReadOnlyList<string> Notes => ["只收学号、姓名；未满 14 周岁的另填监护人和同意日期。不接收身份证号、电话、住址。"];

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Number, Name, UnderFourteen, Guardian, Consent];

    protected override LearnerLine Read(ImportRow row)
    {
        var (under, guardian) = (row.Get(UnderFourteen), row.Get(Guardian));
        DateOnly? consent = row.Has(Consent) ? row.Get(Consent) : null;
        if (row.IsGood && under && (guardian.Length == 0 || consent is null || consent > operation.Today))
        {
            row.Refuse(Guardian, "未满 14 周岁的须填写监护人和不晚于今天的同意日期");
        }

        return new LearnerLine(row.Get(Number), row.Get(Name), under, guardian, consent);
    }

    protected override string KeyOf(LearnerLine row) => row.Number;

    protected override Task CheckAsync(IReadOnlyList<ImportRow<LearnerLine>> rows, ImportContext context, CancellationToken cancellationToken) => ClassAsync(context, cancellationToken);

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<LearnerLine> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var run = await ClassAsync(context, cancellationToken);
        var there = (await db.Set<Learner>().Where(l => l.ClassId == run.Id).Select(l => l.Number).ToListAsync(cancellationToken)).ToHashSet();
        List<Learner> fresh =
        [
            .. rows.Where(r => !there.Contains(r.Number)).Select(r => new Learner
            {
                SiteId = run.SiteId,
                ClassId = run.Id,
                Number = r.Number,
                Name = r.Name,
                JoinedOn = operation.Today,
                UnderFourteen = r.UnderFourteen,
                Guardian = r.UnderFourteen ? r.Guardian : "",
                ConsentOn = r.UnderFourteen ? r.ConsentOn : null,
            }),
        ];
        await Bulk.InsertAsync(db, fresh, cancellationToken);
        return new ImportCounts(fresh.Count, rows.Count - fresh.Count);
    }

    private async Task<SchoolClass> ClassAsync(ImportContext context, CancellationToken cancellationToken)
    {
        var run = await desk.ClassAsync(context.SiteId, context.RecordOf(ClassOption, "培训班"), null, cancellationToken);
        LearnerRules.RefuseNames(run);
        return run;
    }
}

internal sealed record LearnerLine(string Number, string Name, bool UnderFourteen, string Guardian, DateOnly? ConsentOn);
