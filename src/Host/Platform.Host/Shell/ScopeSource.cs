using MediatR;
using Platform.Contracts.Access;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Ui;

namespace Platform.Host.Shell;

internal sealed class ScopeSource(CurrentMe me, IMediator mediator) : IScopeSource
{
    public async Task<ScopeState> CurrentAsync(CancellationToken ct)
    {
        if (await me.GetAsync(ct) is not { } person)
        {
            return ScopeState.Nobody;
        }

        var actor = new Actor(person.AccountId, person.Name, person.StaffId, person.Scope, person.Permissions, ActorChannel.Page) { Hold = person.Hold };
        return new ScopeState(actor, person.ScopeName, person.ScopeFullName, person.ScopeLevels);
    }

    public async Task<IReadOnlyList<ScopeChoice>> SearchAsync(string text, CancellationToken ct)
    {
        if (await me.GetAsync(ct) is not { } person)
        {
            return [];
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return [.. person.Assignments.Select(a => new ScopeChoice(a.DivisionId, a.DivisionId.ToString("000000000", null), a.DivisionName, a.DivisionName, a.RoleName))];
        }

        var found = await mediator.Send(new SearchMyDivisions(text, IncludeClosed: true), ct);
        return [.. found.Select(d => new ScopeChoice(d.Id, d.Code, d.Name, d.FullName, ""))];
    }
}
