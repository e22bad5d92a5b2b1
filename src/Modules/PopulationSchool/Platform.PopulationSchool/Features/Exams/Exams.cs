using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;
using Platform.PopulationSchool.Features.Classes;

namespace Platform.PopulationSchool.Features.Exams;

/// <summary>
/// An exam of a class that was held: the first is for everybody, later ones are resits. Refuses NOT_FOUND, CLASS_CANCELLED, NO_NAMES, IN_FUTURE, NO_SESSION_HELD (no lesson
/// before it), EXAM_OPEN (the one before has no marks yet), NOBODY_FAILED.
/// </summary>
/// <param name="Paper">Where the paper is filed.</param>
[Label("登记考试")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Post, "school/sites/{siteId}/classes/{classId}/exams", "登记一次考试；第二次起为补考")]
[Clauses("P3-SCHOOLMGMT-04", "P3-SCHOOLMGMT-05")]
internal sealed record AddExam(int SiteId, Guid ClassId, DateOnly? HeldOn, string? Paper) : ICommand<Guid>, ISiteRequest;

internal sealed class AddExamValidator : AbstractValidator<AddExam>
{
    public AddExamValidator()
    {
        RuleFor(e => e.HeldOn).NotNull().WithMessage("请填写考试日期。");
        RuleFor(e => e.Paper).NotEmpty().WithMessage("请填写试卷存档号。").MaximumLength(100).WithMessage("试卷存档号最多 100 字。");
    }
}

/// <param name="Mark">0 to 100; null: did not sit.</param>
internal sealed record EnteredMark(Guid LearnerId, ExamAttendance Attendance, decimal? Mark);

/// <summary>
/// Marks of an exam, some or all; entered again they are corrected, with a trail, until the learner's completion rests on them (MARK_USED). Refuses NOT_FOUND, NOT_ON_ROSTER,
/// NOT_FAILED (a resit of somebody who passed), MARK_OUT_OF_RANGE, MARK_WITHOUT_EXAM.
/// </summary>
[Label("登记成绩")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Post, "school/sites/{siteId}/exams/{id}/marks", "登记或更正考试成绩")]
[Clauses("P3-TEACHER-03", "P3-SCHOOLMGMT-02", "P3-STUDENT-05")]
internal sealed record EnterMarks(int SiteId, Guid Id, IReadOnlyList<EnteredMark> Marks) : ICommand, ISiteRequest;

internal sealed class EnterMarksValidator : AbstractValidator<EnterMarks>
{
    public EnterMarksValidator()
    {
        RuleFor(m => m.Marks).NotEmpty().WithMessage("请至少填写一人。");
        RuleForEach(m => m.Marks).ChildRules(x => x.RuleFor(y => y.Attendance).IsInEnum().WithMessage("请选择参加情况。"));
    }
}

/// <summary>Who is to sit an exam, with what was entered. Names of residents are seen: the look stands in the trail. Refuses NOT_FOUND. Five statements.</summary>
[Label("查看成绩")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Post, "school/sites/{siteId}/exams/{id}/sheet", "打开一次考试的成绩表，补考只列没有合格的；留下查看记录")]
[Clauses("P3-SCHOOLMGMT-04", "P3-TEACHER-03")]
internal sealed record GetExam(int SiteId, Guid Id) : ICommand<ExamSheet>, ISiteRequest, IIdempotent;

internal sealed record ExamSheet(Guid Id, int SiteId, Guid ClassId, string ClassName, int Number, DateOnly HeldOn, decimal PassMark, string Paper, IReadOnlyList<ExamSheetRow> Learners)
{
    public string Title => Number == 1 ? $"{ClassName}考试" : $"{ClassName}第 {Number - 1} 次补考";
}

/// <param name="Attendance">Null: not entered.</param>
/// <param name="Used">A completion rests on it.</param>
internal sealed record ExamSheetRow(Guid LearnerId, string Number, string Name, ExamAttendance? Attendance, decimal? Mark, bool Used);

