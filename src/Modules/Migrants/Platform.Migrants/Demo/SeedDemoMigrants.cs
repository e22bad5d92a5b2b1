using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;
using Platform.Migrants.Features.Register;

namespace Platform.Migrants.Demo;

/// <summary>Answers how many registrations there are. A fixed number of statements.</summary>
[Label("装入演示流动人口")]
[Requires(MigrantPermissions.Work)]
internal sealed record SeedDemoMigrants(DivisionScope County, IReadOnlyList<DivisionRow> Sites, IReadOnlyList<VillageRow> Villages) : ICommand<int>;

internal sealed class SeedDemoMigrantsHandler(MigrantsDbContext db, MatchFinder matches, Protector protector, IMediator mediator, Operation operation) : IRequestHandler<SeedDemoMigrants, int>
{
    private const int PerSite = 12;
    private const string Clerk = "流动人口专干";

    // Invented people.
    private static readonly string[] Families = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
    private static readonly string[] Given = ["小禾", "春燕", "建国", "丽华", "志强", "雅琴", "海波", "玉兰", "明月", "国栋", "晓峰"];
    private static readonly string[] Places = ["安徽省阜阳市", "河南省信阳市", "江苏省南京市", "浙江省湖州市", "上海市", "安徽省广德市"];

    private readonly List<MigrantRecord> records = [];
    private readonly List<RegisterCheck> checks = [];
    private readonly List<Inquiry> inquiries = [];
    private readonly List<Handover> handovers = [];
    private readonly List<MigrantReport> reports = [];
    private readonly List<BureauAct> acts = [];

