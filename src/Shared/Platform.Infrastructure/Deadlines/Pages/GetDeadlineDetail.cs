using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Deadlines;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Deadlines.Pages;

/// <summary>One tracked deadline: how its day was found, and what it was before.</summary>
[Requires(CorePermissions.ViewDeadlines)]
[Endpoint(Verb.Get, "deadlines/one", "查看一项期限：逐步说明和改期记录")]
internal sealed record GetDeadlineDetail(Guid Id) : IQuery<DeadlineDetail>;

/// <param name="Steps">Empty when its rule is not known any more.</param>
internal sealed record DeadlineDetail(
    DeadlineListRow Row, DeadlineRuleRow? Rule, int ExtensionDays, IReadOnlyList<DeadlineStep> Steps, IReadOnlyList<DeadlineChangeRow> History);

internal sealed record DeadlineChangeRow(int Number, string OldDue, string NewDue, string Reason, DateTimeOffset At, string ByName);

internal sealed class GetDeadlineDetailHandler(CoreDbContext db, IMediator mediator, DeadlineRules rules, WorkingDays workingDays, Operation operation)
    : IRequestHandler<GetDeadlineDetail, DeadlineDetail>
{
    public async Task<DeadlineDetail> Handle(GetDeadlineDetail request, CancellationToken cancellationToken)
    {
        var d = await db.Set<TrackedDeadline>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken) ?? throw DeadlineRefusals.NotFound();
        var changes = await db.Set<DeadlineChange>().AsNoTracking().Where(c => c.DeadlineId == d.Id).OrderByDescending(c => c.Number).ToListAsync(cancellationToken);
        var site = (await mediator.Send(new GetDivisions([d.SiteId]), cancellationToken)).FirstOrDefault();
        var rule = rules.Find(d.RuleCode);
        var steps = rule is null ? [] : DeadlineCalculator.Calculate(workingDays.Table, rule, new DeadlineStart(d.Start, d.ExtensionDays)).Steps;
        return new DeadlineDetail(
            new DeadlineListRow(
                d.Id, d.SiteId, site?.Name ?? "", d.Title, rules.NameOf(d.RuleCode), d.Link, d.Start, d.Due, d.Provisional, d.State, d.SettledOn, d.Changes,
                StateWords.Of(d.State, d.Due, d.SettledOn, operation.Today)),
            rule is null ? null : RuleWords.RowOf(rule), d.ExtensionDays, steps,
            [.. changes.Select(c => new DeadlineChangeRow(c.Number, Contracts.Deadlines.DueTexts.Due(c.OldDue, c.OldProvisional), Contracts.Deadlines.DueTexts.Due(c.NewDue, c.NewProvisional), c.Reason, c.At, c.ByName))]);
    }
}
