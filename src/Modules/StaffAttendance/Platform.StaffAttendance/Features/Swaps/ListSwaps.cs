using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Swaps;

/// <summary>Swaps, the newest first.</summary>
/// <param name="Mine">Only those the reader asked for or is asked in.</param>
/// <param name="Unseen">Only accepted ones nobody in charge has taken note of.</param>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/swaps", "调班记录")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record ListSwaps(
    PageRequest Page, int? SiteId = null, string? Person = null, SwapState? State = null, YearMonth? Month = null, bool? Mine = null, bool? Unseen = null) : IQuery<Page<SwapRow>>;

/// <param name="OwnRequest">The reader asked.</param>
/// <param name="AskedOfReader">The reader has to answer.</param>
internal sealed record SwapRow(
    Guid Id, int SiteId, string SiteName, DateOnly Day, string ShiftName, string FromName, string ToName, DateOnly? ReturnDay, string ReturnName, string Reason, DateTimeOffset AskedAt,
    SwapState State, DateTimeOffset? AnsweredAt, string Answer, string SeenByName, DateOnly? SeenOn, bool OwnRequest, bool AskedOfReader);

internal sealed class ListSwapsHandler(AttendanceDbContext db, PeopleNames names, Operation operation) : IRequestHandler<ListSwaps, Page<SwapRow>>
{
    public async Task<Page<SwapRow>> Handle(ListSwaps request, CancellationToken cancellationToken)
    {
        var me = operation.Actor.StaffId;
        var rows = Filter(request, me);
        if (!string.IsNullOrWhiteSpace(request.Person))
        {
            var people = await names.FindAsync(request.Person, request.SiteId, cancellationToken);
            rows = rows.Where(s => people.Contains(s.FromStaffId) || people.Contains(s.ToStaffId));
        }

        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "Day" => rows.OrderBy(s => s.Day),
            "-Day" => rows.OrderByDescending(s => s.Day),
            "AskedAt" => rows.OrderBy(s => s.AskedAt),
            _ => rows.OrderByDescending(s => s.AskedAt),
        };
        var swaps = await sorted.ThenBy(s => s.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var known = await names.OfAsync(swaps.SelectMany(s => new[] { s.FromStaffId, s.ToStaffId }), swaps.Select(s => s.SiteId), cancellationToken);
        return new Page<SwapRow>(
        [
            .. swaps.Select(s => new SwapRow(
                s.Id, s.SiteId, known.Site(s.SiteId), s.Day, s.ShiftName, known.Person(s.FromStaffId).Name, known.Person(s.ToStaffId).Name, s.ReturnDay, s.ReturnName, s.Reason, s.AskedAt,
                s.State, s.AnsweredAt, s.Answer, s.SeenByName, s.SeenOn, me != Guid.Empty && s.FromStaffId == me, me != Guid.Empty && s.ToStaffId == me)),
        ], total);
    }

    private IQueryable<ShiftSwap> Filter(ListSwaps request, Guid me)
    {
        var rows = db.Set<ShiftSwap>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(s => s.SiteId == site) : rows;
        rows = request.State is { } state ? rows.Where(s => s.State == state) : rows;
        rows = request.Mine == true ? rows.Where(s => s.FromStaffId == me || s.ToStaffId == me) : rows;
        rows = request.Unseen == true ? rows.Where(s => s.State == SwapState.Accepted && s.SeenOn == null) : rows;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(s => s.Day >= first && s.Day <= last);
        }

        return rows;
    }
}

/// <summary>What a person can do with a shift: the reader's own coming shifts and the colleagues with theirs. Four statements.</summary>
[Requires(AttendancePermissions.Swap)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/swap-choices", "可以调换的班和同事")]
internal sealed record GetSwapChoices(int SiteId) : IQuery<SwapChoices>, ISiteRequest;

/// <param name="Known">The reader is a person of this office's staff list.</param>
internal sealed record SwapChoices(bool Known, IReadOnlyList<SwapShift> Own, IReadOnlyList<SwapColleague> Colleagues);

internal sealed record SwapShift(Guid Id, DateOnly Day, string Name);

internal sealed record SwapColleague(Guid StaffId, string Name, IReadOnlyList<SwapShift> Shifts);

internal sealed class GetSwapChoicesHandler(AttendanceDbContext db, IMediator mediator, Operation operation) : IRequestHandler<GetSwapChoices, SwapChoices>
{
    public async Task<SwapChoices> Handle(GetSwapChoices request, CancellationToken cancellationToken)
    {
        var (me, today) = (operation.Actor.StaffId, operation.Today);
        var staff = await mediator.Send(new GetStaff([request.SiteId]), cancellationToken);
        if (staff.All(s => s.Id != me))
        {
            return new SwapChoices(false, [], []);
        }

        var shifts = (await (from s in db.Set<DutyShift>().AsNoTracking()
                             join r in db.Set<DutyRoster>() on s.RosterId equals r.Id
                             where s.SiteId == request.SiteId && s.Day >= today && r.State == RosterState.Published
                             orderby s.Day, s.Start
                             select new { s.StaffId, Shift = new SwapShift(s.Id, s.Day, s.Name) }).ToListAsync(cancellationToken)).ToLookup(s => s.StaffId, s => s.Shift);
        return new SwapChoices(true, [.. shifts[me]], [.. staff.Where(s => s.Id != me).Select(s => new SwapColleague(s.Id, s.Name, [.. shifts[s.Id]]))]);
    }
}
