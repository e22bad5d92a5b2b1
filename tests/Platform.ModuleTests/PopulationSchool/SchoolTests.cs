using CsCheck;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Oversight.Data;
using Platform.PopulationSchool;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;
using Platform.PopulationSchool.Features.Classes;
using Platform.PopulationSchool.Features.Completion;
using Platform.PopulationSchool.Features.Exams;
using Platform.PopulationSchool.Features.Plans;
using Platform.PopulationSchool.Features.Sessions;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.PopulationSchool;

/// <summary>No class without an approved plan, no lesson without a lesson plan, no certificate without the exam.</summary>
public sealed class SchoolTests
{
    private const int Site = Places.FirstSite;

    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly string[] All = [SchoolPermissions.View, SchoolPermissions.Edit, SchoolPermissions.ApprovePlans, SchoolPermissions.Learners, SchoolPermissions.Complete];

    [Theory, DatabaseData]
    public async Task From_the_plan_to_a_certificate_that_anybody_can_verify(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var save = new SaveClass(Site, null, 2026, LifeStage.Parenting, "育儿班", "李老师", "教室");
        Assert.Equal("PLAN_MISSING", await Code(() => As(platform, save)));
        var plan = await As(platform, new SavePlan(Site, null, 2026, [new PlannedStage(LifeStage.Parenting, 200, 4, 100, "喂养")]));
        Assert.Equal("PLAN_MISSING", await Code(() => As(platform, save)));
        Assert.Equal("PLAN_EXISTS", await Code(() => As(platform, new SavePlan(Site, null, 2026, [new PlannedStage(LifeStage.Puberty, 1, 1, 1, null)]))));
        var approve = new ApprovePlan(Site, plan, new(2026, 1, 10), "党委 1 号", new(2026, 1, 12), "政府 2 号");
        Assert.Equal("OWN_PLAN", await Code(() => As(platform, approve)));
        await Other(platform, approve);
        var proof = Assert.Single(await platform.Read<OversightDbContext, List<DutyFulfilment>>(db => db.Set<DutyFulfilment>().ToListAsync()));
        Assert.Equal((SchoolCodes.PlanYearly, new DateOnly(2026, 1, 1), TeachingPlan.RefOf(plan)), (proof.DutyCode, proof.Period, proof.EvidenceRef));
        Assert.Equal("PLAN_APPROVED", await Code(() => As(platform, new SavePlan(Site, plan, 2026, [new PlannedStage(LifeStage.Puberty, 1, 1, 1, null)]))));

        var run = await As(platform, save);
        var today = Today;
        var session = await As(platform, new SaveSession(Site, run, null, today, new TimeOnly(23, 0), "喂养"));
        Assert.Equal("NO_LESSON_PLAN", await Code(() => As(platform, new OpenSession(Site, session))));
        Assert.Equal([new ComingSession(session, "育儿班", today, new TimeOnly(23, 0), "喂养", SessionState.Planned, false)], await As(platform, new GetComingSessions()));
        await As(platform, new FileLessonPlan(Site, session, "目的：了解喂养。内容：辅食添加。步骤：讲授、答疑。"));
        var first = await As(platform, new SaveLearner(Site, run, null, "01", "王小禾"));
        Assert.Equal("GUARDIAN_CONSENT", await Code(() => As(platform, new SaveLearner(Site, run, null, "02", "李小童", UnderFourteen: true))));
        var second = await As(platform, new SaveLearner(Site, run, null, "02", "李小童", UnderFourteen: true, Guardian: "李父", ConsentOn: today));
        Assert.Equal("NUMBER_TAKEN", await Code(() => As(platform, new SaveLearner(Site, run, null, "02", "赵六"))));
        var third = await As(platform, new SaveLearner(Site, run, null, null, "赵六", today.AddDays(1)));
        await As(platform, new AskLearnerLeave(Site, session, second));
        Assert.Equal("NOT_ON_ROSTER", await Code(() => As(platform, new AskLearnerLeave(Site, session, third))));
        Assert.Equal("WRONG_STATE", await Code(() => As(platform, new CallRoll(Site, session, [new CalledLearner(first, RollState.Present)]))));
        await As(platform, new OpenSession(Site, session));
        Assert.Equal("WRONG_STATE", await Code(() => As(platform, new AskLearnerLeave(Site, session, first))));
        Assert.Equal("WRONG_STATE", await Code(() => As(platform, new FileLessonPlan(Site, session, "另一份教案，另一份教案，另一份教案，另一份教案。"))));
        Assert.Equal("NO_SESSION_HELD", await Code(() => As(platform, new AddExam(Site, run, today, "卷 1"))));
        Assert.Equal("ROLL_INCOMPLETE", await Code(() => As(platform, new CallRoll(Site, session, [new CalledLearner(first, RollState.Late)]))));
        Assert.Equal("NO_LEAVE", await Code(() => As(platform, new CallRoll(Site, session, [new CalledLearner(first, RollState.Excused), new CalledLearner(second, RollState.Excused)]))));
        await As(platform, new CallRoll(Site, session, [new CalledLearner(first, RollState.Late), new CalledLearner(second, RollState.Excused)]));
        Assert.Empty(await As(platform, new GetComingSessions()));

        Assert.Equal("EXAM_NOT_TAKEN", await Code(() => As(platform, new CompleteLearners(Site, run, [first]))));
        var exam = await As(platform, new AddExam(Site, run, today, "卷 1"));
        Assert.Equal("EXAM_OPEN", await Code(() => As(platform, new AddExam(Site, run, today, "卷 2"))));
        Assert.Equal("MARK_OUT_OF_RANGE", await Code(() => As(platform, new EnterMarks(Site, exam, [new EnteredMark(first, ExamAttendance.Sat, 100.5m)]))));
        Assert.Equal("MARK_WITHOUT_EXAM", await Code(() => As(platform, new EnterMarks(Site, exam, [new EnteredMark(first, ExamAttendance.Absent, 70)]))));
        await As(platform, new EnterMarks(Site, exam, [new EnteredMark(first, ExamAttendance.Sat, 59.9m), new EnteredMark(second, ExamAttendance.Absent, null)]));
        Assert.Equal("EXAM_NOT_PASSED", await Code(() => As(platform, new CompleteLearners(Site, run, [first]))));
        Assert.Equal("EXAM_NOT_TAKEN", await Code(() => As(platform, new CompleteLearners(Site, run, [second]))));

        var resit = await As(platform, new AddExam(Site, run, today, "卷 2"));
        await As(platform, new EnterMarks(Site, resit, [new EnteredMark(first, ExamAttendance.Sat, 60)]));
        Assert.Equal(1, await As(platform, new CompleteLearners(Site, run, [first])));
        Assert.Equal(0, await As(platform, new CompleteLearners(Site, run, [first])));
        Assert.Equal("MARK_USED", await Code(() => As(platform, new EnterMarks(Site, resit, [new EnteredMark(first, ExamAttendance.Sat, 61)]))));
        var row = (await As(platform, new GetClassRoster(Site, run))).Single(l => l.Id == first);
        Assert.Equal(("59.9；60（补考 1）", "1/1"), (row.MarksText, row.AttendanceText));

        var certificate = await As(platform, new GetCertificate(Site, row.Completion!.Value));
        Assert.Equal((60m, 2, 1, 1), (certificate.Mark, certificate.Attempt, certificate.Sessions, certificate.Attended));
        var typed = $"{certificate.Code[..4].ToLowerInvariant()}-{certificate.Code[4..8]} {certificate.Code[8..]}";
        var verified = await Anybody(platform, new VerifyCertificate(typed));
        Assert.Equal(("王**", "育儿班", null), (verified!.Name, verified.ClassName, verified.RevokedOn));
        Assert.Null(await Anybody(platform, new VerifyCertificate("ABCD")));
        await As(platform, new RevokeCompletion(Site, certificate.Id, "成绩登错"));
        Assert.Equal(today, (await Anybody(platform, new VerifyCertificate(typed)))!.RevokedOn);
        await As(platform, new EnterMarks(Site, resit, [new EnteredMark(first, ExamAttendance.Sat, 58)]));
        Assert.Equal("EXAM_NOT_PASSED", await Code(() => As(platform, new CompleteLearners(Site, run, [first]))));

        // Once the mark is right, another certificate; the one that was revoked stays so.
        await As(platform, new EnterMarks(Site, resit, [new EnteredMark(first, ExamAttendance.Sat, 66)]));
        Assert.Equal(1, await As(platform, new CompleteLearners(Site, run, [first])));
        var renewed = (await As(platform, new GetClassRoster(Site, run))).Single(l => l.Id == first);
        Assert.False(renewed.Revoked);
        Assert.NotEqual(certificate.Id, renewed.Completion);
        Assert.NotNull((await Anybody(platform, new VerifyCertificate(typed)))!.RevokedOn);
        Assert.Equal("CLASS_COMPLETED", await Code(() => As(platform, new CancelClass(Site, run, "不办了"))));
    }

