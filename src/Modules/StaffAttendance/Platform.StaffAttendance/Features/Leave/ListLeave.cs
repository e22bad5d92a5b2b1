using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

internal enum LeaveBox { Waiting, Mine }

/// <summary>
/// Leave the caller may see, the newest first: the own, what passes through the own post, and with <c>attendance.leave.view</c> all of the scope; never why. Of what
/// is only seen, the kind is told as personal or not, and no kind but personal can be searched for.
/// </summary>
/// <param name="Box">Waiting: what waits for the caller's signature today, as holder or stand-in. Mine: the own.</param>
/// <param name="Month">Months the leave touches.</param>
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Get, "staff-attendance/leave", "查询请假：全部、等我签批、本人的")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record ListLeave(
    PageRequest Page, int? SiteId = null, LeaveBox? Box = null, string? Person = null, LeaveKind? Kind = null, LeaveState? State = null, YearMonth? Month = null, bool? ProofMissing = null)
    : IQuery<Page<LeaveRow>>;

/// <param name="Days">Working days, in halves.</param>
/// <param name="Kind">Null: not for the caller, see <paramref name="KindText"/>.</param>
/// <param name="MySign">It waits for the caller.</param>
internal sealed record LeaveRow(
    Guid Id, int SiteId, string SiteName, Guid StaffId, string Number, string Name, LeaveKind? Kind, string KindText, DateOnly First, DayHalf FirstHalf, DateOnly Last, DayHalf LastHalf, string Text, decimal Days,
    LeaveTier Tier, LeaveState State, LeaveRole WaitsFor, string WaitsText, bool Exceeds, bool ProofMissing, DateOnly? ReturnedOn, string AskedBy, DateOnly AskedOn, bool MySign, Guid Version)
{
    public string StateText => Words.Of(State) + (Exceeds && State != LeaveState.Withdrawn ? "（超出每月 4 天）" : "");
}

