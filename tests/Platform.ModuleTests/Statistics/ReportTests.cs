using Autofac;
using CsCheck;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;
using Platform.Oversight.Data;
using Platform.Statistics;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;
using Platform.Statistics.Features.Reports;
using Platform.Statistics.Features.Residents;
using Platform.Statistics.Features.Waiting;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Statistics.StatisticsWorld;

namespace Platform.ModuleTests.Statistics;

/// <summary>From the ledger to a signed, approved and, where it was wrong, corrected report.</summary>
public sealed class ReportTests
{
    private static readonly YearMonth October = new(2026, 10);
    private static readonly PageRequest First = new(1, 100);

    [Theory, DatabaseData]
    public async Task A_report_is_built_signed_submitted_returned_approved_and_corrected(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (east, west) = await VillagesAsync(platform);
        var old = await Person(platform, east, "林老", Sex.Male, new(1950, 10, 31));
        await Person(platform, east, "林小禾", Sex.Female, new(1990, 5, 12));
        await Person(platform, west, "林树", Sex.Male, new(2026, 10, 5), EventKind.Birth);
        await Person(platform, west, "王五", Sex.Male, new(1980, 1, 1), EventKind.MovedIn, new(2026, 10, 20));
        await As(platform, new RecordChange(Site, old, EventKind.Death, new(2026, 10, 31)));
        Assert.Equal("IN_FUTURE", await Code(() => As(platform, new BuildReports(Site, new YearMonth(2026, 12)))));
        Assert.Equal(1, await As(platform, new BuildReports(Site, October)));
        var row = Assert.Single((await As(platform, new ListMonthlyReports(First, Site))).Items);
        var report = await As(platform, new GetMonthlyReport(row.Id));
        Assert.Equal(["合计", "东村", "西村"], report.Units.Select(u => u.Name));
        Assert.Empty(report.Broken);
        Assert.Equal([2m, 2m, 0m], Values(report, "A01"));
        Assert.Equal([1m, 0m, 1m], Values(report, "A02"));
        Assert.Equal([1m, 1m, 0m], Values(report, "A05"));
        Assert.Equal([3m, 1m, 2m], Values(report, "A08"));
        Assert.Equal([1m, 0m, 1m], Values(report, "A14"));
        Assert.Equal([2m, 1m, 1m], Values(report, "A16"));
        Assert.Equal([1m, -1m, 2m], Values(report, "A19"));

        // A figure opens down to its people and events.
        Assert.Equal(["林树"], (await As(platform, new OpenFigure(Site, row.Id, "A02", First))).Items.Select(r => r.Name));
        Assert.Equal(["林小禾", "王五"], (await As(platform, new OpenFigure(Site, row.Id, "A16", First))).Items.Select(r => r.Name).Order());
        Assert.Equal(["王五"], (await As(platform, new OpenFigure(Site, row.Id, "A16", First, west))).Items.Select(r => r.Name));
        Assert.Equal("FIGURE_IS_FORMULA", await Code(() => As(platform, new OpenFigure(Site, row.Id, "A19", First))));

        Assert.Equal("NO_ANALYSIS", await Code(() => As(platform, new SignAsPreparer(Site, row.Id))));
        await As(platform, new SaveAnalysis(Site, row.Id, "本月出生一人，死亡一人，迁入一人。"));
        Assert.Equal("NOT_PREPARED", await Code(() => Other(platform, new SignAsReviewer(Site, row.Id))));
        await As(platform, new SignAsPreparer(Site, row.Id));
        Assert.Empty(await As(platform, new GetWaitingStatistics()));
        Assert.Equal([new WaitingStatistics(StatisticsWork.ReviewReport, 1, row.Id, October.FirstDay)], await Other(platform, new GetWaitingStatistics()));
        Assert.Equal("SAME_SIGNER", await Code(() => As(platform, new SignAsReviewer(Site, row.Id))));
        Assert.Equal("NOT_SIGNED", await Code(() => As(platform, new SubmitReport(Site, row.Id, true))));
        await Other(platform, new SignAsReviewer(Site, row.Id));
        Assert.Equal([StatisticsWork.SubmitReport], (await As(platform, new GetWaitingStatistics())).Select(w => w.Work));
        Assert.Equal("NOT_SEALED", await Code(() => As(platform, new SubmitReport(Site, row.Id, false))));
        await As(platform, new SubmitReport(Site, row.Id, true));
        Assert.Empty(await As(platform, new GetWaitingStatistics()));
        Assert.Equal([StatisticsWork.ApproveReport], (await Other(platform, new GetWaitingStatistics(), Places.County, Guid.NewGuid())).Select(w => w.Work));
        Assert.Equal("REPORT_FROZEN", await Code(() => As(platform, new BuildReports(Site, October))));
        Assert.Equal((StatisticsCodes.ReportMonthly, October.FirstDay), Assert.Single((await ProofsAsync(platform)).Select(p => (p.DutyCode, p.Period))));

        await Other(platform, new ReturnReport(Site, row.Id, "分析太短"), Places.County, Guid.NewGuid());
        Assert.Equal([StatisticsWork.MendReport], (await As(platform, new GetWaitingStatistics())).Select(w => w.Work));
        Assert.Empty(await ProofsAsync(platform));
        await Sign(platform, row.Id);
        Assert.Equal("OWN_REPORT", await Code(() => As(platform, new ApproveReport(Site, row.Id))));
        await Other(platform, new ApproveReport(Site, row.Id), Places.County, Guid.NewGuid());
        Assert.Empty(await Other(platform, new GetWaitingStatistics(), Places.County, Guid.NewGuid()));
        Assert.Equal("REPORT_FROZEN", await Code(() => As(platform, new SaveAnalysis(Site, row.Id, "再改"))));

        // A late birth changes the ledger, not the frozen report; the correction counts it.
        await Person(platform, east, "林芽", Sex.Female, new(2026, 10, 9), EventKind.Birth);
        Assert.Equal([1m, 0m, 1m], Values(await As(platform, new GetMonthlyReport(row.Id)), "A02"));
        Assert.Equal(2, (await As(platform, new OpenFigure(Site, row.Id, "A02", First))).Total);
        var next = await As(platform, new ReviseReport(Site, row.Id, "漏登一名出生"));
        Assert.Equal("REVISION_EXISTS", await Code(() => As(platform, new ReviseReport(Site, row.Id, "再来"))));
        report = await As(platform, new GetMonthlyReport(next));
        Assert.Equal((2, ReportState.Draft), (report.Revision, report.State));
        Assert.Equal([2m, 1m, 1m], Values(report, "A02"));
        Assert.Equal(next, (await As(platform, new GetMonthlyReport(row.Id))).NewerId);
    }

