using MediatR;
using Platform.Infrastructure.Ui;

namespace Platform.StaffAttendance.Features.Waiting;

/// <summary>Puts what waits for a person of a township on the home page.</summary>
internal sealed class AttendanceNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (state.SiteId is not { } site || !state.Can(AttendancePermissions.LeaveAsk))
        {
            return [];
        }

        var groups = await mediator.Send(new GetWaiting(site), ct);
        return [.. groups.SelectMany(g => g.Items.Select(i => new NextThing(g.Title, i.Text, i.Detail, i.Due, i.Link)))];
    }
}
