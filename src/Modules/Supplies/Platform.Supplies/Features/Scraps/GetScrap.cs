using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Scraps;

/// <summary>One scrap application with its lines and what was done about it, for either side. Refuses NOT_FOUND. Three statements.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/scraps/{id}", "一份药具报废申请：明细、审批和监销情况")]
[Clauses("P3-STREETSUPPLY-10b", "P3-STORAGE-05")]
internal sealed record GetScrap(Guid Id) : IQuery<ScrapDetail>;

/// <param name="IsOwn">The caller applied: somebody else decides.</param>
/// <param name="Above">Who decides, in words.</param>
internal sealed record ScrapDetail(
    Guid Id, int SiteId, string SiteName, Guid StoreId, string Store, int OtherSiteId, string OtherSiteName, string Above, string Number, ScrapState State, DateOnly AppliedOn, string AppliedBy,
    string Note, DateOnly? DecidedOn, string DecidedBy, string DecisionNote, DateOnly? DisposedOn, string DisposedBy, ScrapMethod? Method, string Place, string Witnesses, string DisposalNote,
    IReadOnlyList<ScrapDetailLine> Lines, IReadOnlyList<ScrapStep> Steps, bool IsOwn, Guid Version);

internal sealed record ScrapDetailLine(
    Guid Id, string Code, string Product, string Unit, string Batch, DateOnly? ProducedOn, DateOnly? ExpiresOn, string ApprovalNumber, long Quantity, ScrapCause Cause, string Found);

/// <summary>Something that was done, in the order of doing.</summary>
internal sealed record ScrapStep(string What, DateTimeOffset At, string By, string Words);

internal sealed class GetScrapHandler(SuppliesDbContext db, IMediator mediator, Operation operation) : IRequestHandler<GetScrap, ScrapDetail>
{
    public async Task<ScrapDetail> Handle(GetScrap request, CancellationToken cancellationToken)
    {
        var s = await db.Set<ScrapApplication>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken) ?? throw ScrapDesk.NotFound();
        var lines = await (from line in db.Set<ScrapLine>().AsNoTracking()
                           join batch in db.Set<Batch>() on line.BatchId equals batch.Id
                           join product in db.Set<Product>() on line.ProductId equals product.Id
                           where line.ScrapId == s.Id
                           orderby product.Code, batch.Number, line.Id
                           select new { Line = line, Batch = batch, Product = product }).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. new[] { s.SiteId, s.OtherSiteId }.Distinct()]), cancellationToken)).ToDictionary(n => n.Id, n => n.Name);
        var above = names.GetValueOrDefault(s.OtherSiteId, "");
        return new ScrapDetail(
            s.Id, s.SiteId, names.GetValueOrDefault(s.SiteId, ""), s.StoreId, s.StoreName, s.OtherSiteId, above, s.OtherSiteId == s.SiteId ? $"{above}（由申请人以外的人审批）" : above, s.Number,
            s.State, s.AppliedOn, s.AppliedByName, s.Note, s.DecidedOn, s.DecidedByName, s.DecisionNote, s.DisposedOn, s.DisposedByName, s.Method, s.Place, s.Witnesses, s.DisposalNote,
            [
                .. lines.Select(l => new ScrapDetailLine(
                    l.Line.Id, l.Product.Code, l.Product.Text, l.Product.Unit, l.Batch.Number, l.Batch.ProducedOn, l.Batch.ExpiresOn, l.Batch.ApprovalNumber, l.Line.Quantity, l.Line.Cause,
                    l.Line.Found)),
            ],
            [.. Steps(s)],
            s.IsOwn(operation.Actor.AccountId, operation.Actor.StaffId), s.Version);
    }

    private static IEnumerable<ScrapStep> Steps(ScrapApplication s)
    {
        yield return new ScrapStep("提出申请", s.AppliedAt, s.AppliedByName, s.Note);
        if (s.WithdrawnAt is { } withdrawn)
        {
            yield return new ScrapStep("撤回", withdrawn, s.WithdrawnByName, s.WithdrawalReason);
        }

        if (s.DecidedAt is { } decided)
        {
            yield return new ScrapStep(s.State == ScrapState.Refused ? "不批准" : "批准", decided, s.DecidedByName, s.DecisionNote);
        }

        if (s.DisposedAt is { } disposed)
        {
            yield return new ScrapStep("监销", disposed, s.DisposedByName, $"{s.DisposedOn:yyyy-MM-dd} 在{s.Place}{(s.Method is { } method ? ScrapRules.Of(method) : "")}，监销人 {s.Witnesses}。{s.DisposalNote}");
        }
    }
}
