using MediatR;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Demo;

/// <summary>Answers how many certificates there are. A fixed number of statements.</summary>
[Label("装入演示人口学校")]
[Requires(SchoolPermissions.Work)]
internal sealed record SeedDemoSchool(IReadOnlyList<int> Sites) : ICommand<int>;

internal sealed class SeedDemoSchoolHandler(SchoolDbContext db, IMediator mediator, Operation operation) : IRequestHandler<SeedDemoSchool, int>
{
    private const int Learners = 10;

    // Invented people.
    private static readonly string[] Families = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
    private static readonly string[] Given = ["小禾", "春燕", "建国", "丽华", "志强", "雅琴", "海波", "玉兰", "明月", "国栋"];
    private static readonly string[] Topics = ["婴幼儿喂养和辅食", "常见病预防和疫苗接种", "早期语言和游戏", "家庭安全和急救"];

    private readonly List<TeachingPlan> plans = [];
    private readonly List<TeachingPlanLine> lines = [];
    private readonly List<SchoolClass> classes = [];
    private readonly List<ClassSession> sessions = [];
    private readonly List<Learner> learners = [];
    private readonly List<RollEntry> roll = [];
    private readonly List<Exam> exams = [];
    private readonly List<ExamMark> marks = [];
    private readonly List<CompletionDecision> decisions = [];

    public async Task<int> Handle(SeedDemoSchool request, CancellationToken cancellationToken)
    {
        foreach (var (site, index) in request.Sites.Select((s, i) => (s, i)))
        {
            Plan(site, index);
            Named(site, index);
            Unnamed(site, index);
        }

        await Bulk.InsertAsync(db, plans, cancellationToken);
        await Bulk.InsertAsync(db, lines, cancellationToken);
        await Bulk.InsertAsync(db, classes, cancellationToken);
        await Bulk.InsertAsync(db, sessions, cancellationToken);
        await Bulk.InsertAsync(db, learners, cancellationToken);
        await Bulk.InsertAsync(db, roll, cancellationToken);
        await Bulk.InsertAsync(db, exams, cancellationToken);
        await Bulk.InsertAsync(db, marks, cancellationToken);
        await Bulk.InsertAsync(db, decisions, cancellationToken);
        await mediator.Publish(
            new DutiesFulfilled(
            [
                .. plans.Select(p => new DutyFulfilled(SchoolCodes.PlanYearly, p.SiteId, Guid.Empty, new DateOnly(p.Year, 1, 1), TeachingPlan.RefOf(p.Id), p.GovernmentOn!.Value, p.GovernmentOn.Value)),
            ]),
            cancellationToken);
        return decisions.Count;
    }

    private void Plan(int site, int index)
    {
        var year = operation.Today.Year;
        var plan = new TeachingPlan
        {
            SiteId = site,
            Year = year,
            State = PlanState.Approved,
            PreparedByName = "宣传员",
            PreparedOn = new DateOnly(year, 1, 8),
            PartyOn = new DateOnly(year, 1, 15),
            PartyReference = $"党委会议纪要〔{year}〕2 号",
            GovernmentOn = new DateOnly(year, 1, 16 + (index % 5)),
            GovernmentReference = $"政府办〔{year}〕{index + 3} 号",
            ApprovedByName = "办公室主任",
        };
        plans.Add(plan);
        lines.AddRange(Enum.GetValues<LifeStage>().Select((stage, i) => new TeachingPlanLine
        {
            SiteId = site,
            PlanId = plan.Id,
            Stage = stage,
            HeadCount = 180 + (index * 13) + (i * 41),
            Sessions = 4,
            Learners = 120,
            Topics = $"{LifeStages.Of(stage)}保健知识",
        }));
    }

    private void Named(int site, int index)
    {
        var run = Class(site, LifeStage.Parenting, "育儿知识培训班", "宣传员");
        var begin = operation.Today.AddDays(-70);
        var held = Topics.Select((topic, i) => Session(run, begin.AddDays((i * 7) + (index % 5)), topic)).Where(s => s.State == SessionState.Held).ToList();
        sessions.Add(new ClassSession { SiteId = site, ClassId = run.Id, Day = operation.Today.AddDays(6 + (index % 3)), Start = new TimeOnly(9, 0), Topic = "结业座谈" });
        var exam = new Exam { SiteId = site, ClassId = run.Id, Number = 1, HeldOn = begin.AddDays(35), PassMark = SchoolRules.PassMark, Paper = $"试卷 {operation.Today.Year}-1" };
        var resit = new Exam { SiteId = site, ClassId = run.Id, Number = 2, HeldOn = begin.AddDays(49), PassMark = SchoolRules.PassMark, Paper = $"试卷 {operation.Today.Year}-2" };
        exams.AddRange([exam, resit]);
        for (var i = 0; i < Learners; i++)
        {
            Learn(run, held, exam, resit, index, i);
        }
    }

