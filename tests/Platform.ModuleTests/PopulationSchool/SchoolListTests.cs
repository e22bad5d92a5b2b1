using System.Text;
using Autofac;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Trail;
using Platform.PopulationSchool;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;
using Platform.PopulationSchool.Features.Classes;
using Platform.PopulationSchool.Features.Exams;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.PopulationSchool;

/// <summary>Rosters and marks come as lists; the month's check and the meeting see what is missing.</summary>
public sealed class SchoolListTests
{
    private const int Site = Places.FirstSite;
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Silent Progress = new();

    [Theory, DatabaseData]
    public async Task A_roster_and_marks_are_imported_and_bad_rows_come_back(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var run = await ClassAsync(platform, LifeStage.Parenting, Today.AddDays(-3), SessionState.Held, "教案");
        var flow = Flow(platform, LearnerImport.KindName, LearnerImport.ClassOption, run);
        var check = await flow.CheckAsync("花名册.csv", Csv("学号,姓名,未满14周岁,监护人,监护人同意日期\n01,王小禾,,,\n02,李小童,是,李父,2026-11-01\n03,赵小童,是,,\n04,周明,也许,,\n05,吴兰,是,吴母,昨天\n"), Progress, default);
        Assert.Equal([(4, "监护人"), (5, "未满14周岁"), (6, "监护人同意日期")], check.Issues.Select(i => (i.Row, i.Column)).Order());
        Assert.Equal(new ImportOutcome(5, 2, 0, 3), await flow.ImportAsync(check.Key, goodRowsOnly: true, Progress, default));
        check = await flow.CheckAsync("花名册.csv", Csv("学号,姓名\n01,王小禾\n06,陈杰\n"), Progress, default);
        Assert.Equal(new ImportOutcome(2, 1, 1, 0), await flow.ImportAsync(check.Key, goodRowsOnly: false, Progress, default));
        var roster = await platform.SendAs(Places.Site(Site), [SchoolPermissions.Learners], new GetClassRoster(Site, run));
        Assert.Equal([("01", "王小禾", false, ""), ("02", "李小童", true, "李父"), ("06", "陈杰", false, "")], roster.Select(l => (l.Number, l.Name, l.UnderFourteen, l.Guardian)));

        var exam = await platform.SendAs(Places.Site(Site), [SchoolPermissions.Learners], new AddExam(Site, run, Today, "卷 1"));
        var marks = Flow(platform, MarkImport.KindName, MarkImport.ExamOption, exam);
        check = await marks.CheckAsync("成绩.csv", Csv("学号,分数,请假\n01,88.5,\n02,,是\n06,,\n07,60,\n"), Progress, default);
        Assert.Equal([(5, "学号")], check.Issues.Select(i => (i.Row, i.Column)));
        Assert.Equal(new ImportOutcome(4, 3, 0, 1), await marks.ImportAsync(check.Key, goodRowsOnly: true, Progress, default));
        check = await marks.CheckAsync("成绩.csv", Csv("学号,分数\n01,88.5\n06,120\n"), Progress, default);
        Assert.Equal([(3, "分数")], check.Issues.Select(i => (i.Row, i.Column)));
        Assert.Equal(new ImportOutcome(2, 0, 1, 1), await marks.ImportAsync(check.Key, goodRowsOnly: true, Progress, default));
        var sheet = await platform.SendAs(Places.Site(Site), [SchoolPermissions.Learners], new GetExam(Site, exam));
        Assert.Equal(
            [("01", 88.5m, ExamAttendance.Sat), ("02", null, ExamAttendance.Excused), ("06", null, ExamAttendance.Absent)],
            sheet.Learners.Select(l => (l.Number, l.Mark, l.Attendance!.Value)));
    }

