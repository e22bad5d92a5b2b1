using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Ui;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Rosters;

namespace Platform.StaffAttendance.Features.Swaps;

/// <summary>On the home page: swaps that wait for the reader's answer, and, for whoever is in charge, accepted ones not taken note of and shifts left open by leave.</summary>
internal sealed class SwapNextThings(IMediator mediator) : INextThings
{
    private static readonly PageRequest Few = new(1, 10);

    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (state.SiteId is not { } site || !state.Can(AttendancePermissions.View))
        {
            return [];
        }

        var things = new List<NextThing>();
        if (state.Can(AttendancePermissions.Swap))
        {
            var asked = await mediator.Send(new ListSwaps(Few, site, State: SwapState.Asked, Mine: true), ct);
            things.AddRange(asked.Items.Where(s => s.AskedOfReader).Select(s => new NextThing(
                "调班", $"{s.FromName}请您代{s.ShiftName}", s.ReturnDay is { } day ? $"用您 {day:yyyy-MM-dd} 的{s.ReturnName}交换；{s.Reason}" : s.Reason, s.Day, "/attendance/swaps?mine=true")));
        }

        if (state.Can(AttendancePermissions.PublishRosters))
        {
            var unseen = await mediator.Send(new ListSwaps(Few, site, Unseen: true), ct);
            things.AddRange(unseen.Items.Select(s => new NextThing("调班", $"{s.FromName}与{s.ToName}已调班，请知悉", $"{s.Day:yyyy-MM-dd} {s.ShiftName}", null, "/attendance/swaps?unseen=true")));
            var open = await mediator.Send(new ListOpenShifts(site), ct);
            things.AddRange(open.Take(Few.Take).Select(o => new NextThing("调班", $"{o.Name}请假，{o.Shift}待补班", $"{o.Day:yyyy-MM-dd}", o.Day, AttendanceLinks.Roster(site, YearMonth.Of(o.Day)))));
        }

        return things;
    }
}