internal sealed class ListLeaveHandler(AttendanceDbContext db, LeaveDesk desk, PeopleNames names, IMediator mediator, IWorkingDays calendar, Operation operation)
    : IRequestHandler<ListLeave, Page<LeaveRow>>
{
    public async Task<Page<LeaveRow>> Handle(ListLeave request, CancellationToken cancellationToken)
    {
        var mine = await MineAsync(cancellationToken);
        var rows = Filter(Visible(request, mine), request, mine);
        if (!string.IsNullOrWhiteSpace(request.Person))
        {
            var people = await names.FindAsync(request.Person, request.SiteId, cancellationToken);
            rows = rows.Where(r => people.Contains(r.StaffId));
        }

        var total = await rows.CountAsync(cancellationToken);
        if (total == 0)
        {
            return new Page<LeaveRow>([], 0);
        }

        var page = await Sorted(rows, request.Page.Sort).ThenBy(r => r.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var ids = page.Select(r => r.Id).ToList();
        var open = await Readable(db.Set<LeaveRequest>().AsNoTracking().Where(r => ids.Contains(r.Id)), mine).Select(r => r.Id).ToListAsync(cancellationToken);
        var known = await names.OfAsync(page.Select(r => r.StaffId), page.Select(r => r.SiteId), cancellationToken);
        return new Page<LeaveRow>([.. page.Select(r => Row(r, known, mine, open.Contains(r.Id)))], total);
    }

    // Posts are held at the person's own site.
    private async Task<Own> MineAsync(CancellationToken cancellationToken)
    {
        var own = operation.Actor.StaffId;
        var person = own == Guid.Empty ? null : (await mediator.Send(new GetPeople([own]), cancellationToken)).FirstOrDefault();
        return person is null
            ? new Own(own, operation.Actor.AccountId, 0, [])
            : new Own(own, operation.Actor.AccountId, person.SiteId, [.. (await desk.CapacitiesAsync(person.SiteId, cancellationToken)).Select(c => c.Role)]);
    }

    private IQueryable<LeaveRequest> Visible(ListLeave request, Own mine)
    {
        var rows = db.Set<LeaveRequest>().AsNoTracking();
        var (staff, site, roles) = (mine.StaffId, mine.SiteId, mine.Roles);
        if (request.Box == LeaveBox.Waiting)
        {
            return rows.Where(r => r.SiteId == site && roles.Contains(r.WaitsFor) && r.StaffId != staff);
        }

        if (request.Box == LeaveBox.Mine)
        {
            return rows.Where(r => staff != Guid.Empty && r.StaffId == staff);
        }

        return operation.Actor.May(AttendancePermissions.LeaveView) ? rows : Readable(rows, mine);
    }

    // The own, the entered, and what passes through the own post: what LeaveDesk.ReadsAsync says of one.
    private IQueryable<LeaveRequest> Readable(IQueryable<LeaveRequest> rows, Own mine)
    {
        var (staff, account, site, roles) = (mine.StaffId, mine.AccountId, mine.SiteId, mine.Roles);
        return rows.Where(r => (staff != Guid.Empty && r.StaffId == staff) || (account != Guid.Empty && r.AskedById == account)
            || db.Set<LeaveStep>().Any(s => s.RequestId == r.Id && ((staff != Guid.Empty && s.ByStaffId == staff) || (s.SiteId == site && roles.Contains(s.Role)))));
    }

    private IQueryable<LeaveRequest> Filter(IQueryable<LeaveRequest> rows, ListLeave request, Own mine)
    {
        rows = request.SiteId is { } site ? rows.Where(r => r.SiteId == site) : rows;
        if (request.Kind is { } kind)
        {
            rows = (LeaveKinds.NeedsApproval(kind) ? rows : Readable(rows, mine)).Where(r => r.Kind == kind);
        }

        rows = request.State is { } state ? rows.Where(r => r.State == state) : rows;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(r => r.First <= last && r.Last >= first);
        }

        if (request.ProofMissing is { } missing)
        {
            rows = rows.Where(r => missing == (r.ProofOn == null && r.Kind != LeaveKind.Personal && r.Kind != LeaveKind.Annual
                && r.State != LeaveState.Refused && r.State != LeaveState.Withdrawn));
        }

        return rows;
    }

    private static IOrderedQueryable<LeaveRequest> Sorted(IQueryable<LeaveRequest> rows, string? sort) => sort switch
    {
        "First" => rows.OrderBy(r => r.First),
        "HalfDays" => rows.OrderBy(r => r.HalfDays),
        "-HalfDays" => rows.OrderByDescending(r => r.HalfDays),
        "AskedOn" => rows.OrderBy(r => r.AskedOn),
        "-AskedOn" => rows.OrderByDescending(r => r.AskedOn),
        _ => rows.OrderByDescending(r => r.First),
    };

    private LeaveRow Row(LeaveRequest r, KnownPeople known, Own mine, bool open)
    {
        var person = known.Person(r.StaffId);
        return new LeaveRow(
            r.Id, r.SiteId, known.Site(r.SiteId), r.StaffId, person.Number, person.Name, open ? r.Kind : null, open ? LeaveKinds.Of(r.Kind) : LeaveKinds.Covered(r.Kind), r.First, r.FirstHalf, r.Last, r.LastHalf, r.Span.Text,
            r.Span.HalfDays(calendar) / 2m, r.Tier, r.State, r.WaitsFor, WaitsText(r), r.Exceeds, r.ProofMissing, r.ReturnedOn, r.AskedBy, r.AskedOn,
            r.SiteId == mine.SiteId && r.StaffId != mine.StaffId && mine.Roles.Contains(r.WaitsFor), r.Version);
    }

    internal static string WaitsText(LeaveRequest r) => r.WaitsFor == LeaveRole.Nobody ? "" : Words.Of(r.WaitsFor) + (r.State == LeaveState.Granted ? "知悉" : "");

    private sealed record Own(Guid StaffId, Guid AccountId, int SiteId, IReadOnlyList<LeaveRole> Roles);
}
