using MediatR;
using Platform.Infrastructure.Ui;

namespace Platform.Oversight.Features.Calendar;

/// <summary>Puts the first of a person's tasks on the home page.</summary>
internal sealed class DutyNextThings(IMediator mediator) : INextThings
{
    private const int Most = 8;

    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (state.SiteId is not { } site || !state.Can(OversightPermissions.ViewDuties))
        {
            return [];
        }

        var tasks = await mediator.Send(new GetMyTasks(site), ct);
        return [.. tasks.Take(Most).Select(t => new NextThing(t.Kind, t.Title, $"{t.Detail}；{t.StatusText}{(t.OnBehalf.Length > 0 ? "；" + t.OnBehalf : "")}", t.DueOn, t.Link))];
    }
}