    [Theory, DatabaseData]
    public async Task A_county_is_approved_only_after_its_townships(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (county, other) = (Places.County, Places.SecondSite);
        var (east, _) = await VillagesAsync(platform);
        var (north, _) = await VillagesAsync(platform, other);
        await Person(platform, east, "林小禾", Sex.Female, new(1990, 5, 12));
        await platform.SendAs(Places.Site(other), All, new RegisterResident(other, north, null, "王五", Sex.Male, new(1960, 1, 1), ResidenceKind.Registered));
        Assert.Equal(8, await platform.SendAs(county, All, new BuildReports(Places.CountyId, October)));
        var reports = (await platform.SendAs(county, All, new ListMonthlyReports(First, Month: October))).Items;
        foreach (var report in reports)
        {
            await platform.Write<StatisticsDbContext>(async db =>
            {
                var open = await db.Set<MonthlyReport>().FirstAsync(r => r.Id == report.Id);
                open.State = report.SiteId == other ? ReportState.Submitted : ReportState.Approved;
            });
        }

        var sum = await platform.SendAs(county, All, new BuildSummary(Places.CountyId, October));
        Assert.Equal("NOT_A_PARENT", await Code(() => As(platform, new BuildSummary(Site, October))));
        await platform.SendAs(county, All, new SaveAnalysis(Places.CountyId, sum, "全县情况。"));
        await platform.SendAs(county, All, new SignAsPreparer(Places.CountyId, sum));
        await Other(platform, new SignAsReviewer(Places.CountyId, sum), county);
        await platform.SendAs(county, All, new SubmitReport(Places.CountyId, sum, true));
        Assert.Equal("CHILDREN_OPEN", await Code(() => Other(platform, new ApproveReport(Places.CountyId, sum), county, Guid.NewGuid())));
        await Other(platform, new ApproveReport(other, reports.Single(r => r.SiteId == other).Id), county, Guid.NewGuid());
        await Other(platform, new ReturnReport(Places.CountyId, sum, "还有乡镇没有汇总"), county, Guid.NewGuid());
        await platform.SendAs(county, All, new BuildSummary(Places.CountyId, October));
        var detail = await platform.SendAs(county, All, new GetMonthlyReport(sum));
        Assert.Equal(9, detail.Units.Count);
        Assert.Equal([2m, 1m, 1m, 0m, 0m, 0m, 0m, 0m, 0m], Values(detail, "A08"));
        Assert.Equal(50m, Values(detail, "A20")[0]);
        Assert.Equal("FIGURE_OF_CHILD", await Code(() => platform.SendAs(county, All, new OpenFigure(Places.CountyId, sum, "A08", First))));
        await platform.SendAs(county, All, new SignAsPreparer(Places.CountyId, sum));
        await Other(platform, new SignAsReviewer(Places.CountyId, sum), county);
        await platform.SendAs(county, All, new SubmitReport(Places.CountyId, sum, true));
        await Other(platform, new ApproveReport(Places.CountyId, sum), county, Guid.NewGuid());

        // No duty of the townships is proven by the county's report.
        Assert.Empty(await ProofsAsync(platform));
    }

