using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Demo;

/// <summary>Answers how many residents there are. Invented people, numbers of region 990000. A fixed number of statements.</summary>
[Label("装入演示人口统计")]
[Requires(StatisticsPermissions.Work)]
internal sealed record SeedDemoStatistics(IReadOnlyList<int> Sites) : ICommand<int>;

internal sealed class SeedDemoStatisticsHandler(StatisticsDbContext db, IMediator mediator, LedgerBook book, ReportBuilder builder, Protector protector, Operation operation) : IRequestHandler<SeedDemoStatistics, int>
{
    private const int HouseholdsPerVillage = 4;
    private const int PeoplePerHousehold = 3;

    private static readonly string[] Families = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"];
    private static readonly string[] Given = ["小禾", "春燕", "建国", "丽华", "志强", "雅琴", "海波", "玉兰", "明月", "国栋", "文涛", "秀英", "子涵"];
    private static readonly int[] Ages = [34, 32, 6, 61, 58, 29, 45, 43, 16, 71, 2, 38];

    private readonly List<Household> households = [];
    private readonly List<Resident> residents = [];
    private readonly List<PopulationEvent> events = [];

    public async Task<int> Handle(SeedDemoStatistics request, CancellationToken cancellationToken)
    {
        var villages = (await mediator.Send(new GetVillages(request.Sites), cancellationToken)).ToLookup(v => v.SiteId);
        foreach (var (village, index) in request.Sites.SelectMany(s => villages[s]).Select((v, i) => (v, i)))
        {
            Village(village, index);
        }

        await Bulk.InsertAsync(db, households, cancellationToken);
        await Bulk.InsertAsync(db, residents, cancellationToken);
        await Bulk.InsertAsync(db, events, cancellationToken);
        await ReportsAsync(request.Sites, cancellationToken);
        foreach (var site in request.Sites)
        {
            List(site, [.. villages[site]]);
        }

        await db.SaveChangesAsync(cancellationToken);
        return residents.Count;
    }

    private void Village(VillageRow village, int index)
    {
        for (var h = 0; h < HouseholdsPerVillage; h++)
        {
            var household = new Household { SiteId = village.SiteId, VillageId = village.Id, Number = $"{h + 1:0000}", GroupName = $"第{"一二三四"[h]}组" };
            protector.Set(LedgerFields.Address, household, $"{village.Name}{household.GroupName}{(h * 7) + 3}号");
            households.Add(household);
            for (var p = 0; p < PeoplePerHousehold; p++)
            {
                Person(household, (index * HouseholdsPerVillage * PeoplePerHousehold) + (h * PeoplePerHousehold) + p, p, index);
            }
        }

        // A birth, somebody who moved in, somebody who left and somebody who died in the year, spread over villages and months.
        var mine = residents.FindAll(r => r.VillageId == village.Id);
        switch (index % 6)
        {
            case 0:
                Arrive(village, EventKind.Birth, Day(-20 - (index % 60)), index);
                break;
            case 1:
                Arrive(village, EventKind.MovedIn, Day(-35 - (index % 50)), index);
                break;
            case 2:
                Leave(mine[4], EventKind.MovedOut, Day(-25 - (index % 70)));
                break;
            case 3:
                Leave(mine[9], EventKind.Death, Day(-40 - (index % 40)));
                break;
            case 4:
                Event(mine[5], EventKind.Marriage, Day(-30 - (index % 45)));
                break;
            default:
                break;
        }
    }

    private void Person(Household household, int number, int place, int index)
    {
        var born = operation.Today.AddYears(-Ages[number % Ages.Length]).AddDays(-((number * 37) % 330) - 1);
        var sex = place % 2 == 0 ? Sex.Male : Sex.Female;
        Add(household.SiteId, household.VillageId, household.Id, Families[index % Families.Length] + Given[number % Given.Length], sex, born, number % 11 == 0 ? ResidenceKind.Away : number % 7 == 0 ? ResidenceKind.NotRegistered : ResidenceKind.Registered, born, number);
    }

    private Resident Add(int site, Guid village, Guid household, string name, Sex sex, DateOnly born, ResidenceKind residence, DateOnly from, int number)
    {
        var resident = new Resident { SiteId = site, VillageId = village, HouseholdId = household, Name = name, Residence = residence, From = from };
        var digits = $"990000{born:yyyyMMdd}{((number % 499) * 2) + (sex == Sex.Male ? 1 : 0):000}";
        book.Describe(resident, name, sex, born, digits + IdentityNumbers.CheckOf(digits));
        residents.Add(resident);
        return resident;
    }

    private void Arrive(VillageRow village, EventKind kind, DateOnly day, int index)
    {
        var born = kind == EventKind.Birth ? day : operation.Today.AddYears(-27).AddDays(-index);
        var household = households.FindLast(h => h.VillageId == village.Id)!;
        Event(Add(village.SiteId, village.Id, household.Id, Families[(index + 5) % Families.Length] + Given[(index + 3) % Given.Length], index % 4 == 0 ? Sex.Male : Sex.Female, born, ResidenceKind.Registered, day, 400 + index), kind, day);
    }

