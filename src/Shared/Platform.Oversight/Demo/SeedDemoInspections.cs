using MediatR;
using Platform.Contracts.Contributions;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Demo;

/// <summary>
/// A month of field work in the demo county: guidance visits to nearly every village, the quarter's inspections, checks of the groups; some with problems that
/// became findings. Only what had happened by the day of seeding. Sent by the seeding alone.
/// </summary>
[Label("装入演示现场检查")]
[Requires(OversightPermissions.Work)]
internal sealed record SeedDemoInspections(YearMonth Month, DateOnly Today, IReadOnlyList<DivisionRow> Sites, IReadOnlyList<VillageRow> Villages) : ICommand<Unit>;

internal sealed class SeedDemoInspectionsHandler(OversightDbContext db, IMediator mediator, IWorkingDays days) : IRequestHandler<SeedDemoInspections, Unit>
{
    private static readonly string[] Groups = ["城南出租房屋服务小组", "工业园区出租房屋服务小组"];

    private static readonly string[] Problems = ["上月学习活动记录缺签到表", "公开栏内容两个月没有更新", "药具供应点台账有两笔没有登记", "会议记录不完整，缺少决定事项", "服务申请登记簿漏填受理日期"];

    private readonly List<Inspection> inspections = [];
    private readonly List<InspectionLine> lines = [];
    private readonly List<InspectionProblem> problems = [];
    private readonly List<Finding> findings = [];

    public async Task<Unit> Handle(SeedDemoInspections request, CancellationToken cancellationToken)
    {
        var (first, today) = (request.Month.FirstDay, request.Today);
        var staff = (await mediator.Send(new GetStaff([.. request.Sites.Select(s => s.Id)]), cancellationToken)).ToLookup(s => s.SiteId);
        foreach (var (village, i) in request.Villages.Select((v, i) => (v, i)))
        {
            // One guidance visit in sixteen was not made.
            if (DemoDice.Roll(16, village.SiteId, i, first.Month, 21) > 0)
            {
                Add(InspectionKind.Guidance, village.SiteId, village.Id, "", first.AddDays(3 + DemoDice.Roll(20, i, first.Month, 22)), i, [.. staff[village.SiteId]], today);
            }

            // The quarter's inspections are made in its second and third month.
            if (first.Month % 3 != 1 && (i % 2 == first.Month % 2 || first.Month % 3 == 0) && DemoDice.Roll(12, village.SiteId, i, 23) > 0)
            {
                Add(InspectionKind.VillageInspection, village.SiteId, village.Id, "", first.AddDays(4 + DemoDice.Roll(22, i, first.Month, 24)), i, [.. staff[village.SiteId]], today);
            }
        }

        foreach (var (site, i) in request.Sites.Select((s, i) => (s, i)))
        {
            foreach (var (group, g) in Groups.Select((name, g) => (name, g)).Where(x => DemoDice.Roll(8, site.Id, first.Month, x.g, 25) > 0))
            {
                Add(InspectionKind.GroupCheck, site.Id, Guid.Empty, group, first.AddDays(5 + DemoDice.Roll(18, i, g, first.Month)), i + g, [.. staff[site.Id]], today);
            }
        }

        await Bulk.InsertAsync(db, inspections, cancellationToken);
        await Bulk.InsertAsync(db, lines, cancellationToken);
        await Bulk.InsertAsync(db, findings, cancellationToken);
        await Bulk.InsertAsync(db, problems, cancellationToken);
        await Bulk.InsertAsync(db, findings.Select(f => new FindingEvent
        {
            SiteId = f.SiteId,
            FindingId = f.Id,
            Act = FindingAct.Found,
            At = new DateTimeOffset(f.FoundOn.ToDateTime(new TimeOnly(16, 0)), TimeSpan.FromHours(8)),
            ByName = "乡镇经办人",
            Note = "现场检查发现",
        }), cancellationToken);
        if (findings.Count > 0)
        {
            await mediator.Send(new TrackDeadlines([.. findings.Select(f => OversightDeadlines.DraftOf(f, f.FoundOn))], Generated: true), cancellationToken);
        }

        await mediator.Publish(
            new DutiesFulfilled(
            [
                .. inspections.Select(i => new DutyFulfilled(
                    InspectionRules.DutyOf(i.Kind), i.SiteId, i.Kind == InspectionKind.GroupCheck ? Guid.Empty : i.VillageId, i.Period, i.EvidenceRef, i.DoneOn, i.RecordedOn)),
            ]),
            cancellationToken);
        return Unit.Value;
    }

