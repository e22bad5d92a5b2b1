using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Corrections;

/// <summary>Corrections of clock-ins, newest first.</summary>
/// <param name="Month">Month of the clock-in.</param>
/// <param name="MadeIn">Month in which it was corrected.</param>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/clock-in-corrections", "打卡更正记录")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record ListCorrections(
    PageRequest Page, int? SiteId = null, Guid? StaffId = null, string? Person = null, YearMonth? Month = null, YearMonth? MadeIn = null, bool? AfterLock = null)
    : IQuery<Page<CorrectionRow>>;

/// <summary>See <see cref="ClockInCorrection"/>.</summary>
internal sealed record CorrectionRow(
    Guid Id, int SiteId, string SiteName, Guid StaffId, string Number, string Name, DateOnly Day, int SecondOfDay, CorrectionKind Kind, ClockInSource Source, string Reason,
    bool AfterLock, string MadeByName, DateOnly MadeOn);

internal sealed class ListCorrectionsHandler(AttendanceDbContext db, PeopleNames names) : IRequestHandler<ListCorrections, Page<CorrectionRow>>
{
    public async Task<Page<CorrectionRow>> Handle(ListCorrections request, CancellationToken cancellationToken)
    {
        var rows = Filter(request);
        if (!string.IsNullOrWhiteSpace(request.Person))
        {
            var people = await names.FindAsync(request.Person, request.SiteId, cancellationToken);
            rows = rows.Where(c => people.Contains(c.StaffId));
        }

        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "Day" => rows.OrderBy(c => c.Day),
            "-Day" => rows.OrderByDescending(c => c.Day),
            "MadeOn" => rows.OrderBy(c => c.MadeOn),
            _ => rows.OrderByDescending(c => c.MadeOn),
        };
        var page = await sorted.ThenBy(c => c.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var known = await names.OfAsync(page.Select(c => c.StaffId), page.Select(c => c.SiteId), cancellationToken);
        return new Page<CorrectionRow>(
            [
                .. page.Select(c => (Row: c, Person: known.Person(c.StaffId))).Select(c => new CorrectionRow(
                    c.Row.Id, c.Row.SiteId, known.Site(c.Row.SiteId), c.Row.StaffId, c.Person.Number, c.Person.Name, c.Row.Day, c.Row.SecondOfDay, c.Row.Kind, c.Row.Source,
                    c.Row.Reason, c.Row.AfterLock, c.Row.MadeByName, c.Row.MadeOn)),
            ],
            total);
    }

    private IQueryable<ClockInCorrection> Filter(ListCorrections request)
    {
        var rows = db.Set<ClockInCorrection>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(c => c.SiteId == site) : rows;
        rows = request.StaffId is { } staff ? rows.Where(c => c.StaffId == staff) : rows;
        rows = request.AfterLock is { } late ? rows.Where(c => c.AfterLock == late) : rows;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(c => c.Day >= first && c.Day <= last);
        }

        if (request.MadeIn is { } made)
        {
            var (first, last) = (made.FirstDay, made.LastDay);
            rows = rows.Where(c => c.MadeOn >= first && c.MadeOn <= last);
        }

        return rows;
    }
}
