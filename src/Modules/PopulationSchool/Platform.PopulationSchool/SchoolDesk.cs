using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool;

/// <summary>Opens what a request names. One statement each; refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
internal sealed class SchoolDesk(SchoolDbContext db)
{
    /// <summary>Refuses CLASS_CANCELLED too.</summary>
    public async Task<SchoolClass> ClassAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var found = await db.Set<SchoolClass>().FirstOrDefaultAsync(c => c.Id == id && c.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这个培训班");
        Refusals.CheckVersion(version, found.Version);
        return found.State != ClassState.Cancelled ? found : throw new RefusalException("CLASS_CANCELLED", $"“{found.Name}”已取消。", RefusalKind.Conflict);
    }

    public async Task<ClassSession> SessionAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var found = await db.Set<ClassSession>().FirstOrDefaultAsync(s => s.Id == id && s.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这次课");
        Refusals.CheckVersion(version, found.Version);
        return found;
    }

    public async Task<Learner> LearnerAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var found = await db.Set<Learner>().FirstOrDefaultAsync(l => l.Id == id && l.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这名学员");
        Refusals.CheckVersion(version, found.Version);
        return found;
    }

    /// <summary>The roster in the order of the numbers.</summary>
    public Task<List<Learner>> RosterAsync(Guid classId, CancellationToken cancellationToken) =>
        db.Set<Learner>().AsNoTracking().Where(l => l.ClassId == classId).OrderBy(l => l.Number).ThenBy(l => l.Id).ToListAsync(cancellationToken);

    /// <summary>Attempts of all learners of a class, the first exam first.</summary>
    public async Task<ILookup<Guid, Attempt>> AttemptsAsync(Guid classId, CancellationToken cancellationToken) =>
        (await (from mark in db.Set<ExamMark>().AsNoTracking()
                join exam in db.Set<Exam>() on mark.ExamId equals exam.Id
                where exam.ClassId == classId
                orderby exam.Number
                select new { mark.LearnerId, Attempt = new Attempt(exam.Id, exam.Number, exam.HeldOn, exam.PassMark, mark.Mark, mark.Attendance) }).ToListAsync(cancellationToken))
        .ToLookup(a => a.LearnerId, a => a.Attempt);
}
