using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Ui;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Inquiries;

/// <summary>
/// Inquiries that wait for the caller, the oldest first: for the clerk all, for the director from the day after the target, for the county from the day after the limit. Two statements.
/// </summary>
/// <param name="SiteId">The township; null: all of the scope.</param>
[Requires(MigrantPermissions.View)]
[Endpoint(Verb.Get, "migrants/inquiries-waiting", "等待本人办理或督办的跨区域查询")]
[Clauses("P4-MIGMANAGER-06", "P3-MIGPLATDATA-04b")]
internal sealed record GetWaitingInquiries(int? SiteId = null) : IQuery<IReadOnlyList<WaitingInquiry>>;

/// <param name="Site">Of the site that answers.</param>
internal sealed record WaitingInquiry(Guid Id, string Number, string Site, InquiryTopic Topic, DateOnly TargetOn, DateOnly LimitOn, Escalation Escalation);

internal sealed class GetWaitingInquiriesHandler(MigrantsDbContext db, IMediator mediator, Operation operation) : IRequestHandler<GetWaitingInquiries, IReadOnlyList<WaitingInquiry>>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<WaitingInquiry>> Handle(GetWaitingInquiries request, CancellationToken cancellationToken)
    {
        var (actor, today) = (operation.Actor, operation.Today);
        var from = actor.May(MigrantPermissions.Bureau) ? Escalation.County : actor.May(MigrantPermissions.Direct) ? Escalation.Director : actor.May(MigrantPermissions.Office) ? Escalation.Clerk : (Escalation?)null;
        if (from is not { } level)
        {
            return [];
        }

        var (lo, hi) = request.SiteId is { } site ? (site, site) : (actor.Scope.Lo, actor.Scope.Hi);
        var rows = db.Set<Inquiry>().Where(q => q.OtherSiteId >= lo && q.OtherSiteId <= hi && q.State == InquiryState.Sent && q.Route != InquiryRoute.Outgoing);
        rows = level switch
        {
            Escalation.County => rows.Where(q => q.LimitOn < today),
            Escalation.Director => rows.Where(q => q.TargetOn < today),
            _ => rows,
        };
        var open = await rows.OrderBy(q => q.TargetOn).ThenBy(q => q.Id).Take(Most)
            .Select(q => new { q.Id, q.Number, q.OtherSiteId, q.Topic, Target = q.TargetOn!.Value, Limit = q.LimitOn!.Value }).ToListAsync(cancellationToken);
        var names = open.Count == 0 ? [] : (await mediator.Send(new Contracts.Divisions.GetDivisions([.. open.Select(q => q.OtherSiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return [.. open.Select(q => new WaitingInquiry(q.Id, q.Number, names.GetValueOrDefault(q.OtherSiteId, ""), q.Topic, q.Target, q.Limit, MigrantRules.EscalationOf(q.Target, q.Limit, today)))];
    }
}

/// <summary>Puts them on the home page.</summary>
internal sealed class MigrantNextThings(IMediator mediator) : INextThings
{
    private const int Most = 8;

    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (!state.Can(MigrantPermissions.View))
        {
            return [];
        }

        var waiting = await mediator.Send(new GetWaitingInquiries(state.SiteId), ct);
        return
        [
            .. waiting.Take(Most).Select(q => new NextThing(
                "跨区域查询", $"答复查询 {q.Number}", $"{q.Site}，{MigrantRules.Of(q.Topic)}，最迟 {q.LimitOn:yyyy-MM-dd}；{MigrantRules.Of(q.Escalation)}", q.TargetOn, MigrantLinks.Inquiry(q.Id))),
        ];
    }
}