    private void Leave(Resident resident, EventKind kind, DateOnly day)
    {
        resident.To = day;
        Event(resident, kind, day);
    }

    private void Event(Resident resident, EventKind kind, DateOnly day) => events.Add(new PopulationEvent
    {
        SiteId = resident.SiteId,
        VillageId = resident.VillageId,
        ResidentId = resident.Id,
        Kind = kind,
        OccurredOn = day,
        EnteredOn = day.AddDays(3),
        EnteredByName = "统计员",
    });

    private DateOnly Day(int days) => operation.Today.AddDays(days);

    // The month before last is approved everywhere; of the last month some are approved, some handed in, one was sent back, one is still being written.
    private async Task ReportsAsync(IReadOnlyList<int> sites, CancellationToken cancellationToken)
    {
        var last = YearMonth.Of(operation.Today).AddMonths(-1);
        List<DutyFulfilled> proofs = [];
        foreach (var month in new[] { last.AddMonths(-1), last })
        {
            var due = month.AddMonths(1).FirstDay;
            foreach (var (report, index) in (await builder.BuildAsync(sites, month, cancellationToken)).Select((r, i) => (r, i)))
            {
                report.Analysis = $"{month.ToChinese()}本镇人口变动不大。出生、迁入和死亡、迁出均已按名单与台账核对；外出人员较上月略有增加，请各村继续核实外出人员的返乡情况。";
                var left = month == last ? index % 6 : 0;
                if (left == 5)
                {
                    continue;
                }

                var day = due.AddDays(1 + (index % 4));
                day = day > operation.Today ? operation.Today : day;
                report.BuiltAt = new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8));
                (report.PreparedByName, report.PreparedOn, report.ReviewedByName, report.ReviewedOn, report.SealedOn) = ("统计员", day, "办公室主任", day, day);
                (report.State, report.SubmittedOn) = (ReportState.Submitted, day);
                if (left == 4)
                {
                    ReportDesk.Unsign(report);
                    (report.State, report.SubmittedOn, report.ReturnReason, report.Returns) = (ReportState.Returned, null, "统计分析没有写明外出人员增加的原因，请补充。", 1);
                    continue;
                }

                proofs.Add(new DutyFulfilled(StatisticsCodes.ReportMonthly, report.SiteId, Guid.Empty, report.Month, MonthlyReport.RefOf(report.Id), day, day));
                if (left != 3)
                {
                    (report.State, report.ApprovedOn, report.ApprovedByName) = (ReportState.Approved, day.AddDays(1) > operation.Today ? operation.Today : day.AddDays(1), "县级管理员");
                }
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        await mediator.Publish(new DutiesFulfilled(proofs), cancellationToken);
    }

    // Three lines from the police: somebody with a slip in the birth date, a newborn, and somebody who is not of here.
    private void List(int site, IReadOnlyList<VillageRow> villages)
    {
        if (villages.Count == 0)
        {
            return;
        }

        var month = YearMonth.Of(operation.Today).AddMonths(-1);
        var list = new Intake
        {
            SiteId = site,
            Source = IntakeSource.Police,
            Month = month.FirstDay,
            FileName = $"四项变动{month}.xlsx",
            Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(site.ToString(CultureInfo.InvariantCulture)))),
            ReceivedOn = operation.Today.AddDays(-4),
            ReceivedByName = "统计员",
        };
        db.Add(list);
        var living = residents.FindAll(r => r.SiteId == site && r.To == OpenEnd.Never);
        var (slip, village) = (living[1], villages[0]);
        Line(list, 3, EventKind.MovedOut, slip.Name, slip.Sex, slip.BirthDate.AddDays(slip.BirthDate.Day > 15 ? -1 : 1), slip.VillageId, 1);
        Line(list, 4, EventKind.Birth, "林小禾", Sex.Female, operation.Today.AddDays(-12), village.Id, 0);
        Line(list, 5, EventKind.Death, "欧阳无名", Sex.Male, new DateOnly(1950, 1, 1), Guid.Empty, 0);
    }

    private void Line(Intake list, int line, EventKind kind, string name, Sex sex, DateOnly born, Guid village, int candidates) => db.Add(new IntakeRow
    {
        SiteId = list.SiteId,
        IntakeId = list.Id,
        Line = line,
        Hash = protector.Fingerprints("intake-row", $"demo|{list.Id}|{line}")[0],
        Kind = kind,
        OccurredOn = kind == EventKind.Birth ? born : operation.Today.AddDays(-10),
        Name = name,
        Initials = LedgerBook.Initials(name),
        Sex = sex,
        BirthDate = born,
        VillageId = village,
        Candidates = candidates,
    });
}
