using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Ui;

namespace Platform.Infrastructure.Security.Weaknesses;

/// <summary>Weaknesses that wait for their next step, for those who handle them.</summary>
internal sealed class WeaknessNextThings(IMediator mediator) : INextThings
{
    private const int Most = 8;

    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (!state.Can(CorePermissions.HandleWeakness))
        {
            return [];
        }

        var open = await mediator.Send(new ListWeaknesses(new PageRequest(1, Most, "FoundOn"), Open: true), ct);
        return
        [
            .. open.Items.Select(w => new NextThing(
                "信息安全", w.Title,
                w.ReportOwed ? $"{w.Division}，发现 {w.DaysOpen} 天，尚未报告上级"
                    : w.State == WeaknessState.Measures ? $"{w.Division}，等待复查" : $"{w.Division}，发现 {w.DaysOpen} 天，等待措施",
                w.DueOn, $"/security/weaknesses/{w.Id}")),
        ];
    }
}
