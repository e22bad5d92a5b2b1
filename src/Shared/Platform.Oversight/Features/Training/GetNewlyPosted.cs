using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Ui;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Training;

/// <summary>
/// Distributors and supplies managers who took up their post within a year and have no induction on record from 30 days before that day on (P3-STREETSUPPLY-07c). It is
/// due 30 days after; one given later is late, and still better than none: it ends the matter. Seven statements, whatever the number of townships; none are
/// looked at where the scope holds more than some two hundred.
/// </summary>
/// <param name="SiteId">Null: all of the scope.</param>
[Requires(OversightPermissions.ViewTraining)]
[Endpoint(Verb.Get, "oversight/training/newly-posted", "查询新上岗未培训的药具管理、发放人员")]
[Clauses("P3-STREETSUPPLY-07c")]
internal sealed record GetNewlyPosted(int? SiteId = null) : IQuery<IReadOnlyList<NewlyPosted>>;

/// <param name="VillageName">Of the village whose post it is; empty: the township's own.</param>
/// <param name="From">Day of taking up the post.</param>
/// <param name="DaysLeft">Below zero: overdue.</param>
internal sealed record NewlyPosted(int SiteId, string SiteName, Guid StaffId, string Name, string PostName, string VillageName, DateOnly From, DateOnly DueOn, int DaysLeft)
{
    public string LeftText => DaysLeft switch { < 0 => $"已逾期 {-DaysLeft} 天", 0 => "今天到期", _ => $"还剩 {DaysLeft} 天" };
}

internal sealed class GetNewlyPostedHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<GetNewlyPosted, IReadOnlyList<NewlyPosted>>
{
    private const int NewForDays = 365;

    public async Task<IReadOnlyList<NewlyPosted>> Handle(GetNewlyPosted request, CancellationToken cancellationToken)
    {
        var (today, since) = (operation.Today, operation.Today.AddDays(-NewForDays));
        var sites = await TrainingRules.SitesAsync(mediator, request.SiteId, cancellationToken);
        var ids = sites.Keys.Order().ToList();
        var terms = (await mediator.Send(new GetPostTerms(ids, [PostKinds.Distributor, PostKinds.SuppliesManager], since.AddDays(-1)), cancellationToken)).ToLookup(t => (t.StaffId, t.PostKind));

        // Who goes on from one day to the next on the same kind of post has not taken up a new one.
        var fresh = terms.SelectMany(g => g.Where(t => t.From >= since && t.From <= today && t.To >= today && !g.Any(o => o.From < t.From && o.To >= t.From.AddDays(-1)))).ToList();
        if (fresh.Count == 0)
        {
            return [];
        }

        var staff = fresh.Select(t => t.StaffId).Distinct().ToList();
        var inductions = (await (from p in db.Set<TrainingPerson>().AsNoTracking()
                                 where staff.Contains(p.StaffId) && !p.Dropped
                                 join r in db.Set<TrainingRecord>() on p.RecordId equals r.Id
                                 where r.Kind == TrainingKind.Induction && !r.Withdrawn
                                 select new { p.StaffId, r.HeldOn }).ToListAsync(cancellationToken)).ToLookup(i => i.StaffId, i => i.HeldOn);
        var people = (await mediator.Send(new GetStaff(ids), cancellationToken)).ToDictionary(s => s.Id);
        var villages = (await mediator.Send(new GetVillages(ids), cancellationToken)).ToDictionary(v => v.Id, v => v.Name);
        return
        [
            .. from t in fresh
               where people.ContainsKey(t.StaffId) && !inductions[t.StaffId].Any(day => day >= t.From.AddDays(-TrainingRules.InductionDays))
               let due = t.From.AddDays(TrainingRules.InductionDays)
               orderby due, t.SiteId, people[t.StaffId].Number
               select new NewlyPosted(
                   t.SiteId, sites[t.SiteId], t.StaffId, people[t.StaffId].Name, t.PostName, villages.GetValueOrDefault(t.VillageId, ""), t.From, due, due.DayNumber - today.DayNumber),
        ];
    }
}

/// <summary>Puts newly posted people without induction on the home page of those who record it.</summary>
internal sealed class InductionNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (state.SiteId is not { } site || !state.Can(OversightPermissions.RecordTraining) || !state.Can(OversightPermissions.ViewTraining))
        {
            return [];
        }

        var waiting = await mediator.Send(new GetNewlyPosted(site), ct);
        return [.. waiting.Select(w => new NextThing("上岗培训", $"{w.Name}新任{w.VillageName}{w.PostName}，还没有上岗培训记录", $"{w.From:yyyy-MM-dd} 上岗；{w.LeftText}", w.DueOn, $"/oversight/training?induct={w.StaffId}"))];
    }
}
