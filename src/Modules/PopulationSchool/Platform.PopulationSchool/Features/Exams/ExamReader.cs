using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Exams;

/// <summary>Reads an exam for the page and for the import of marks.</summary>
internal sealed class ExamReader(SchoolDbContext db, SchoolDesk desk)
{
    /// <summary>Five statements.</summary>
    public async Task<ExamSheet> ReadAsync(int siteId, Guid id, CancellationToken cancellationToken)
    {
        var exam = await ExamAsync(siteId, id, cancellationToken);
        var name = await db.Set<SchoolClass>().Where(c => c.Id == exam.ClassId).Select(c => c.Name).FirstOrDefaultAsync(cancellationToken) ?? "";
        var passed = await PassedBeforeAsync(exam, cancellationToken);
        var marks = await db.Set<ExamMark>().AsNoTracking().Where(m => m.ExamId == exam.Id).ToDictionaryAsync(m => m.LearnerId, cancellationToken);
        var used = (await db.Set<CompletionDecision>().Where(d => d.ExamId == exam.Id && d.RevokedOn == null).Select(d => d.LearnerId).ToListAsync(cancellationToken)).ToHashSet();
        var roster = (await desk.RosterAsync(exam.ClassId, cancellationToken)).Where(l => marks.ContainsKey(l.Id) || (!passed.Contains(l.Id) && l.Attends(exam.HeldOn)));
        return new ExamSheet(
            exam.Id, exam.SiteId, exam.ClassId, name, exam.Number, exam.HeldOn, exam.PassMark, exam.Paper,
            [.. roster.Select(l => new ExamSheetRow(l.Id, l.Number, l.Name, marks.GetValueOrDefault(l.Id)?.Attendance, marks.GetValueOrDefault(l.Id)?.Mark, used.Contains(l.Id)))]);
    }

    /// <summary>Refuses NOT_FOUND.</summary>
    public async Task<Exam> ExamAsync(int siteId, Guid id, CancellationToken cancellationToken) =>
        await db.Set<Exam>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == id && e.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这次考试");

    /// <summary>Who has passed an earlier exam of the class.</summary>
    public async Task<HashSet<Guid>> PassedBeforeAsync(Exam exam, CancellationToken cancellationToken) =>
        [.. (await desk.AttemptsAsync(exam.ClassId, cancellationToken)).Where(a => SchoolRules.Passed(a.Where(x => x.Number < exam.Number)) is not null).Select(a => a.Key)];
}