    public async Task<int> Handle(SeedDemoMigrants request, CancellationToken cancellationToken)
    {
        var villages = request.Villages.ToLookup(v => v.SiteId);
        for (var i = 0; i < request.Sites.Count; i++)
        {
            Register(request.Sites[i].Id, [.. villages[request.Sites[i].Id]], i);
            Ask(request.Sites, i);
            Report(request.Sites[i].Id, i);
        }

        Move(request.Sites, villages);
        Log(request.County.DivisionId);
        db.AddRange(records);
        db.AddRange(checks);
        db.AddRange(inquiries);
        db.AddRange(handovers);
        db.AddRange(reports);
        db.AddRange(acts);
        await db.SaveChangesAsync(cancellationToken);
        await matches.FindAsync(records, cancellationToken);
        await TrackAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutiesFulfilled([.. Proofs()]), cancellationToken);
        return records.Count;
    }

    private void Register(int site, IReadOnlyList<VillageRow> villages, int index)
    {
        if (villages.Count == 0)
        {
            return;
        }

        for (var i = 0; i < PerSite; i++)
        {
            var move = i % 4 == 3 ? Domain.Move.Out : Domain.Move.In;
            var record = Record(site, villages[i % villages.Count].Id, move, (index * PerSite) + i);
            record.MovedOn = operation.Today.AddDays(-20 - (i * 37) - index);
            (record.FromPlace, record.ToPlace) = move == Domain.Move.In ? (Places[(i + index) % Places.Length], "") : ("", Places[(i + index) % Places.Length]);
            if (i == 10)
            {
                (record.State, record.EndedOn) = (RecordState.Ended, operation.Today.AddDays(-30));
            }
        }

        // The quarter before is checked everywhere, this one in most villages.
        var quarter = MigrantRules.QuarterOf(operation.Today);
        for (var i = 0; i < villages.Count; i++)
        {
            Check(site, villages[i].Id, quarter.AddMonths(-3), MigrantRules.EndOfQuarter(quarter.AddMonths(-3)).AddDays(-10 + (i % 8)));
            if ((i + index) % 4 != 0)
            {
                Check(site, villages[i].Id, quarter, Earlier(quarter.AddDays(25 + (i % 12))));
            }
        }
    }

    private DateOnly Earlier(DateOnly day) => day < operation.Today ? day : operation.Today;

    private MigrantRecord Record(int site, Guid village, Move move, int n)
    {
        var record = MigrantNumbers.New(site, village, move, Families[n % Families.Length] + Given[n * 3 % Given.Length], operation);
        record.Housing = (Housing)(n % 5);
        protector.Set(MigrantFields.IdentityNumber, record, NumberOf(n));
        protector.Set(MigrantFields.Phone, record, $"1390000{n % 10000:0000}");
        records.Add(record);
        return record;
    }

    // 990000 is no region: the number is formally right and nobody's.
    private static string NumberOf(int n)
    {
        var digits = $"990000{1970 + (n % 30)}{1 + (n % 12):00}{1 + (n % 28):00}{n % 1000:000}";
        return digits + IdentityNumbers.CheckOf(digits);
    }

    // A departure here is an arrival there.
    private void Move(IReadOnlyList<DivisionRow> sites, ILookup<int, VillageRow> villages)
    {
        for (var i = 0; i + 1 < sites.Count; i += 3)
        {
            if (villages[sites[i].Id].FirstOrDefault() is { } from && villages[sites[i + 1].Id].FirstOrDefault() is { } to)
            {
                var day = operation.Today.AddDays(-25 - i);
                var (left, came) = (Record(sites[i].Id, from.Id, Domain.Move.Out, 600 + i), Record(sites[i + 1].Id, to.Id, Domain.Move.In, 600 + i));
                (left.MovedOn, left.ToPlace) = (day, $"宁国市{sites[i + 1].Name}");
                (came.MovedOn, came.FromPlace) = (day.AddDays(2), $"宁国市{sites[i].Name}");
            }
        }
    }

    private void Check(int site, Guid village, DateOnly quarter, DateOnly day)
    {
        var there = records.Where(r => r.SiteId == site && r.VillageId == village && r.State == RecordState.Current && r.MovedOn <= day).ToList();
        there.ForEach(r => r.CheckedOn = day);
        checks.Add(new RegisterCheck
        {
            SiteId = site,
            VillageId = village,
            Quarter = quarter,
            CheckedOn = day,
            Confirmed = there.Count,
            Fresh = there.Count(r => r.MovedOn >= quarter),
            CheckedByName = "村专干",
        });
    }

    // To the next township: one answered in time, one that waits, one late at every fifth, one that is to be handed over.
    private void Ask(IReadOnlyList<DivisionRow> sites, int i)
    {
        var (asker, other, today) = (sites[i].Id, sites[(i + 1) % sites.Count].Id, operation.Today);
        var answered = Inquiry(asker, other, i, InquiryTopic.DocumentAuthenticity, "证件“服务手册”是否真实有效", today.AddDays(-40));
        Send(answered, today.AddDays(-30));
        (answered.State, answered.Result, answered.AnsweredOn, answered.AnsweredByName) = (InquiryState.Answered, InquiryResult.Confirmed, today.AddDays(-27 + (i % 3)), Clerk);
        Send(Inquiry(asker, other, 100 + i, InquiryTopic.ServiceContinuity, "迁居后免费健康讲座和咨询服务怎样衔接", today.AddDays(-12)), today.AddDays(-3));
        if (i % 5 == 0)
        {
            Send(Inquiry(asker, other, 200 + i, InquiryTopic.ServiceContinuity, "已登记的服务项目能否在现居住地继续办理", today.AddDays(-60)), today.AddDays(i % 10 == 0 ? -45 : -15));
        }

        var draft = Inquiry(asker, other, 300 + i, InquiryTopic.DocumentAuthenticity, "培训结业证书编号是否真实", today.AddDays(-2));
        (draft.State, draft.OtherSiteId) = (InquiryState.Draft, asker);
        foreach (var back in new[] { 1, 0 })
        {
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-back);
            if (month.AddDays(9) <= today && (i % 6 != 5 || back == 1))
            {
                handovers.Add(new Handover { SiteId = asker, Month = month, Count = 1 + (i % 2), HandedOn = month.AddDays(5 + (i % 4)), HandedAt = operation.Now, HandedByName = Clerk });
            }
        }
    }

    private Inquiry Inquiry(int asker, int other, int n, InquiryTopic topic, string question, DateOnly day)
    {
        var id = Infrastructure.Keys.New();
        var inquiry = new Inquiry
        {
            Id = id,
            SiteId = asker,
            OtherSiteId = other,
            TargetSiteId = other,
            Number = $"查{day:yyyyMMdd}-{id.ToString("N")[^8..].ToUpperInvariant()}",
            Topic = topic,
            SubjectName = Families[n % Families.Length] + Given[n % Given.Length],
            Question = question,
            ConsentReference = $"同意书〔{day.Year}〕{n + 1} 号",
            DraftedOn = day,
            DraftedByName = Clerk,
        };
        protector.Set(InquiryFields.IdentityNumber, inquiry, NumberOf(700 + (n % 250)));
        inquiries.Add(inquiry);
        return inquiry;
    }

    private static void Send(Inquiry inquiry, DateOnly day)
    {
        (inquiry.State, inquiry.SentOn, inquiry.SentByName, inquiry.Tracked) = (InquiryState.Sent, day, "县平台操作员", true);
        MigrantDeadlines.Receive(inquiry, day);
    }

    private void Report(int site, int index)
    {
        var month = new DateOnly(operation.Today.Year, operation.Today.Month, 1).AddMonths(-1);
        if (index % 7 == 6)
        {
            return;
        }

        reports.Add(new MigrantReport
        {
            SiteId = site,
            Month = month,
            Inside = 8 + (index % 3),
            Outside = 3,
            Came = 1,
            Ended = index % 2,
            Asked = 1,
            Answered = 1,
            Analysis = "本月流入、流出人数平稳，来处以省内为主。下月继续做好登记和服务，按期答复查询。",
            SubmittedOn = month.AddMonths(1).AddDays(2 + (index % 3)),
            SubmittedByName = Clerk,
        });
    }

    // Every working day of the last weeks but the newest, two pick-ups and one sending a month.
    private void Log(int county)
    {
        var first = new DateOnly(operation.Today.Year, operation.Today.Month, 1);
        for (var day = first.AddMonths(-1); day < operation.Today; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                Act(county, BureauActKind.Login, day, 0);
            }

            if (day.Day is 8 or 22)
            {
                Act(county, BureauActKind.PickUp, day, 19);
            }

            if (day.Day == 18)
            {
                Act(county, BureauActKind.Query, day, 19);
            }
        }
    }

    private void Act(int county, BureauActKind kind, DateOnly day, int count) =>
        acts.Add(new BureauAct { SiteId = county, Kind = kind, Day = day, Count = count, ByName = "县平台操作员", At = new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8)) });

    private async Task TrackAsync(CancellationToken cancellationToken)
    {
        var sent = inquiries.Where(q => q.ReceivedOn is not null).ToList();
        await mediator.Send(new TrackDeadlines([.. sent.SelectMany(MigrantDeadlines.DraftsOf)], Generated: true), cancellationToken);
        foreach (var day in sent.Where(q => q.AnsweredOn is not null).GroupBy(q => q.AnsweredOn!.Value))
        {
            await mediator.Send(new SettleDeadlines([.. day.Select(q => Domain.Inquiry.RefOf(q.Id))], day.Key), cancellationToken);
        }
    }

    private IEnumerable<DutyFulfilled> Proofs() =>
    [
        .. checks.Select(c => new DutyFulfilled(MigrantCodes.RegisterQuarterly, c.SiteId, c.VillageId, c.Quarter, RegisterCheck.RefOf(c.Id), c.CheckedOn, c.CheckedOn)),
        .. handovers.Select(h => new DutyFulfilled(MigrantCodes.HandoverMonthly, h.SiteId, Guid.Empty, h.Month, Handover.RefOf(h.Id), h.HandedOn, h.HandedOn)),
        .. reports.Select(r => new DutyFulfilled(MigrantCodes.ReportMonthly, r.SiteId, Guid.Empty, r.Month, MigrantReport.RefOf(r.Id), r.SubmittedOn, r.SubmittedOn)),
        .. acts.Select(a => new DutyFulfilled(
            a.Kind switch { BureauActKind.Login => MigrantCodes.LoginDaily, BureauActKind.Query => MigrantCodes.QueryMonthly, _ => MigrantCodes.LoginTwice },
            a.SiteId, Guid.Empty, new DateOnly(a.Day.Year, a.Day.Month, 1), BureauAct.RefOf(a.Id), a.Day, a.Day)),
    ];
}
