using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Ui;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>Puts leave that waits for a person's signature on the home page.</summary>
internal sealed class LeaveNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (state.SiteId is null || state.Actor!.StaffId == Guid.Empty || !state.Can(AttendancePermissions.LeaveAsk))
        {
            return [];
        }

        var waiting = await mediator.Send(new ListLeave(new PageRequest(1, 10, "AskedOn"), state.SiteId, LeaveBox.Waiting), ct);
        return [.. waiting.Items.Select(r => new NextThing("请假签批", $"{r.Name}请假：{r.Text}", $"等待{r.WaitsText}", r.First, $"/attendance/leave/{r.Id}"))];
    }
}