    [Theory, DatabaseData]
    public async Task A_county_sets_its_own_form_and_year(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (east, _) = await VillagesAsync(platform);
        await Person(platform, east, "林树", Sex.Male, new(2026, 9, 5), EventKind.Birth);
        await Person(platform, east, "林芽", Sex.Female, new(2026, 10, 5), EventKind.Birth);
        var flow = Flow(platform, FormImport.KindName, new() { [FormImport.MonthOption] = "2026-10", [FormImport.YearOption] = "10" }, Places.County);
        var text = "代码,名称,统计对象,变动,性别,年龄起,年龄止,公式\nB1,本年出生,本年累计变动,出生,,,,\nB2,其中男,本年累计变动,出生,男,,,\nB3,男比,公式,,,,,[B2] / [B1] * 100\nB4,零岁,期末人口,,,0,0,\nR1,出生不少于男,校验,,,,,[B1] >= [B2]\n";
        var check = await flow.CheckAsync("表式.csv", Csv(text.Replace("[B1] >=", "[B9] >=", StringComparison.Ordinal).Replace("B4,零岁,期末人口,,,0,0,", "B4,零岁,期末人口,出生,,5,0,", StringComparison.Ordinal)), new Silent(), default);
        Assert.Equal([(5, "变动"), (5, "年龄止"), (6, "公式")], check.Issues.Select(i => (i.Row, i.Column)).Order());
        check = await flow.CheckAsync("表式.csv", Csv(text), new Silent(), default);
        Assert.Equal(0, check.IssueCount);
        await flow.ImportAsync(check.Key, goodRowsOnly: false, new Silent(), default);
        await As(platform, new BuildReports(Site, new YearMonth(2026, 9)));
        await As(platform, new BuildReports(Site, October));
        var reports = (await As(platform, new ListMonthlyReports(First, Site))).Items;
        var september = await As(platform, new GetMonthlyReport(reports.Single(r => r.Month.Month == 9).Id));
        Assert.Equal(1, september.YearStartMonth);
        var october = await As(platform, new GetMonthlyReport(reports.Single(r => r.Month.Month == 10).Id));
        Assert.Equal((10, 4), (october.YearStartMonth, october.Items.Count));
        Assert.Equal([1m, 1m, 0m], Values(october, "B1"));
        Assert.Equal([0m, 0m], Values(october, "B3")[..2].Select(v => v!.Value));
        Assert.Null(Values(october, "B3")[2]);
        Assert.Equal([2m, 2m, 0m], Values(october, "B4"));
        check = await flow.CheckAsync("表式.csv", Csv(text), new Silent(), default);
        Assert.Equal("FORM_IN_USE", await Code(() => flow.ImportAsync(check.Key, goodRowsOnly: false, new Silent(), default)));
        await using var template = (await flow.TemplateAsync(default)).Content;
        Assert.True(template.Length > 0 || !template.CanSeek);
    }