    [Theory, DatabaseData]
    public async Task The_months_check_names_what_is_missing_and_the_meeting_hears_of_the_next_lessons(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await ClassAsync(platform, LifeStage.Parenting, new(2026, 11, 5), SessionState.Planned, "");
        await ClassAsync(platform, LifeStage.Puberty, new(2026, 11, 6), SessionState.Open, "教案");
        await ClassAsync(platform, LifeStage.Menopause, new(2026, 9, 1), SessionState.Held, "教案");
        await ClassAsync(platform, LifeStage.Maternity, new(2026, 9, 1), SessionState.Held, "教案");
        await ClassAsync(platform, LifeStage.Parenting, new(2026, 12, 2), SessionState.Planned, "");
        var answers = (await AskAsync(platform, new AuditRequested(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites))).Where(a => a.SiteId == Site).ToDictionary(a => a.CheckCode);
        Assert.Equal("班 Parenting 2026-11-05 的课没有教案", Assert.Single(answers[SchoolCodes.WithoutLessonPlan].Findings).Title);
        Assert.Equal("班 Puberty 2026-11-06 的课没有点名", Assert.Single(answers[SchoolCodes.RollMissing].Findings).Title);

        // A class without names has no exam to be missed.
        Assert.Equal("班 Menopause结束后没有考试", Assert.Single(answers[SchoolCodes.ExamMissing].Findings).Title);
        Assert.Equal((2, 1), (answers[SchoolCodes.RollMissing].Examined, answers[SchoolCodes.ExamMissing].Examined));
        var agenda = await AskAsync(platform, new MeetingConvening(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites));
        Assert.Contains(agenda, a => a.SiteId == Site && a.Title == "人口学校下月 1 次课" && a.Detail.Contains("还有 1 次没有归档教案", StringComparison.Ordinal));
        var indicators = await AskAsync(platform, new AppraisalRequested(Guid.Empty, new DateOnly(2026, 9, 1), Places.Sites));
        Assert.Equal([(2m, 2m)], indicators.Where(i => i.SiteId == Site && i.IndicatorCode == SchoolCodes.SessionsHeld).Select(i => (i.Numerator, i.Denominator)));
    }

    [Fact]
    public async Task A_look_at_a_roster_stands_in_the_trail()
    {
        await using var platform = await TestPlatform.StartAsync();
        var run = await ClassAsync(platform, LifeStage.Parenting, Today, SessionState.Planned, "");
        await platform.SendAs(Places.Site(Site), [SchoolPermissions.Learners], new GetClassRoster(Site, run));
        Assert.Equal(1, await platform.Read<CoreDbContext, int>(db => db.Set<TrailEntry>().CountAsync(t => t.Action == nameof(GetClassRoster))));
    }

    private static async Task<Guid> ClassAsync(TestPlatform platform, LifeStage stage, DateOnly day, SessionState state, string plan)
    {
        var run = new SchoolClass { SiteId = Site, Year = 2026, Stage = stage, Name = $"班 {stage}", Teacher = "李老师" };
        await platform.Write<SchoolDbContext>(db =>
        {
            db.AddRange(run, new ClassSession { SiteId = Site, ClassId = run.Id, Day = day, Start = new TimeOnly(9, 0), Topic = "课", State = state, LessonPlan = plan });
            return Task.CompletedTask;
        });
        return run.Id;
    }

    private static async Task<IReadOnlyList<T>> AskAsync<T>(TestPlatform platform, ContributionRequest<T> asked)
    {
        await using var operation = platform.Begin();
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return asked.Answers;
    }

    private static MemoryStream Csv(string text) => new(Encoding.UTF8.GetBytes(text));

    private static IImportFlow Flow(TestPlatform platform, string kind, string option, Guid id) =>
        new ImportFlows(new Caller(platform)).For(kind, Site, new Dictionary<string, string> { [option] = id.ToString() });

    /// <summary>The mediator as a page of the office has it.</summary>
    private sealed class Caller(TestPlatform platform) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) => platform.SendAs(Places.Site(Site), [SchoolPermissions.Learners], request);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }

    private sealed class Silent : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
