using MediatR;
using Platform.Infrastructure.Ui;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Waiting;

/// <summary>Puts what waits for the office on the home page: a single paper by its page, several by their list.</summary>
internal sealed class SuppliesNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (!state.Can(SuppliesPermissions.View))
        {
            return [];
        }

        var waiting = await mediator.Send(new GetWaitingGoods(), ct);
        return [.. waiting.Select(w => NextThing.OfSeveral("药具", Title(w.Work), w.Count, WaitingGoods.Most, "张", $"最早的一张 {w.Since:yyyy-MM-dd} 起等待办理", One(w), List(w.Work)))];
    }

    private static string Title(GoodsWork work) => work switch
    {
        GoodsWork.ApproveDemand => "审批药具需求",
        GoodsWork.SendApproved => "下拨已批准的药具",
        GoodsWork.ReceiveDispatch => "验收调来的药具",
        GoodsWork.SettleDifference => "处理调拨差异",
        GoodsWork.DecideScrap => "审批药具报废申请",
        _ => "监销已批准报废的药具",
    };

    private static string One(WaitingGoods w) => w.Work switch
    {
        GoodsWork.ApproveDemand or GoodsWork.SendApproved => SuppliesLinks.Demand(w.First),
        GoodsWork.ReceiveDispatch or GoodsWork.SettleDifference => SuppliesLinks.Dispatch(w.First),
        _ => SuppliesLinks.Scrap(w.First),
    };

    private static string List(GoodsWork work) => work switch
    {
        GoodsWork.ApproveDemand => $"{SuppliesLinks.Demands}?state={DemandState.Submitted}",
        GoodsWork.SendApproved => $"{SuppliesLinks.Demands}?state={DemandState.Approved}",
        GoodsWork.ReceiveDispatch => $"{SuppliesLinks.Dispatches}?state={DispatchState.Sent}",
        GoodsWork.SettleDifference => $"{SuppliesLinks.Dispatches}?state={DispatchState.Received}",
        GoodsWork.DecideScrap => $"{SuppliesLinks.Scraps}?state={ScrapState.Applied}",
        _ => $"{SuppliesLinks.Scraps}?state={ScrapState.Approved}",
    };
}
