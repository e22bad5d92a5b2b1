using MediatR;
using Platform.Contracts.Messaging;
using Platform.Deadlines;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Deadlines.Pages;

/// <summary>All known limits with their articles.</summary>
[Requires(CorePermissions.ViewCalendar)]
[Endpoint(Verb.Get, "deadlines/rules", "全部期限规则及其依据")]
internal sealed record GetDeadlineRules : IQuery<IReadOnlyList<DeadlineRuleRow>>;

/// <param name="MaxExtension">Calendar days; 0: cannot be extended.</param>
internal sealed record DeadlineRuleRow(
    string Code, string Name, string Event, string Length, string Counting, string Roll, string Binds, string Source, string Confidence, int MaxExtension, IReadOnlyList<string> Clauses);

internal sealed class GetDeadlineRulesHandler(DeadlineRules rules) : IRequestHandler<GetDeadlineRules, IReadOnlyList<DeadlineRuleRow>>
{
    public Task<IReadOnlyList<DeadlineRuleRow>> Handle(GetDeadlineRules request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeadlineRuleRow>>([.. rules.All.Select(RuleWords.RowOf)]);
}

/// <summary>Rules in Chinese words.</summary>
internal static class RuleWords
{
    public static DeadlineRuleRow RowOf(DeadlineRule rule) => new(
        rule.Code, rule.Name, rule.Event, Length(rule), rule.EventDay == EventDay.Excluded ? "当日不计入" : "当日计入", Roll(rule),
        rule.Binds == Bound.Agency ? "机关" : "当事人", rule.Basis.Text, Of(rule.Basis.Confidence), rule.Extension?.MaxDays ?? 0, rule.Clauses);

    public static string Length(DeadlineRule rule) =>
        (rule.Direction == Direction.Backward ? "提前 " : "") + rule.Length + (rule.Extension is { } more ? $"，可延长 {more.MaxDays} 日" : "");

    public static string Roll(DeadlineRule rule) =>
        rule.Unit == DeadlineUnit.WorkingDays ? "止于工作日" : rule.Roll == RollOver.NextWorkingDay ? "遇休息日顺延" : "不顺延";

    public static string Of(Confidence confidence) => confidence switch
    {
        Confidence.Confirmed => "已核对原文",
        Confidence.Partly => "部分核对",
        Confidence.Unconfirmed => "未核对",
        _ => "内部规定，非法定期限",
    };
}
