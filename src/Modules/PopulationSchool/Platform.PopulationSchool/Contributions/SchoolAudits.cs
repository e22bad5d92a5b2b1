using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Contributions;

/// <summary>Lessons whose day has come without a lesson plan, or that were opened and nobody called the roll; classes that ended without an exam. Two statements.</summary>
internal sealed class SchoolAudits(SchoolDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi, until) = (notification.SiteIds[0], notification.SiteIds[^1], notification.Until);
        var first = new DateOnly(until.Year, until.Month, 1);
        var sessions = (await (from session in db.Set<ClassSession>()
                               join run in db.Set<SchoolClass>() on session.ClassId equals run.Id
                               where session.SiteId >= lo && session.SiteId <= hi && session.Day >= first && session.Day <= until && session.State != SessionState.Cancelled && run.State == ClassState.Open
                               orderby session.Day, session.Id
                               select new { session.SiteId, session.Id, session.ClassId, session.Day, session.Topic, session.State, HasPlan = session.LessonPlan != "", run.Name }).ToListAsync(cancellationToken)).ToLookup(s => s.SiteId);
        var ended = until.AddDays(-SchoolRules.ExamDays);
        var longAgo = until.AddDays(-365);
        var classes = (await (from run in db.Set<SchoolClass>()
                              where run.SiteId >= lo && run.SiteId <= hi && run.State == ClassState.Open
                                  && run.Stage != LifeStage.Premarital && run.Stage != LifeStage.Newlywed && run.Stage != LifeStage.Maternity && run.Stage != LifeStage.Contraception
                              let last = db.Set<ClassSession>().Where(s => s.ClassId == run.Id && s.State != SessionState.Cancelled).Max(s => (DateOnly?)s.Day)
                              where last != null && last <= ended && last >= longAgo
                              select new { run.SiteId, run.Id, run.Name, Last = last, HasExam = db.Set<Exam>().Any(e => e.ClassId == run.Id && e.HeldOn <= until) }).ToListAsync(cancellationToken)).ToLookup(c => c.SiteId);
        notification.Answer(notification.SiteIds.SelectMany(site => new[]
        {
            new AuditContribution(
                SchoolCodes.WithoutLessonPlan, site, sessions[site].Count(),
                [
                    .. sessions[site].Where(s => !s.HasPlan).Select(s => new FindingDraft(
                        s.Id.ToString("N"), FindingSeverity.Minor, $"{s.Name} {s.Day:yyyy-MM-dd} 的课没有教案", $"“{s.Topic}”上课日期已到，教案没有归档。请补齐教案后上课，或取消这次课。", SchoolLinks.Class(s.ClassId))),
                ]),
            new AuditContribution(
                SchoolCodes.RollMissing, site, sessions[site].Count(),
                [
                    .. sessions[site].Where(s => s.State == SessionState.Open && s.Day < until).Select(s => new FindingDraft(
                        s.Id.ToString("N"), FindingSeverity.Minor, $"{s.Name} {s.Day:yyyy-MM-dd} 的课没有点名", $"“{s.Topic}”已开课，没有点名或登记人数。请补登。", SchoolLinks.Roll(s.Id))),
                ]),
            new AuditContribution(
                SchoolCodes.ExamMissing, site, classes[site].Count(),
                [
                    .. classes[site].Where(c => !c.HasExam).Select(c => new FindingDraft(
                        c.Id.ToString("N"), FindingSeverity.Minor, $"{c.Name}结束后没有考试", $"最后一次课是 {c.Last:yyyy-MM-dd}，已超过 {SchoolRules.ExamDays} 天。请组织考试。", SchoolLinks.Class(c.Id))),
                ]),
        }));
    }
}

/// <summary>Lessons planned for the next month: an item for the meeting. One statement.</summary>
internal sealed class SchoolAgenda(SchoolDbContext db) : INotificationHandler<MeetingConvening>
{
    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var (lo, hi, month) = (notification.SiteIds[0], notification.SiteIds[^1], YearMonth.Of(notification.Period).AddMonths(1));
        var (first, last) = (month.FirstDay, month.LastDay);
        var wanted = notification.SiteIds.ToHashSet();
        var planned = await db.Set<ClassSession>().Where(s => s.SiteId >= lo && s.SiteId <= hi && s.Day >= first && s.Day <= last && s.State == SessionState.Planned)
            .GroupBy(s => s.SiteId).Select(g => new { g.Key, Count = g.Count(), Without = g.Sum(s => s.LessonPlan == "" ? 1 : 0), First = g.Min(s => s.Day) }).OrderBy(g => g.Key).ToListAsync(cancellationToken);
        notification.Answer(planned.Where(p => wanted.Contains(p.Key)).Select(p => new AgendaContribution(
            p.Key, $"人口学校下月 {p.Count} 次课", $"最早 {p.First:yyyy-MM-dd}，还有 {p.Without} 次没有归档教案。请落实教师、地点和教案。", SchoolLinks.Classes)));
    }
}

/// <summary>Of the lessons planned in the month, how many were held. One statement.</summary>
internal sealed class SchoolIndicators(SchoolDbContext db) : INotificationHandler<AppraisalRequested>
{
    public async Task Handle(AppraisalRequested notification, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(notification.Period);
        var (lo, hi, first, last) = (notification.SiteIds[0], notification.SiteIds[^1], month.FirstDay, month.LastDay);
        var rows = await db.Set<ClassSession>().Where(s => s.SiteId >= lo && s.SiteId <= hi && s.Day >= first && s.Day <= last)
            .GroupBy(s => s.SiteId).Select(g => new { g.Key, Count = g.Count(), Held = g.Sum(s => s.State == SessionState.Held ? 1 : 0) }).ToDictionaryAsync(g => g.Key, cancellationToken);
        foreach (var site in notification.SiteIds)
        {
            notification.Answer(new IndicatorContribution(SchoolCodes.SessionsHeld, site, Guid.Empty, rows.GetValueOrDefault(site)?.Held ?? 0, rows.GetValueOrDefault(site)?.Count ?? 0, SchoolLinks.Classes));
        }
    }
}