    [Fact]
    public async Task Whatever_happens_people_at_the_end_are_people_at_the_beginning_and_what_came_and_went()
    {
        await using var platform = await TestPlatform.StartAsync();
        var (east, west) = await VillagesAsync(platform);
        var random = new Random(7);
        List<Guid> people = [];
        for (var i = 0; i < 60; i++)
        {
            var day = new DateOnly(2026, 9, 1).AddDays(random.Next(75));
            try
            {
                switch (random.Next(5))
                {
                    case 0 or 1:
                        EventKind? arrival = random.Next(2) == 0 ? null : EventKind.MovedIn;
                        people.Add(await Person(platform, random.Next(2) == 0 ? east : west, $"人{(char)('一' + i)}", Sex.Male, new DateOnly(1970, 1, 1).AddDays(i * 97), arrival, arrival is null ? null : day));
                        break;
                    case 2 when people.Count > 0:
                        await As(platform, new RecordChange(Site, people[random.Next(people.Count)], random.Next(2) == 0 ? EventKind.Death : EventKind.MovedOut, day));
                        break;
                    case 3 when people.Count > 0:
                        people.Add(await As(platform, new TransferResident(Site, people[random.Next(people.Count)], random.Next(2) == 0 ? east : west, (ResidenceKind)random.Next(3), day)));
                        break;
                    case 4 when people.Count > 0:
                        var events = (await As(platform, new GetResident(Site, people[random.Next(people.Count)]))).Events;
                        if (events.Count > 0)
                        {
                            await As(platform, new VoidPopulationEvent(Site, events[0].Id, "试"));
                        }

                        break;
                }
            }
            catch (RefusalException)
            {
                // A step the ledger does not allow changes nothing.
            }
        }

        foreach (var month in new[] { new YearMonth(2026, 9), October, new YearMonth(2026, 11) })
        {
            await As(platform, new BuildReports(Site, month));
            var row = Assert.Single((await As(platform, new ListMonthlyReports(First, Site, month))).Items);
            var report = await As(platform, new GetMonthlyReport(row.Id));
            Assert.Empty(report.Broken);
            Assert.True(report.Items.Single(i => i.Code == "A08").Values[0] > 0);
        }
    }

