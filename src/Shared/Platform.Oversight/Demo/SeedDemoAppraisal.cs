using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;
using Platform.Oversight.Features.Recipients;

namespace Platform.Oversight.Demo;

/// <summary>
/// Who is reported the results, responsibility letters of the year and last year's year-end appraisal, with invented names. Sent by the seeding before months are
/// closed, so that publishing reports to somebody.
/// </summary>
[Label("装入演示送阅对象、责任书和年终评比")]
[Requires(OversightPermissions.Work)]
internal sealed record SeedDemoAppraisal(IReadOnlyList<DivisionRow> Sites, IReadOnlyList<VillageRow> Villages) : ICommand;

internal sealed class SeedDemoAppraisalHandler(OversightDbContext db, DutyCatalog catalog, IMediator mediator, Operation operation) : IRequestHandler<SeedDemoAppraisal, Unit>
{
    private static readonly string[] Names = ["周正平", "钱文海", "孙立群", "吴海燕", "郑国强", "王春生", "冯月华", "陈思远"];

    public async Task<Unit> Handle(SeedDemoAppraisal request, CancellationToken cancellationToken)
    {
        var year = operation.Today.Year;
        var villages = request.Villages.ToLookup(v => v.SiteId);
        var people = (await mediator.Send(new GetStaff([.. request.Sites.Select(s => s.Id)]), cancellationToken)).ToLookup(p => p.SiteId);
        var indicators = catalog.Modules.SelectMany(m => m.Indicators).ToList();
        for (var i = 0; i < request.Sites.Count; i++)
        {
            var site = request.Sites[i];
            db.AddRange(GetRecipientsHandler.Named.Select((post, n) => new ResultRecipient { SiteId = site.Id, RowNumber = n + 1, PostName = post, PersonName = Names[(i + n) % Names.Length] }));
            var letter = Letter(site.Id, year, LetterLevel.Township, Guid.Empty, site.Name, Names[(i + 1) % Names.Length], Guid.Empty, indicators.Where(x => x.Level == DutyLevel.Site));
            foreach (var village in villages[site.Id])
            {
                Letter(site.Id, year, LetterLevel.Village, village.Id, village.Name, "", letter, indicators.Where(x => x.Level == DutyLevel.Village));
            }

            YearEnd(site.Id, year - 1, [.. people[site.Id].Take(5)]);
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"演示：{request.Sites.Count} 个乡镇的送阅对象、责任书和年终评比");
        return Unit.Value;
    }

    private Guid Letter(int site, int year, LetterLevel level, Guid unit, string name, string owner, Guid parent, IEnumerable<IndicatorDefinition> indicators)
    {
        var letter = new ResponsibilityLetter
        {
            SiteId = site,
            Year = year,
            Level = level,
            UnitId = unit,
            UnitName = name,
            OwnerName = owner,
            ParentId = parent,
            SignedOn = level == LetterLevel.Township ? new DateOnly(year, 1, 15) : null,
        };
        db.Add(letter);
        db.AddRange(indicators.Select((x, n) => new LetterTarget { SiteId = site, LetterId = letter.Id, RowNumber = n + 1, Code = x.Code, Target = x.Target }));
        return letter.Id;
    }

    private void YearEnd(int site, int year, IReadOnlyList<StaffRow> people)
    {
        var appraisal = new YearAppraisal
        {
            SiteId = site,
            Year = year,
            Kind = YearAppraisalKind.Publicists,
            Summary = "全年例会、学习按时，宣传活动有记录，意见答复及时。",
            State = YearAppraisalState.Approved,
            ProposedBy = "办公室经办人（演示）",
            ApprovedBy = "办公室主任（演示）",
            ApprovedOn = new DateOnly(year, 12, 28),
        };
        db.Add(appraisal);
        db.AddRange(people.Select((p, n) => new YearAppraisalRow
        {
            SiteId = site,
            AppraisalId = appraisal.Id,
            StaffId = p.Id,
            Name = p.Name,
            PostName = p.Post,
            Grade = n == 0 ? YearGrade.Excellent : YearGrade.Good,
            Award = n == 0 ? "通报表扬" : "",
            Note = n == 0 ? "资料齐全，活动组织得好。" : "",
        }));
    }
}
