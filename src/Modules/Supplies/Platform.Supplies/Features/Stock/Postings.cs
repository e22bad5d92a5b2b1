using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stock;

/// <summary>Vouchers, the newest entered first.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/postings", "药具记账凭证")]
[Clauses("P3-STREETSUPPLY-03", "P3-DISTRIBUTION-06")]
internal sealed record ListPostings(PageRequest Page, int? SiteId = null, Guid? StoreId = null, PostingKind? Kind = null, YearMonth? Month = null) : IQuery<Page<PostingRow>>;

/// <param name="Lines">Batches moved; <paramref name="Quantity"/>: all base units moved, whatever the products.</param>
/// <param name="MayReverse">Entered by hand and not taken back.</param>
internal sealed record PostingRow(
    Guid Id, int SiteId, string SiteName, string Store, PostingKind Kind, DateOnly OccurredOn, DateTimeOffset EnteredAt, string EnteredBy, string Voucher, string Counterparty, string Note,
    int Lines, long Quantity, bool Reversed, bool MayReverse);

/// <summary>
/// Takes a wrong voucher back by one that says the opposite, on the same day; nothing is changed. Refuses NOT_FOUND, ALREADY_REVERSED, NOT_REVERSIBLE (what a document
/// of its own posted is corrected there) and like <see cref="LedgerWriter"/>.
/// </summary>
[Label("冲正药具凭证")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/postings/{id}/reversal", "冲正一张记错的凭证")]
[Clauses("P3-STREETSUPPLY-03")]
internal sealed record ReversePosting(int SiteId, Guid Id, string Reason) : ICommand<Guid>, ISiteRequest, IReasonedRequest;

internal sealed class ReversePostingValidator : AbstractValidator<ReversePosting>
{
    public ReversePostingValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明冲正原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class PostingHandlers(SuppliesDbContext db, StoreDesk desk, LedgerWriter ledger, IMediator mediator)
    : IRequestHandler<ListPostings, Page<PostingRow>>, IRequestHandler<ReversePosting, Guid>
{
    private static readonly PostingKind[] ByHand = [PostingKind.Opening, PostingKind.Receipt, PostingKind.Issue, PostingKind.Quarantine];

    public async Task<Page<PostingRow>> Handle(ListPostings request, CancellationToken cancellationToken)
    {
        var rows = db.Set<Posting>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(p => p.SiteId == site) : rows;
        rows = request.StoreId is { } store ? rows.Where(p => p.StoreId == store) : rows;
        rows = request.Kind is { } kind ? rows.Where(p => p.Kind == kind) : rows;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(p => p.OccurredOn >= first && p.OccurredOn <= last);
        }

        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch { "OccurredOn" => rows.OrderBy(p => p.OccurredOn), "-OccurredOn" => rows.OrderByDescending(p => p.OccurredOn), _ => rows.OrderByDescending(p => p.EnteredAt) };
        var page = await sorted.ThenBy(p => p.Id).Skip(request.Page.Skip).Take(request.Page.Take).Select(p => new
        {
            Posting = p,
            Store = db.Set<Store>().Where(s => s.Id == p.StoreId).Select(s => s.Name).FirstOrDefault(),
            Lines = db.Set<LedgerEntry>().Count(e => e.PostingId == p.Id && !e.Compensates),
            Quantity = db.Set<LedgerEntry>().Where(e => e.PostingId == p.Id && !e.Compensates).Sum(e => e.Quantity < 0 ? -e.Quantity : e.Quantity),
            Reversed = db.Set<Posting>().Any(r => r.ReversesId == p.Id),
        }).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(p => p.Posting.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<PostingRow>(
            [
                .. page.Select(p => new PostingRow(
                    p.Posting.Id, p.Posting.SiteId, names.GetValueOrDefault(p.Posting.SiteId, ""), p.Store ?? "", p.Posting.Kind, p.Posting.OccurredOn, p.Posting.EnteredAt, p.Posting.EnteredByName,
                    p.Posting.Voucher, p.Posting.Counterparty, p.Posting.Note, p.Lines, p.Quantity, p.Reversed, !p.Reversed && ByHand.Contains(p.Posting.Kind))),
            ],
            total);
    }

    public async Task<Guid> Handle(ReversePosting request, CancellationToken cancellationToken)
    {
        var posting = await db.Set<Posting>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Id && p.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这张凭证。", RefusalKind.NotFound);
        if (!ByHand.Contains(posting.Kind))
        {
            throw new RefusalException("NOT_REVERSIBLE", $"{Words.Of(posting.Kind)}凭证不能在这里冲正，请在原单据中更正。", RefusalKind.Refused);
        }

        var store = await desk.OpenAsync(posting.SiteId, posting.StoreId, cancellationToken);
        var lines = await (from entry in db.Set<LedgerEntry>()
                           join account in db.Set<StockAccount>() on entry.AccountId equals account.Id
                           where entry.PostingId == posting.Id && !entry.Compensates
                           select new PostingLine(account.BatchId, -entry.Quantity, account.Condition)).ToListAsync(cancellationToken);
        var key = Keys.New();
        await ledger.PostAsync(
            store, new PostingDraft(key, PostingKind.Reversal, posting.OccurredOn, lines, posting.Voucher, posting.Counterparty, request.Reason, ReversesId: posting.Id), cancellationToken);
        return key;
    }
}