    [Theory, DatabaseData]
    public async Task A_roll_can_be_called_late_and_corrected_for_a_week(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var run = new SchoolClass { SiteId = Site, Year = 2026, Stage = LifeStage.Parenting, Name = "育儿班", Teacher = "李老师" };
        var learner = new Learner { SiteId = Site, ClassId = run.Id, Number = "01", Name = "王小禾", JoinedOn = new(2026, 1, 1) };
        ClassSession Open(DateOnly day) => new() { SiteId = Site, ClassId = run.Id, Day = day, Start = new TimeOnly(9, 0), Topic = "课", State = SessionState.Open, LessonPlan = "教案" };
        var (late, recent) = (Open(Today.AddDays(-8)), Open(Today.AddDays(-7)));
        await platform.Write<SchoolDbContext>(db =>
        {
            db.AddRange(run, learner, late, recent);
            return Task.CompletedTask;
        });
        Assert.Equal([late.Id, recent.Id], (await As(platform, new GetComingSessions())).Select(c => c.Id));
        CallRoll Roll(ClassSession session, RollState state) => new(Site, session.Id, [new CalledLearner(learner.Id, state)]);
        await As(platform, Roll(late, RollState.Present));
        Assert.Equal("LOCKED", await Code(() => As(platform, Roll(late, RollState.Absent))));
        await As(platform, Roll(recent, RollState.Present));
        await As(platform, Roll(recent, RollState.Absent));
        var row = Assert.Single(await As(platform, new GetClassRoster(Site, run.Id)));
        Assert.Equal((2, 1, 1), (row.Attendance.Sessions, row.Attendance.Attended, row.Attendance.Absent));

        // Whoever leaves is not expected any more.
        await As(platform, new RemoveLearner(Site, learner.Id, Today.AddDays(-7)));
        Assert.Equal(1, Assert.Single(await As(platform, new GetClassRoster(Site, run.Id))).Attendance.Sessions);
    }

