using MediatR;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Ui;

namespace Platform.Enforcement.Features.Waiting;

/// <summary>Puts what waits on the home page, as numbers: a single case or petition by its page, several by their list.</summary>
internal sealed class EnforcementNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (!state.Can(EnforcementPermissions.View))
        {
            return [];
        }

        var waiting = await mediator.Send(new GetWaitingCases(), ct);
        return [.. waiting.Select(w => NextThing.OfSeveral("依法办案", Title(w.Work), w.Count, WaitingCases.Most, "件", $"最早的一件 {w.Since:yyyy-MM-dd} 登记", One(w), List(w.Work)))];
    }

    private static string Title(CaseWork work) => work switch
    {
        CaseWork.DecideLead => "决定是否立案",
        CaseWork.HandleCase => "办理案件",
        CaseWork.AssignPetition => "指定信访承办人",
        _ => "办理信访件",
    };

    private static string One(WaitingCases w) => w.Work is CaseWork.DecideLead or CaseWork.HandleCase ? EnforcementLinks.Case(w.First) : EnforcementLinks.Petition(w.First);

    private static string List(CaseWork work) => work switch
    {
        CaseWork.DecideLead => $"{EnforcementLinks.Cases}?state={CaseState.Lead}",
        CaseWork.HandleCase => $"{EnforcementLinks.Cases}?open=true",
        CaseWork.AssignPetition => $"{EnforcementLinks.Petitions}?state={PetitionState.Received}",
        _ => EnforcementLinks.Petitions,
    };
}
