using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Ui;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Waiting;

/// <summary>Puts what waits on the home page: a single report by its page, several by their list.</summary>
internal sealed class StatisticsNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (!state.Can(StatisticsPermissions.View))
        {
            return [];
        }

        var waiting = await mediator.Send(new GetWaitingStatistics(), ct);
        return [.. waiting.Select(w => NextThing.OfSeveral("统计", Title(w.Work), w.Count, WaitingStatistics.Most, Unit(w.Work), Detail(w), One(w), List(w)))];
    }

    private static string Title(StatisticsWork work) => work switch
    {
        StatisticsWork.SettleRows => "核对接收的名单",
        StatisticsWork.MendReport => "修改退回的月报",
        StatisticsWork.ReviewReport => "审核签名月报",
        StatisticsWork.SubmitReport => "盖章上报月报",
        _ => "批准统计月报",
    };

    private static string Unit(StatisticsWork work) => work == StatisticsWork.SettleRows ? "条" : "份";

    private static string Detail(WaitingStatistics w) => w.Month is { } month ? $"最早的是 {YearMonth.Of(month).ToChinese()}" : "名单上还有没有核对的人";

    private static string One(WaitingStatistics w) => w.Work == StatisticsWork.SettleRows ? StatisticsLinks.Intake(w.First) : StatisticsLinks.Report(w.First);

    private static string List(WaitingStatistics w) => w.Work switch
    {
        StatisticsWork.SettleRows => StatisticsLinks.Intake(w.First),
        StatisticsWork.MendReport => $"{StatisticsLinks.Reports}?state={ReportState.Returned}",
        StatisticsWork.ApproveReport => $"{StatisticsLinks.Reports}?state={ReportState.Submitted}",
        _ => StatisticsLinks.Reports,
    };
}