    [Theory, DatabaseData]
    public async Task Some_classes_are_held_without_names(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var plan = await As(platform, new SavePlan(Site, null, 2026, [new PlannedStage(LifeStage.Maternity, 50, 2, 40, "营养")]));
        await Other(platform, new ApprovePlan(Site, plan, new(2026, 1, 10), "党委 1 号", new(2026, 1, 12), "政府 2 号"));
        var run = await As(platform, new SaveClass(Site, null, 2026, LifeStage.Maternity, "孕产期讲座", "医生", null));
        Assert.Equal("NO_NAMES", await Code(() => As(platform, new SaveLearner(Site, run, null, null, "王小禾"))));
        Assert.Equal("NO_NAMES", await Code(() => As(platform, new AddExam(Site, run, Today, "卷 1"))));
        var session = await As(platform, new SaveSession(Site, run, null, Today, new TimeOnly(9, 0), "营养"));
        await As(platform, new FileLessonPlan(Site, session, "目的：了解营养。内容：孕期饮食。步骤：讲授、答疑。"));
        Assert.Equal("WRONG_STATE", await Code(() => As(platform, new CountHeads(Site, session, 12))));
        await As(platform, new OpenSession(Site, session));
        await As(platform, new CountHeads(Site, session, 12));
        var stage = Assert.Single((await As(platform, new GetPlan(plan))).Stages);
        Assert.Equal((1, 12), (stage.Held, stage.Attended));

        // Another township sees and changes nothing of it.
        Assert.Equal("NOT_FOUND", await Code(() => platform.SendAs(Places.Site(Places.SecondSite), All, new GetClass(run))));
        Assert.Equal("NOT_FOUND", await Code(() => platform.SendAs(Places.Site(Places.SecondSite), All, new CountHeads(Places.SecondSite, session, 1))));
        Assert.Empty((await platform.SendAs(Places.Site(Places.SecondSite), All, new ListClasses(new PageRequest()))).Items);
    }

    [Fact]
    public void Sessions_before_joining_and_after_leaving_are_not_counted() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 20].List[0, 12]).Sample((joined, left, days) =>
        {
            var first = new DateOnly(2026, 3, 1);
            var learner = new Learner { Number = "01", Name = "王小禾", JoinedOn = first.AddDays(joined), LeftOn = left > joined ? first.AddDays(left) : null };
            var sessions = days.Select(d => new ClassSession { Day = first.AddDays(d), State = SessionState.Held }).ToList();
            var counted = SchoolRules.Count(learner, sessions, sessions.ToDictionary(s => s.Id, _ => RollState.Present));
            Assert.Equal(days.Count(d => d >= joined && (left <= joined || d < left)), counted.Sessions);
            Assert.Equal(counted.Sessions, counted.Attended);
        });

    [Fact]
    public void Nobody_passes_below_the_mark_of_the_attempt() =>
        Gen.Select(Gen.Int[-20, 100], Gen.Int[0, 100]).List[0, 5].Sample(marks =>
        {
            var attempts = marks.Select((m, i) => new Attempt(Keys.New(), i + 1, new(2026, 5, 1), m.Item2, m.Item1 < 0 ? null : m.Item1, m.Item1 < 0 ? ExamAttendance.Absent : ExamAttendance.Sat)).ToList();
            var passed = SchoolRules.Passed(attempts);
            Assert.Equal(attempts.Exists(a => a.Mark >= a.PassMark), passed is not null);
            Assert.True(passed is null || passed.Mark >= passed.PassMark);
        });

    private static Task<T> As<T>(TestPlatform platform, IRequest<T> request) => platform.SendAs(Places.Site(Site), All, request);

    private static Task<T> Other<T>(TestPlatform platform, IRequest<T> request) =>
        platform.Sender.SendAs(new Actor(Keys.New(), "主任", Guid.Empty, Places.Site(Site), All.ToHashSet(), ActorChannel.Page), request);

    private static Task<T> Anybody<T>(TestPlatform platform, IRequest<T> request) =>
        platform.Sender.SendAs(new Actor(Guid.Empty, "公众", Guid.Empty, DivisionScope.None, new HashSet<string>(), ActorChannel.Page), request);

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
