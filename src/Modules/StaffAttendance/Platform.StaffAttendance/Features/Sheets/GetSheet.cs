using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Sheets;

/// <summary>The attendance sheet of a site and month: as confirmed, or as the records stand now.</summary>
/// <param name="Revision">Null: the confirmed one, or the records as they are.</param>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/sheets/{month}", "一个乡镇某月的考勤表")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record GetSheet(int SiteId, YearMonth Month, int? Revision = null) : IQuery<Sheet>, ISiteRequest;

/// <param name="Undecided">Incidents of the month that have to be decided first.</param>
/// <param name="ConfirmedOn">Null: not confirmed, the lines follow the records.</param>
/// <param name="WithdrawnReason">Why an earlier confirmation was withdrawn; empty otherwise.</param>
/// <param name="Revision">The one shown; 0: none was made yet.</param>
internal sealed record Sheet(
    int SiteId, string SiteName, YearMonth Month, int WorkingDays, IReadOnlyList<SheetLine> Lines, int Undecided, DateOnly? ConfirmedOn, string ConfirmedByName,
    string WithdrawnReason, int Revision, IReadOnlyList<SheetRevision> Revisions)
{
    /// <summary>Signed and frozen, also when it has given way since.</summary>
    public bool IsConfirmed => ConfirmedOn is not null;

    /// <summary>The revision that counts was confirmed, and this is it.</summary>
    public bool InForce => Revisions.Any(r => r.Revision == Revision && r.State == SheetState.Confirmed);

    /// <summary>The revision that waits for confirmation; 0: none.</summary>
    public int Waiting => Revisions.FirstOrDefault(r => r.State == SheetState.Open)?.Revision ?? 0;
}

/// <param name="Reason">Why it was made; empty for the first.</param>
internal sealed record SheetRevision(int Revision, SheetState State, string Reason, DateOnly? ConfirmedOn, string ConfirmedByName);

internal sealed class GetSheetHandler(AttendanceDbContext db, SheetRevisions revisions, SheetReader sheets, MonthReader months, IMediator mediator) : IRequestHandler<GetSheet, Sheet>
{
    public async Task<Sheet> Handle(GetSheet request, CancellationToken cancellationToken)
    {
        var first = request.Month.FirstDay;
        var name = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault()?.Name ?? "";
        var known = await revisions.OfAsync(request.SiteId, first, cancellationToken);
        List<SheetRevision> all = [.. known.Select(s => new SheetRevision(s.Revision, s.State, s.RevisionReason, s.State == SheetState.Open ? null : s.ConfirmedOn, s.ConfirmedByName))];
        var kept = request.Revision is { } asked
            ? known.Find(s => s.Revision == asked) ?? throw new RefusalException("NOT_FOUND", $"没有第 {asked} 版考勤表。", RefusalKind.NotFound)
            : known.Find(s => s.State == SheetState.Confirmed);
        if (kept is { State: not SheetState.Open })
        {
            var lines = await db.Set<MonthlySheetLine>().AsNoTracking().Where(l => l.SheetId == kept.Id).OrderBy(l => l.Number).ToListAsync(cancellationToken);
            return new Sheet(
                request.SiteId, name, request.Month, lines.Select(l => l.WorkingDays).DefaultIfEmpty().Max(),
                [
                    .. lines.Select(l => new SheetLine(
                        l.StaffId, l.Number, l.Name, l.Post, l.WorkingDays, l.CompleteDays, l.WorkingDays - l.CompleteDays, l.LeaveHalfDays, l.Late, l.Early, l.Verified,
                        l.LateCorrections, l.FieldDays, l.FieldOpen, l.Other)),
                ],
                0, kept.ConfirmedOn, kept.ConfirmedByName, kept.WithdrawnReason, kept.Revision, all);
        }

        return new Sheet(
            request.SiteId, name, request.Month, months.DaysOf(request.Month).Count,
            await sheets.ReadAsync(request.SiteId, request.Month, cancellationToken),
            await sheets.UndecidedAsync(request.SiteId, request.Month, cancellationToken),
            null, "", known.LastOrDefault(s => s.State == SheetState.Withdrawn)?.WithdrawnReason ?? "", kept?.Revision ?? 0, all);
    }
}
