using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.DutySettings;

/// <summary>Settings of duties that reach into the scope, from above and from below, with those that are over: the newest first. Three statements.</summary>
[Requires(OversightPermissions.SetDuties)]
[Endpoint(Verb.Get, "oversight/duty-settings", "查询职责期限设置及其历史")]
internal sealed record ListDutyRules(PageRequest Page, string? DutyCode = null, bool? Withdrawn = null) : IQuery<Page<DutyRuleRow>>;

/// <param name="Own">The caller may withdraw it: its division lies in the scope, and no month closed with it.</param>
internal sealed record DutyRuleRow(
    Guid Id, int DivisionId, string Division, string DutyCode, string DutyName, DateOnly EffectiveFrom, string RuleText, string Reason, string SetBy, DateTimeOffset SetAt, string StateText,
    bool Withdrawn, string WithdrawText, bool Own);

internal sealed class ListDutyRulesHandler(OversightDbContext db, DutyCatalog catalog, IMediator mediator, Operation operation) : IRequestHandler<ListDutyRules, Page<DutyRuleRow>>
{
    public async Task<Page<DutyRuleRow>> Handle(ListDutyRules request, CancellationToken cancellationToken)
    {
        var (scope, current) = (operation.Actor.Scope, YearMonth.Of(operation.Today).FirstDay);
        var query = db.Set<DutyOverride>().AsNoTracking().Where(o => o.Lo <= scope.Hi && o.Hi >= scope.Lo)
            .Where(o => (request.DutyCode == null || o.DutyCode == request.DutyCode) && (request.Withdrawn == null || o.Withdrawn == request.Withdrawn));
        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderByDescending(o => o.EffectiveFrom).ThenByDescending(o => o.SetAt).ThenBy(o => o.Id)
            .Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(o => o.DivisionId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<DutyRuleRow>(
            [
                .. rows.Select(o => new DutyRuleRow(
                    o.Id, o.DivisionId, names.GetValueOrDefault(o.DivisionId, "全国"), o.DutyCode, catalog.DutyName(o.DutyCode), o.EffectiveFrom, TextOf(o), o.Reason, o.SetBy, o.SetAt,
                    o.Withdrawn ? "已撤销" : o.EffectiveFrom > operation.Today ? "将生效" : "已生效", o.Withdrawn,
                    o.Withdrawn ? $"{o.WithdrawnBy}：{o.WithdrawReason}" : "", !o.Withdrawn && o.EffectiveFrom >= current && o.Lo >= scope.Lo && o.Hi <= scope.Hi)),
            ],
            total);
    }

    private string TextOf(DutyOverride o)
    {
        if (o.Off)
        {
            return "不适用";
        }

        if (catalog.Find(o.DutyCode) is not { } duty)
        {
            return "";
        }

        var rule = DutyRules.RuleOf(duty, o);
        return $"{DueDates.DueText(duty, rule)}{(rule.NextWorkingDay ? "，遇休息日顺延到下一工作日" : "，遇休息日不顺延")}；提前 {rule.RemindDays} 个工作日提醒"
            + (o.Threshold is { } threshold ? $"；完成数量 {threshold:0.##}" : "");
    }
}