    // Of ten learners one joins late, one is absent once, one fails and passes the resit, one does not come to the exam.
    private void Learn(SchoolClass run, List<ClassSession> held, Exam exam, Exam resit, int index, int i)
    {
        var learner = new Learner
        {
            SiteId = run.SiteId,
            ClassId = run.Id,
            Number = $"{i + 1:00}",
            Name = Families[(i + index) % Families.Length] + Given[((i * 3) + index) % Given.Length],
            JoinedOn = i == 4 ? held[1].Day : held[0].Day,
        };
        learners.Add(learner);
        var attended = held.Where(s => learner.Attends(s.Day)).ToList();
        foreach (var (session, n) in attended.Select((s, n) => (s, n)))
        {
            roll.Add(new RollEntry
            {
                SiteId = run.SiteId,
                SessionId = session.Id,
                LearnerId = learner.Id,
                State = i == 6 && n == 1 ? RollState.Absent : i == 7 && n == 2 ? RollState.Excused : i == 2 && n == 0 ? RollState.Late : RollState.Present,
                LeaveAsked = i == 7 && n == 2,
                EnteredByName = "宣传员",
            });
        }

        Attempt(run, exam, learner, i == 9 ? null : i == 3 ? 48 : 68 + (((i * 7) + (index * 3)) % 30));
        if (i == 3)
        {
            Attempt(run, resit, learner, 71);
        }

        if (i != 9)
        {
            var (passed, mark) = i == 3 ? (resit, 71m) : (exam, 68m + (((i * 7) + (index * 3)) % 30));
            decisions.Add(new CompletionDecision
            {
                SiteId = run.SiteId,
                ClassId = run.Id,
                LearnerId = learner.Id,
                ClassName = run.Name,
                LearnerName = learner.Name,
                Sessions = attended.Count,
                Attended = attended.Count - (i is 6 or 7 ? 1 : 0),
                ExamId = passed.Id,
                Attempt = passed.Number,
                Mark = mark,
                PassMark = passed.PassMark,
                DecidedOn = resit.HeldOn.AddDays(2),
                DecidedByName = "办公室主任",
                Code = SchoolRules.NewCode(),
            });
        }
    }

    private void Attempt(SchoolClass run, Exam exam, Learner learner, decimal? mark) => marks.Add(new ExamMark
    {
        SiteId = run.SiteId,
        ExamId = exam.Id,
        LearnerId = learner.Id,
        Attendance = mark is null ? ExamAttendance.Absent : ExamAttendance.Sat,
        Mark = mark,
        EnteredByName = "宣传员",
    });

    private void Unnamed(int site, int index)
    {
        var run = Class(site, LifeStage.Maternity, "孕产期保健讲座", "卫生院医生");
        foreach (var (topic, i) in new[] { "孕期营养", "产后恢复" }.Select((t, i) => (t, i)))
        {
            Session(run, operation.Today.AddDays(-45 + (i * 20) - (index % 4)), topic).Heads = 14 + (index % 6) + (i * 3);
        }
    }

    private SchoolClass Class(int site, LifeStage stage, string name, string teacher)
    {
        var run = new SchoolClass { SiteId = site, Year = operation.Today.Year, Stage = stage, Name = name, Teacher = teacher, Place = "人口学校教室" };
        classes.Add(run);
        return run;
    }

    private ClassSession Session(SchoolClass run, DateOnly day, string topic)
    {
        var session = new ClassSession
        {
            SiteId = run.SiteId,
            ClassId = run.Id,
            Day = day,
            Start = new TimeOnly(9, 0),
            Topic = topic,
            State = SessionState.Held,
            LessonPlan = $"目的：了解{topic}的基本知识。内容：讲解要点，结合实例。步骤：导入 10 分钟，讲授 50 分钟，答疑 20 分钟。",
            PlanFiledBy = "宣传员",
            PlanFiledOn = day.AddDays(-3),
            OpenedBy = "宣传员",
            OpenedAt = new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8)),
        };
        sessions.Add(session);
        return session;
    }
}
