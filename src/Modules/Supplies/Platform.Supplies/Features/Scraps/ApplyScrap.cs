using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Scraps;

/// <param name="Quantity">Base units, out of quarantine.</param>
/// <param name="Found">How it was found.</param>
internal sealed record ScrapItem(Guid BatchId, long Quantity, ScrapCause Cause, string Found);

/// <summary>
/// A store asks the level above to let it scrap what stands in quarantine; from then on these goods leave it by this application alone. For a township's store the county
/// decides, for the stores below it and for the county's own somebody else of the same office. The same key applies once. Refuses NOT_FOUND, STORE_CLOSED, UNKNOWN_BATCH,
/// LINE_TWICE and INSUFFICIENT_STOCK with the shortfall. A fixed number of statements.
/// </summary>
[Label("申请报废药具")]
[Requires(SuppliesPermissions.ApplyScrap)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/stores/{storeId}/scraps", "申请报废隔离的不合格药具，报上一级审批；同一请求号只记一次")]
[Clauses("P3-STREETSUPPLY-10b", "P3-STORAGE-05")]
internal sealed record ApplyScrap(int SiteId, Guid StoreId, Guid Key, IReadOnlyList<ScrapItem> Lines, string? Note = null) : ICommand<Guid>, ISiteRequest, IIdempotent;

internal sealed class ApplyScrapValidator : AbstractValidator<ApplyScrap>
{
    public ApplyScrapValidator()
    {
        RuleFor(s => s.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(s => s.StoreId).NotEmpty().WithMessage("请选择库房。");
        RuleFor(s => s.Note).MaximumLength(500).WithMessage("说明最多 500 字。");
        RuleFor(s => s.Lines).NotEmpty().WithMessage("请至少填写一行药具。").Must(l => l.Count <= ScrapRules.MostLines).WithMessage($"一份申请最多 {ScrapRules.MostLines} 行。");
        RuleForEach(s => s.Lines).ChildRules(l =>
        {
            l.RuleFor(x => x.BatchId).NotEmpty().WithMessage("请选择隔离的批次。");
            l.RuleFor(x => x.Quantity).InclusiveBetween(1, LedgerRules.Most).WithMessage("数量须为正整数。");
            l.RuleFor(x => x.Cause).IsInEnum().WithMessage("请选择原因。");
            l.RuleFor(x => x.Found).NotEmpty().WithMessage("请写明怎样发现的。").MaximumLength(200).WithMessage("发现经过最多 200 字。");
        });
    }
}

internal sealed class ApplyScrapHandler(SuppliesDbContext db, StoreDesk stores, StoreTree tree, CountDesk counts, ScrapDesk desk, Operation operation) : IRequestHandler<ApplyScrap, Guid>
{
    public async Task<Guid> Handle(ApplyScrap request, CancellationToken cancellationToken)
    {
        var store = await stores.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        if (await db.Set<ScrapApplication>().AnyAsync(s => s.Id == request.Key, cancellationToken))
        {
            operation.Note("重复请求，已申请");
            return request.Key;
        }

        var ids = request.Lines.Select(l => l.BatchId).ToList();
        if (ids.Distinct().Count() < ids.Count)
        {
            throw new RefusalException("LINE_TWICE", "同一批次填了两行，请合并成一行。", RefusalKind.Invalid, [new FieldError(nameof(request.Lines), "有重复的行")]);
        }

        var names = await RefuseShortAsync(request, store, ids, cancellationToken);
        var above = await tree.AboveAsync(store, cancellationToken);
        db.Add(new ScrapApplication
        {
            Id = request.Key,
            SiteId = store.SiteId,
            OtherSiteId = above,
            StoreId = store.Id,
            StoreName = store.Name,
            Number = $"废{operation.Today:yyyyMMdd}-{request.Key.ToString("N")[^6..].ToUpperInvariant()}",
            AppliedOn = operation.Today,
            AppliedAt = operation.Now,
            AppliedBy = operation.Actor.AccountId,
            AppliedStaffId = operation.Actor.StaffId,
            AppliedByName = operation.Actor.Name,
            Note = request.Note?.Trim() ?? "",
        });
        await db.SaveChangesAsync(cancellationToken);
        var lines = request.Lines.Select(l => new ScrapLine
        {
            SiteId = store.SiteId,
            OtherSiteId = above,
            ScrapId = request.Key,
            ProductId = names[l.BatchId].ProductId,
            BatchId = l.BatchId,
            Quantity = l.Quantity,
            Cause = l.Cause,
            Found = l.Found.Trim(),
        });
        await Bulk.InsertAsync(db, lines, cancellationToken);
        operation.Note($"{store.Name}，{request.Lines.Count} 个批次");
        return request.Key;
    }

    // Under the lock of the pages: of two who apply for the same goods the second sees what the first has asked for.
    private async Task<IReadOnlyDictionary<Guid, BatchName>> RefuseShortAsync(ApplyScrap request, Store store, List<Guid> ids, CancellationToken cancellationToken)
    {
        var names = await stores.BatchNamesAsync(ids, cancellationToken);
        var balances = (await counts.LockAccountsAsync(
            db.Set<StockAccount>().Where(a => a.StoreId == store.Id && a.Condition == StockCondition.Quarantine && EF.Parameter(ids).Contains(a.BatchId)), cancellationToken))
            .ToDictionary(a => a.BatchId, a => a.Balance);
        if (names.Count < ids.Count || balances.Count < ids.Count)
        {
            throw new RefusalException("UNKNOWN_BATCH", "这个库房没有隔离其中的批次，请重新选择。", RefusalKind.NotFound, [new FieldError("BatchId", "请选择批次")]);
        }

        var reserved = await desk.ReservedAsync(store.Id, ids, cancellationToken);
        foreach (var line in request.Lines)
        {
            ScrapRules.RefuseShort(names[line.BatchId].Text, balances[line.BatchId], reserved.GetValueOrDefault(line.BatchId), line.Quantity);
        }

        return names;
    }
}
