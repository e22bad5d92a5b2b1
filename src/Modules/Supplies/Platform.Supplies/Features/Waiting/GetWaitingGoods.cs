using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Waiting;

/// <summary>Papers about goods that wait for the caller's own office, by what is to be done; those the caller handed in and may not decide are left out. Six statements at most.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/waiting", "等待本单位办理的药具需求、调拨和报废")]
[Clauses("P3-DISTRIBUTION-01", "P3-DISTRIBUTION-04a", "P3-STREETSUPPLY-04", "P3-STREETSUPPLY-10b", "P3-STREETSUPPLY-12")]
internal sealed record GetWaitingGoods : IQuery<IReadOnlyList<WaitingGoods>>;

/// <summary>What is to be done, in the order of the way from a demand to its goods.</summary>
internal enum GoodsWork { ApproveDemand, SendApproved, ReceiveDispatch, SettleDifference, DecideScrap, DisposeScrap }

/// <param name="Count">At most <see cref="Most"/>: then there may be more.</param>
/// <param name="Since">Since when the oldest waits.</param>
/// <param name="First">The oldest.</param>
internal sealed record WaitingGoods(GoodsWork Work, int Count, DateOnly Since, Guid First)
{
    public const int Most = 100;
}

internal sealed class GetWaitingGoodsHandler(SuppliesDbContext db, Operation operation) : IRequestHandler<GetWaitingGoods, IReadOnlyList<WaitingGoods>>
{
    public async Task<IReadOnlyList<WaitingGoods>> Handle(GetWaitingGoods request, CancellationToken cancellationToken)
    {
        var (office, me) = (operation.Actor.Scope.DivisionId, operation.Actor.AccountId);
        var (demands, dispatches, scraps) = (db.Set<Demand>(), db.Set<Dispatch>(), db.Set<ScrapApplication>());
        (string Permission, GoodsWork Work, IQueryable<Paper> Papers)[] kinds =
        [
            (SuppliesPermissions.ApproveDemands, GoodsWork.ApproveDemand,
                demands.Where(d => d.OtherSiteId == office && d.State == DemandState.Submitted && d.SubmittedBy != me).OrderBy(d => d.SubmittedAt).Select(d => new Paper { Id = d.Id, At = d.SubmittedAt })),
            (SuppliesPermissions.Send, GoodsWork.SendApproved,
                demands.Where(d => d.OtherSiteId == office && d.State == DemandState.Approved).OrderBy(d => d.DecidedOn).Select(d => new Paper { Id = d.Id, Day = d.DecidedOn })),
            (SuppliesPermissions.Receive, GoodsWork.ReceiveDispatch,
                dispatches.Where(d => d.OtherSiteId == office && d.State == DispatchState.Sent).OrderBy(d => d.SentOn).Select(d => new Paper { Id = d.Id, Day = d.SentOn })),
            (SuppliesPermissions.Receive, GoodsWork.SettleDifference,
                dispatches.Where(d => (d.SiteId == office || d.OtherSiteId == office) && d.State == DispatchState.Received).OrderBy(d => d.ReceivedOn).Select(d => new Paper { Id = d.Id, Day = d.ReceivedOn })),
            (SuppliesPermissions.ApproveScrap, GoodsWork.DecideScrap,
                scraps.Where(s => s.OtherSiteId == office && s.State == ScrapState.Applied && s.AppliedBy != me).OrderBy(s => s.AppliedOn).Select(s => new Paper { Id = s.Id, Day = s.AppliedOn })),
            (SuppliesPermissions.ApplyScrap, GoodsWork.DisposeScrap,
                scraps.Where(s => s.SiteId == office && s.State == ScrapState.Approved).OrderBy(s => s.DecidedOn).Select(s => new Paper { Id = s.Id, Day = s.DecidedOn })),
        ];
        var found = new List<WaitingGoods>();
        foreach (var (_, work, papers) in kinds.Where(k => operation.Actor.May(k.Permission)))
        {
            var oldest = await papers.Take(WaitingGoods.Most).ToListAsync(cancellationToken);
            if (oldest is [var first, ..])
            {
                found.Add(new WaitingGoods(work, oldest.Count, first.Since, first.Id));
            }
        }

        return found;
    }

    private sealed class Paper
    {
        public Guid Id { get; init; }

        /// <summary>Of a paper that is dated by the moment; the others have a day.</summary>
        public DateTimeOffset? At { get; init; }

        public DateOnly? Day { get; init; }

        public DateOnly Since => Day ?? DateOnly.FromDateTime(ChinaTime.ToChina(At!.Value).DateTime);
    }
}
