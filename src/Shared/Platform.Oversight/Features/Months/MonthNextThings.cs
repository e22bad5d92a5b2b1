using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Time;
using Platform.Infrastructure.Ui;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Features.Months;

/// <summary>Last month waits to be closed or published: said on the home page of who may do it.</summary>
internal sealed class MonthNextThings(IMediator mediator, ChinaTime time) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (!state.Can(OversightPermissions.CloseMonth) || !state.Can(OversightPermissions.ViewMonths))
        {
            return [];
        }

        var month = YearMonth.Of(time.Today).AddMonths(-1);
        var overview = await mediator.Send(new GetMonth(month), ct);
        var link = $"/oversight/months?month={month}";
        var publishOn = Publication.AutomaticFrom(month);
        return overview switch
        {
            { CanClose: true } => [new("月结", $"{month.ToChinese()}还没有月结", $"{overview.Sites - overview.Closed} 个乡镇（街道）待月结", publishOn, link)],
            { CanPublish: true } => [new("月结", $"{month.ToChinese()}考评结果还没有公布", $"{overview.Closed - overview.Published} 个乡镇（街道）待公布", publishOn, link)],
            _ => [],
        };
    }
}