    [Fact]
    public void Items_of_a_cube_agree_with_counting_one_by_one() =>
        Gen.Select(Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], Gen.Int[0, 90]).Array[0, 30], Gen.Int[0, 80], Gen.Int[0, 30]).Sample((people, from, span) =>
        {
            var last = new DateOnly(2026, 10, 31);
            var item = new ReportItem { Code = "X", Name = "X", Source = ItemSource.PeopleAtEnd, Sex = Sex.Male, AgeFrom = from, AgeTo = from + span };
            var rest = new ReportItem { Code = "Y", Name = "Y", Order = 1, Source = ItemSource.PeopleAtEnd, Residence = ResidenceKind.Away, AgeFrom = 60 };
            var cube = new Cube([item, rest]);
            var births = cube.Births(last);
            CubeCell Cell((int Sex, int Residence, int Age) p) => new(1, Guid.Empty, ItemSource.PeopleAtEnd, null, (Sex)p.Sex, (ResidenceKind)p.Residence, births.Count(b => last.AddYears(-p.Age) <= b), 1);
            var figures = cube.Figures([.. people.Select(Cell)]);
            return figures["X"] == people.Count(p => p.Item1 == 0 && p.Item3 >= from && p.Item3 <= from + span) && figures["Y"] == people.Count(p => p is { Item2: 1, Item3: >= 60 });
        });

    [Theory]
    [InlineData("[A] + [B]", "5")]
    [InlineData("[A] / [B] * 100", "150")]
    [InlineData("[A] / [C]", null)]
    [InlineData("[A] / [D]", null)]
    [InlineData("if([C] = 0, 7, [A] / [C])", "7")]
    [InlineData("1 / 3 * 3", "1")]
    public void A_formula_reckons_in_decimals_and_says_nothing_where_it_cannot(string formula, string? value)
    {
        var figures = new Dictionary<string, decimal?> { ["A"] = 3, ["B"] = 2, ["C"] = 0, ["D"] = null };
        decimal? expected = value is null ? null : decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        decimal? found = Formulas.Value(formula, figures) is { } number ? Math.Round(number, 6) : null;
        Assert.Equal(expected, found);
    }

    [Theory, DatabaseData]
    public async Task The_month_is_checked_and_appraised_with_a_fixed_number_of_statements(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (east, _) = await VillagesAsync(platform);
        await As(platform, new RegisterResident(Site, east, null, "林小禾", Sex.Male, new(1990, 5, 12), ResidenceKind.Registered, IdentityNumber: Number(new(1990, 5, 12), 122)));
        await platform.Write<StatisticsDbContext>(db =>
        {
            var list = new Intake { SiteId = Site, Source = IntakeSource.Hospital, Month = new(2026, 9, 1), ReceivedOn = new(2026, 10, 10), Sha256 = "x" };
            db.AddRange(
                list,
                new IntakeRow { SiteId = Site, IntakeId = list.Id, Line = 2, Hash = "1", Kind = EventKind.Birth, OccurredOn = new(2026, 9, 3), State = RowState.Applied, SettledOn = new(2026, 10, 12) },
                new IntakeRow { SiteId = Site, IntakeId = list.Id, Line = 3, Hash = "2", Kind = EventKind.Birth, OccurredOn = new(2026, 9, 4) });
            return Task.CompletedTask;
        });
        await As(platform, new BuildReports(Site, October));
        var findings = (await AskAsync(platform, new AuditRequested(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites))).Where(a => a.SiteId == Site).ToDictionary(a => a.CheckCode, a => a.Findings);
        Assert.Equal("医院出生 2026-09 的名单没有办结", Assert.Single(findings[StatisticsCodes.ListsUnsettled]).Title);
        Assert.Equal("台账上 1 人的身份证号与生日或性别不符", Assert.Single(findings[StatisticsCodes.NumbersDisagree]).Title);
        Assert.Empty(findings[StatisticsCodes.RulesBroken]);
        Assert.Contains("编制中；接收名单待核对 1 行", Assert.Single(await AskAsync(platform, new MeetingConvening(Guid.Empty, new DateOnly(2026, 10, 1), Places.Sites)), a => a.SiteId == Site && a.Title.StartsWith("人口统计", StringComparison.Ordinal)).Detail, StringComparison.Ordinal);
        var settled = (await AskAsync(platform, new AppraisalRequested(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites))).Single(i => i.SiteId == Site && i.IndicatorCode == StatisticsCodes.ListsSettled);
        Assert.Equal((1m, 2m), (settled.Numerator, settled.Denominator));
    }

    private static decimal?[] Values(ReportDetail report, string code) => [.. report.Items.Single(i => i.Code == code).Values];

    private static Task<Guid> Person(TestPlatform platform, Guid village, string name, Sex sex, DateOnly birth, EventKind? arrival = null, DateOnly? on = null) =>
        As(platform, new RegisterResident(Site, village, arrival, name, sex, birth, ResidenceKind.Registered, on));

    private static async Task Sign(TestPlatform platform, Guid id)
    {
        await As(platform, new SignAsPreparer(Site, id));
        await Other(platform, new SignAsReviewer(Site, id));
        await As(platform, new SubmitReport(Site, id, true));
    }

    private static Task<List<DutyFulfilment>> ProofsAsync(TestPlatform platform) => platform.Read<OversightDbContext, List<DutyFulfilment>>(db => db.Set<DutyFulfilment>().Where(f => !f.Withdrawn).ToListAsync());

    private static async Task<IReadOnlyList<T>> AskAsync<T>(TestPlatform platform, ContributionRequest<T> asked)
    {
        await using var operation = platform.Begin();
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return asked.Answers;
    }
}