internal sealed class ExamHandlers(SchoolDbContext db, SchoolDesk desk, ExamReader exams, Operation operation) : IRequestHandler<AddExam, Guid>, IRequestHandler<EnterMarks, Unit>, IRequestHandler<GetExam, ExamSheet>
{
    public async Task<Guid> Handle(AddExam request, CancellationToken cancellationToken)
    {
        var run = await desk.ClassAsync(request.SiteId, request.ClassId, null, cancellationToken);
        LearnerRules.RefuseNames(run);
        var day = request.HeldOn!.Value;
        if (day > operation.Today)
        {
            throw new RefusalException("IN_FUTURE", "考试日期不能晚于今天。", RefusalKind.Invalid, [new FieldError(nameof(request.HeldOn), "晚于今天")]);
        }

        if (!await db.Set<ClassSession>().AnyAsync(s => s.ClassId == run.Id && s.State == SessionState.Held && s.Day <= day, cancellationToken))
        {
            throw new RefusalException("NO_SESSION_HELD", "考试前还没有上过课。", RefusalKind.Refused, [new FieldError(nameof(request.HeldOn), "此前没有上课")]);
        }

        var before = await db.Set<Exam>().AsNoTracking().Where(e => e.ClassId == run.Id).OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancellationToken);
        if (before is not null)
        {
            await RefuseResitAsync(run, before, day, cancellationToken);
        }

        var exam = new Exam { SiteId = run.SiteId, ClassId = run.Id, Number = (before?.Number ?? 0) + 1, HeldOn = day, PassMark = run.PassMark, Paper = request.Paper!.Trim() };
        db.Add(exam);
        await db.SaveChangesAsync(cancellationToken);
        return exam.Id;
    }

    public async Task<Unit> Handle(EnterMarks request, CancellationToken cancellationToken)
    {
        var exam = await exams.ExamAsync(request.SiteId, request.Id, cancellationToken);
        var roster = (await desk.RosterAsync(exam.ClassId, cancellationToken)).ToDictionary(l => l.Id);
        var passed = await exams.PassedBeforeAsync(exam, cancellationToken);
        var used = await db.Set<CompletionDecision>().Where(d => d.ExamId == exam.Id && d.RevokedOn == null).Select(d => d.LearnerId).ToListAsync(cancellationToken);
        var marks = await db.Set<ExamMark>().Where(m => m.ExamId == exam.Id).ToDictionaryAsync(m => m.LearnerId, cancellationToken);
        foreach (var entered in request.Marks)
        {
            if (!roster.TryGetValue(entered.LearnerId, out var learner))
            {
                throw new RefusalException("NOT_ON_ROSTER", "其中有人不在这个班的花名册上。", RefusalKind.Refused);
            }

            if (passed.Contains(learner.Id))
            {
                throw new RefusalException("NOT_FAILED", $"学号 {learner.Number} 已经合格，不用补考。", RefusalKind.Refused);
            }

            SchoolRules.RefuseMark(learner.Number, entered.Attendance, entered.Mark);
            if (!marks.TryGetValue(learner.Id, out var mark))
            {
                mark = new ExamMark { SiteId = exam.SiteId, ExamId = exam.Id, LearnerId = learner.Id };
                marks.Add(learner.Id, mark);
                db.Add(mark);
            }
            else if ((mark.Attendance, mark.Mark) != (entered.Attendance, entered.Mark) && used.Contains(learner.Id))
            {
                throw new RefusalException("MARK_USED", $"学号 {learner.Number} 已凭这次成绩结业。要更正的，请先撤销结业。", RefusalKind.Conflict);
            }

            (mark.Attendance, mark.Mark, mark.EnteredByName) = (entered.Attendance, entered.Mark, operation.Actor.Name);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public Task<ExamSheet> Handle(GetExam request, CancellationToken cancellationToken) => exams.ReadAsync(request.SiteId, request.Id, cancellationToken);

    private async Task RefuseResitAsync(SchoolClass run, Exam before, DateOnly day, CancellationToken cancellationToken)
    {
        if (day < before.HeldOn)
        {
            throw new RefusalException("BEFORE_EXAM", $"补考不能早于 {before.HeldOn:yyyy-MM-dd} 的考试。", RefusalKind.Invalid, [new FieldError(nameof(AddExam.HeldOn), "早于上次考试")]);
        }

        var attempts = await desk.AttemptsAsync(run.Id, cancellationToken);
        if (!attempts.Any(a => a.Any(x => x.ExamId == before.Id)))
        {
            throw new RefusalException("EXAM_OPEN", $"{before.HeldOn:yyyy-MM-dd} 的考试还没有登记成绩。", RefusalKind.Conflict);
        }

        var roster = await desk.RosterAsync(run.Id, cancellationToken);
        if (roster.Where(l => l.Attends(day)).All(l => SchoolRules.Passed(attempts[l.Id]) is not null))
        {
            throw new RefusalException("NOBODY_FAILED", "花名册上的人都已合格，不用补考。", RefusalKind.Refused);
        }
    }
}
