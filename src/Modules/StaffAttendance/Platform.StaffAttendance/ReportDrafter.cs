using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <summary>Makes the draft of a report follow the verified incidents of a person and year: drafted with the fifth, gone when there are fewer, never changed once signed.</summary>
internal sealed class ReportDrafter(AttendanceDbContext db, IMediator mediator, Operation operation)
{
    /// <summary>After a decision was saved. One or two statements, some more where there is something to draft.</summary>
    public async Task FollowAsync(int siteId, Guid staffId, int year, CancellationToken cancellationToken)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var incidents = await db.Set<Incident>().AsNoTracking()
            .Where(i => i.StaffId == staffId && i.Day >= first && i.Day <= last && i.Status == IncidentStatus.Verified && i.Objection != ObjectionState.Raised)
            .OrderBy(i => i.Day).ThenBy(i => i.Id).ToListAsync(cancellationToken);
        var report = await db.Set<IncidentReport>().FirstOrDefaultAsync(r => r.StaffId == staffId && r.Year == year, cancellationToken);
        if (report is { State: not ReportState.Draft } || (report is null && incidents.Count < IncidentReport.Threshold))
        {
            return;
        }

        if (incidents.Count < IncidentReport.Threshold)
        {
            db.Remove(report!);
            operation.Note($"查实不足 {IncidentReport.Threshold} 次，撤销考勤情况报告草稿");
        }
        else
        {
            if (report is null)
            {
                report = new IncidentReport { SiteId = siteId, StaffId = staffId, Year = year, DraftedOn = operation.Today };
                (report.Sender, report.Receiver) = await NamesAsync(siteId, cancellationToken);
                db.Add(report);
                operation.Note($"查实 {incidents.Count} 次，起草考勤情况报告");
            }

            var person = (await mediator.Send(new GetPeople([staffId]), cancellationToken)).FirstOrDefault();
            (report.Incidents, report.Text) = (incidents.Count, TextOf(person, year, incidents));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // Names are settings; where none are set, those of the bodies.
    private async Task<(string Sender, string Receiver)> NamesAsync(int siteId, CancellationToken cancellationToken)
    {
        var set = await db.Set<AttendanceSetting>().AsNoTracking().FirstOrDefaultAsync(s => s.SiteId == siteId, cancellationToken);
        var site = (await mediator.Send(new GetDivisions([siteId]), cancellationToken)).FirstOrDefault();
        var committee = await NameAsync(siteId, BodyKind.WorkingCommittee, cancellationToken);
        var government = await NameAsync(siteId, BodyKind.Government, cancellationToken);
        var county = site is null ? "" : await NameAsync(site.ParentId, BodyKind.HealthBureau, cancellationToken);
        return (
            set is { ReportSender.Length: > 0 } ? set.ReportSender : string.Join("、", new[] { committee, government }.Where(n => n.Length > 0)),
            set is { ReportReceiver.Length: > 0 } ? set.ReportReceiver : county);
    }

    private async Task<string> NameAsync(int divisionId, BodyKind kind, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetBodyNames([divisionId], kind, operation.Today), cancellationToken)).FirstOrDefault()?.Name ?? "";

    private static string TextOf(StaffRow? person, int year, IReadOnlyList<Incident> incidents) =>
        $"我单位工作人员{person?.Name}（工号 {person?.Number}，{person?.Post}）{year}年内经查实的考勤异常已达 {incidents.Count} 次：\n"
        + string.Join("\n", incidents.Take(30).Select((i, n) => $"{n + 1}. {i.Day:yyyy年M月d日}，{Words.Of(i.Kind)}{(i.Seconds > 0 ? " " + TimeText.Length(i.Seconds) : "")}"))
        + (incidents.Count > 30 ? "\n（其余从略）" : "")
        + "\n按照考勤管理制度现予报告，是否调整其工作单位，请研究决定。";
}
