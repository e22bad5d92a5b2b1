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
        return [.. waiting.Select(w => new NextThing("统计", $"{Title(w.Work)}：{Count(w)}", Detail(w), null, Link(w)))];
    }

    private static string Title(StatisticsWork work) => work switch
    {
        StatisticsWork.SettleRows => "核对接收的名单",
        StatisticsWork.MendReport => "修改退回的月报",
        StatisticsWork.ReviewReport => "审核签名月报",
        StatisticsWork.SubmitReport => "盖章上报月报",
        _ => "批准统计月报",
    };

    private static string Count(WaitingStatistics w)
    {
        var unit = w.Work == StatisticsWork.SettleRows ? "条" : "份";
        return w.Count < WaitingStatistics.Most ? $"{w.Count} {unit}" : $"{w.Count} {unit}以上";
    }

    private static string Detail(WaitingStatistics w) => w.Month is { } month ? $"最早的是 {YearMonth.Of(month).ToChinese()}" : "名单上还有没有核对的人";

    private static string Link(WaitingStatistics w) => (w.Work, w.Count) switch
    {
        (StatisticsWork.SettleRows, _) => StatisticsLinks.Intake(w.First),
        (_, 1) => StatisticsLinks.Report(w.First),
        (StatisticsWork.MendReport, _) => $"{StatisticsLinks.Reports}?state={ReportState.Returned}",
        (StatisticsWork.ApproveReport, _) => $"{StatisticsLinks.Reports}?state={ReportState.Submitted}",
        _ => StatisticsLinks.Reports,
    };
}