    private void Add(InspectionKind kind, int site, Guid village, string group, DateOnly day, int number, List<StaffRow> people, DateOnly today)
    {
        if (day > today || people.Count == 0)
        {
            return;
        }

        var inspector = people[DemoDice.Roll(people.Count, site, number, day.Month)];
        var items = InspectionRules.Default(kind);
        var inspection = new Inspection
        {
            SiteId = site,
            Kind = kind,
            VillageId = village,
            GroupName = group,
            Period = InspectionRules.PeriodOf(kind, day),
            DoneOn = day,
            InspectorStaffId = inspector.Id,
            InspectorName = inspector.Name,
            FormName = $"{InspectionRules.Text(kind)}表",
            MaxPoints = items.Sum(i => i.MaxPoints),
            Lessons = kind == InspectionKind.VillageInspection ? "台账按月核对后明显规范，做法可向其他村推广。" : "",
            RecordedBy = "乡镇经办人",
            RecordedOn = day,
        };
        var weak = DemoDice.Roll(items.Count, site, number, day.Month, 26);
        var rows = items.Select((item, i) => new InspectionLine
        {
            SiteId = site,
            InspectionId = inspection.Id,
            Position = i,
            Text = item.Text,
            MaxPoints = item.MaxPoints,
            Guidance = item.Guidance,
            Points = item.MaxPoints == 0 ? null : item.MaxPoints - (i == weak ? 4 : DemoDice.Roll(3, site, number, i)),
            Remark = i == weak ? "有遗漏，已当场说明" : item.MaxPoints == 0 ? "正常" : "",
        }).ToList();
        inspection.Points = rows.Sum(r => r.Points ?? 0);
        inspection.Percent = InspectionRules.Percent(inspection.Points, inspection.MaxPoints);
        inspections.Add(inspection);
        lines.AddRange(rows);
        if (DemoDice.Roll(4, site, number, day.Month, 27) == 0)
        {
            AddProblem(inspection, DemoTexts.Pick(Problems, site, number, day.Month), number, inspector, today);
        }
    }

    private void AddProblem(Inspection inspection, string text, int number, StaffRow inspector, DateOnly today)
    {
        var problem = new InspectionProblem { SiteId = inspection.SiteId, InspectionId = inspection.Id, Text = text };
        problems.Add(problem);
        if (number % 2 == 0)
        {
            return;
        }

        var severity = number % 3 == 0 ? FindingSeverity.Major : FindingSeverity.Minor;
        var finding = new Finding
        {
            SiteId = inspection.SiteId,
            UnitId = inspection.VillageId,
            CheckCode = OversightChecks.Inspections,
            Month = YearMonth.Of(inspection.DoneOn).FirstDay,
            Key = problem.Id.ToString("N"),
            Severity = severity,
            Title = text,
            Detail = $"{inspection.DoneOn:yyyy-MM-dd}{InspectionRules.Text(inspection.Kind)}发现，检查人：{inspection.InspectorName}。",
            Link = $"/oversight/inspections/{inspection.Id}",
            FoundOn = inspection.DoneOn,
            OwnerStaffId = inspector.Id,
            OwnerName = inspector.Name,
            DueOn = OversightDeadlines.DueOf(severity, inspection.DoneOn, days),
        };
        problem.FindingId = finding.Id;
        findings.Add(finding);
    }
}
