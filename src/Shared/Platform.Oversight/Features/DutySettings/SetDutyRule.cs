using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.DutySettings;

/// <summary>
/// Sets when a duty is due at a division and below it, for periods that begin in or after a month. The nearest division's newest setting counts as a whole:
/// what is left empty is as the definition says. It reaches into no period that began before, and into no closed month: the month must be the current one or
/// a later one. Refuses UNKNOWN_DUTY, OUT_OF_SCOPE, RULE_IN_THE_PAST, RULE_EXISTS.
/// </summary>
/// <param name="SiteId">The division: a township or one above it.</param>
/// <param name="From">Month from which it counts.</param>
/// <param name="DueDay">Day of the month, 31 = the last; of a weekly duty the day of the week, 1 to 7.</param>
/// <param name="RemindDays">Working days before the due date on which the office is reminded.</param>
/// <param name="NextWorkingDay">A due date on a day off moves to the next working day; otherwise the literal date counts.</param>
/// <param name="Off">Not owed here.</param>
[Label("设置职责期限")]
[Requires(OversightPermissions.SetDuties)]
[Endpoint(Verb.Post, "oversight/duty-settings", "为一个区划设置职责期限")]
internal sealed record SetDutyRule(
    int SiteId, string DutyCode, YearMonth From, int? DueMonthOffset, int? DueDay, decimal? Threshold, int RemindDays, bool NextWorkingDay, bool Off, string Reason)
    : ICommand<Guid>, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"duty-rule:{DutyCode}";
}

internal sealed class SetDutyRuleValidator : AbstractValidator<SetDutyRule>
{
    public SetDutyRuleValidator()
    {
        RuleFor(r => r.DutyCode).NotEmpty().WithMessage("请选择职责");
        RuleFor(r => r.DueMonthOffset).InclusiveBetween(0, 12).WithMessage("期后月数请填 0 至 12");
        RuleFor(r => r.DueDay).InclusiveBetween(1, 31).WithMessage("到期日请填 1 至 31");
        RuleFor(r => r.Threshold).InclusiveBetween(0.01m, 10000).WithMessage("完成数量请填 0.01 至 10000");
        RuleFor(r => r.RemindDays).InclusiveBetween(1, 20).WithMessage("提前提醒请填 1 至 20 个工作日");
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明理由，2 至 200 个字");
    }
}

internal sealed class SetDutyRuleHandler(OversightDbContext db, DutyCatalog catalog, IMediator mediator, Operation operation) : IRequestHandler<SetDutyRule, Guid>
{
    public async Task<Guid> Handle(SetDutyRule request, CancellationToken cancellationToken)
    {
        var duty = catalog.Find(request.DutyCode) ?? throw new RefusalException("UNKNOWN_DUTY", "没有这项职责。", RefusalKind.NotFound);
        var division = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault();
        if (division is null || !operation.Actor.Scope.Contains(new DivisionScope(division.Id, division.Lo, division.Hi)))
        {
            throw new RefusalException("OUT_OF_SCOPE", "没有找到这个区划，或它不在您的管辖范围内。", RefusalKind.NotFound);
        }

        var from = request.From.FirstDay;
        if (from < YearMonth.Of(operation.Today).FirstDay)
        {
            throw new RefusalException("RULE_IN_THE_PAST", "只能从本月或以后的月份起设置，已经过去的期间不改写。", RefusalKind.Refused, [new(nameof(request.From), "请选择本月或以后的月份")]);
        }

        if (await db.Set<DutyOverride>().AnyAsync(o => o.DivisionId == division.Id && o.DutyCode == duty.Code && o.EffectiveFrom == from && !o.Withdrawn, cancellationToken))
        {
            throw new RefusalException("RULE_EXISTS", $"{division.Name}从{request.From.ToChinese()}起的这项设置已经有了，请先撤销它再重新设置。", RefusalKind.Conflict);
        }

        var row = new DutyOverride
        {
            DivisionId = division.Id,
            Lo = division.Lo,
            Hi = division.Hi,
            DutyCode = duty.Code,
            EffectiveFrom = from,
            DueMonthOffset = duty.Cadence == Cadence.AfterLast ? null : request.DueMonthOffset,
            DueDay = duty.Cadence == Cadence.AfterLast ? null : request.DueDay,
            Threshold = request.Threshold,
            RemindDays = request.RemindDays,
            NextWorkingDay = request.NextWorkingDay,
            Off = request.Off,
            Reason = request.Reason.Trim(),
            SetBy = operation.Actor.Name,
            SetAt = operation.Now,
        };
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{division.Name}从{request.From.ToChinese()}起设置“{duty.Name}”");
        return row.Id;
    }
}

/// <summary>Withdraws a setting that no closed month has used yet, with a reason. One that counted before this month is ended by a newer setting instead.</summary>
[Label("撤销职责期限设置")]
[Requires(OversightPermissions.SetDuties)]
[Endpoint(Verb.Post, "oversight/duty-settings/{id}/withdraw", "撤销职责期限设置")]
internal sealed record WithdrawDutyRule(Guid Id, string Reason) : ICommand, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"duty-rule:{Id}";
}

internal sealed class WithdrawDutyRuleValidator : AbstractValidator<WithdrawDutyRule>
{
    public WithdrawDutyRuleValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明理由，2 至 200 个字");
}

internal sealed class WithdrawDutyRuleHandler(OversightDbContext db, Operation operation) : IRequestHandler<WithdrawDutyRule, Unit>
{
    public async Task<Unit> Handle(WithdrawDutyRule request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var row = await db.Set<DutyOverride>().FirstOrDefaultAsync(o => o.Id == request.Id && !o.Withdrawn && o.Lo >= scope.Lo && o.Hi <= scope.Hi, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这项设置，或它已经撤销。", RefusalKind.NotFound);
        if (row.EffectiveFrom < YearMonth.Of(operation.Today).FirstDay)
        {
            throw new RefusalException("RULE_IN_FORCE", "这项设置已经用于以前的月份，不能撤销。请从本月或以后的月份起另行设置。", RefusalKind.Refused);
        }

        (row.Withdrawn, row.WithdrawnAt, row.WithdrawnBy, row.WithdrawReason) = (true, operation.Now, operation.Actor.Name, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
