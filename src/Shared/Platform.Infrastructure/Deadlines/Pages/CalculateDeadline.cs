using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Deadlines;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Deadlines.Pages;

/// <summary>The last day of a limit, step by step: by a known rule, or by one's own unit and amount.</summary>
/// <param name="RuleCode">Empty: own rule from <paramref name="Unit"/>, <paramref name="Amount"/>, <paramref name="Roll"/> and <paramref name="EventDay"/>.</param>
[Requires(CorePermissions.ViewCalendar)]
[Endpoint(Verb.Get, "deadlines/calculate", "计算期限的最后一日并逐步说明；ruleCode 为空时按 unit、amount 自定规则")]
internal sealed record CalculateDeadline(
    DateOnly? Start, string? RuleCode = null, int ExtensionDays = 0, DeadlineUnit Unit = DeadlineUnit.CalendarDays, int Amount = 0, RollOver Roll = RollOver.None,
    EventDay EventDay = EventDay.Excluded) : IQuery<CalculatedDeadline>;

/// <param name="RestDay">The due day is a rest day, and the limit does not roll over.</param>
internal sealed record CalculatedDeadline(string RuleName, DateOnly Start, DateOnly Due, bool Provisional, bool RestDay, IReadOnlyList<DeadlineStep> Steps);

internal sealed class CalculateDeadlineValidator : AbstractValidator<CalculateDeadline>
{
    public CalculateDeadlineValidator()
    {
        RuleFor(r => r.Start).NotNull().WithMessage("请填写起算事件的日期")
            .InclusiveBetween(new DateOnly(2000, 1, 1), new DateOnly(2090, 12, 31)).WithMessage("日期应在 2000 至 2090 年之间");
        RuleFor(r => r.Amount).InclusiveBetween(1, 3660).When(r => string.IsNullOrEmpty(r.RuleCode) && r.Unit is DeadlineUnit.CalendarDays or DeadlineUnit.WorkingDays).WithMessage("数量应为 1 至 3660");
        RuleFor(r => r.Amount).InclusiveBetween(1, 240).When(r => string.IsNullOrEmpty(r.RuleCode) && r.Unit == DeadlineUnit.Months).WithMessage("月数应为 1 至 240");
        RuleFor(r => r.Amount).InclusiveBetween(1, 20).When(r => string.IsNullOrEmpty(r.RuleCode) && r.Unit == DeadlineUnit.Years).WithMessage("年数应为 1 至 20");
    }
}

internal sealed class CalculateDeadlineHandler(DeadlineRules rules, WorkingDays workingDays) : IRequestHandler<CalculateDeadline, CalculatedDeadline>
{
    private static readonly LegalSource Own = new("", "自定规则", "", Confidence.Internal);

    public Task<CalculatedDeadline> Handle(CalculateDeadline request, CancellationToken cancellationToken)
    {
        var rule = string.IsNullOrEmpty(request.RuleCode)
            ? new DeadlineRule("", "自定规则", "起算事件之日", request.Unit, request.Amount, Bound.Citizen, Own, request.Roll, request.EventDay)
            : rules.Find(request.RuleCode) ?? throw new RefusalException(
                "UNKNOWN_DEADLINE_RULE", "没有这项期限规则，请重新选择。", RefusalKind.NotFound, [new FieldError(nameof(request.RuleCode), "请重新选择")]);
        if (request.ExtensionDays < 0 || request.ExtensionDays > (rule.Extension?.MaxDays ?? 0))
        {
            throw DeadlineRefusals.TooLong(rule);
        }

        var calendar = workingDays.Table;
        var found = DeadlineCalculator.Calculate(calendar, rule, new DeadlineStart(request.Start!.Value, request.ExtensionDays));
        return Task.FromResult(new CalculatedDeadline(rule.Name, found.Start, found.Due, found.Provisional, !calendar.IsWorkingDay(found.Due), found.Steps));
    }
}
