using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Storage;

/// <summary>
/// Adds a cabinet or zone, or changes one in use. Refuses NOT_FOUND, STORE_CLOSED, ZONE_CLOSED, CHANGED_MEANWHILE, NAME_TAKEN and UNKNOWN_PRODUCT. Fields as in
/// <see cref="StorageZone"/>.
/// </summary>
[Label("保存药具柜和分区")]
[Requires(SuppliesPermissions.Stores)]
[Endpoint(Verb.Put, "supplies/sites/{siteId}/stores/{storeId}/zones", "新增或修改药具柜、分区")]
[Clauses("P3-STORAGE-02", "P3-STORAGE-03", "P3-STREETSUPPLY-09a")]
internal sealed record SaveZone(
    int SiteId, Guid StoreId, Guid? Id, string Cabinet, bool Dedicated = true, string? Zone = null, Guid? ProductId = null, StockCondition Condition = StockCondition.Good,
    DateOnly? ExpiresFrom = null, DateOnly? ExpiresTo = null, string? Sign = null, Guid? Version = null) : ICommand<Guid>, ISiteRequest;

internal sealed class SaveZoneValidator : AbstractValidator<SaveZone>
{
    public SaveZoneValidator()
    {
        RuleFor(z => z.Cabinet).NotEmpty().WithMessage("请填写药具柜的名称或编号。").MaximumLength(30).WithMessage("名称最多 30 字。");
        RuleFor(z => z.Zone).MaximumLength(30).WithMessage("分区最多 30 字。");
        RuleFor(z => z.Sign).MaximumLength(100).WithMessage("挂牌文字最多 100 字。");
        RuleFor(z => z.Condition).IsInEnum().WithMessage("请选择存放合格品还是隔离品。");
        RuleFor(z => z.ExpiresTo).GreaterThanOrEqualTo(z => z.ExpiresFrom).When(z => z.ExpiresFrom is not null && z.ExpiresTo is not null).WithMessage("有效期的止日不能早于起日。");
    }
}

/// <summary>Takes a cabinet or zone out of use; it stays in the list with the reason. Refuses NOT_FOUND and ZONE_CLOSED.</summary>
[Label("停用药具柜和分区")]
[Requires(SuppliesPermissions.Stores)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/stores/{storeId}/zones/{id}/closing", "停用一个药具柜或分区，须写明原因")]
[Clauses("P3-STORAGE-02", "P3-STORAGE-03")]
internal sealed record CloseZone(int SiteId, Guid StoreId, Guid Id, string Reason) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class CloseZoneValidator : AbstractValidator<CloseZone>
{
    public CloseZoneValidator() => RuleFor(z => z.Reason).NotEmpty().WithMessage("请写明停用原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class SaveZoneHandlers(SuppliesDbContext db, StoreDesk desk, Operation operation) : IRequestHandler<SaveZone, Guid>, IRequestHandler<CloseZone, Unit>
{
    public async Task<Guid> Handle(SaveZone request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        var (cabinet, name, product) = (request.Cabinet.Trim(), request.Zone?.Trim() ?? "", request.ProductId ?? Guid.Empty);
        await desk.ProductsAsync(request.SiteId, product == Guid.Empty ? [] : [product], cancellationToken);

        // Of two who save the same name at once, the second sees the first.
        await db.Set<Store>().Where(s => s.Id == store.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.MinDaysLeft, e => e.MinDaysLeft), cancellationToken);
        if (await db.Set<StorageZone>().AnyAsync(z => z.StoreId == store.Id && z.ClosedOn == null && z.Cabinet == cabinet && z.Zone == name && z.Id != request.Id, cancellationToken))
        {
            throw new RefusalException(
                "NAME_TAKEN", name.Length == 0 ? $"已经有“{cabinet}”，分区请另起名称。" : $"“{cabinet}”已经有分区“{name}”。", RefusalKind.Conflict, [new FieldError(nameof(request.Zone), "名称已被使用")]);
        }

        var zone = request.Id is { } id ? await OpenAsync(request.SiteId, store.Id, id, cancellationToken) : new StorageZone { SiteId = store.SiteId, StoreId = store.Id, Cabinet = cabinet };
        if (request.Id is null)
        {
            db.Add(zone);
        }
        else Refusals.CheckVersion(request.Version, zone.Version, "这个分区");

        (zone.Cabinet, zone.Dedicated, zone.Zone, zone.ProductId, zone.Condition) = (cabinet, request.Dedicated, name, product, request.Condition);
        (zone.ExpiresFrom, zone.ExpiresTo, zone.Sign) = (request.ExpiresFrom, request.ExpiresTo, request.Sign?.Trim() ?? "");
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{store.Name} {zone.Text}");
        return zone.Id;
    }

    public async Task<Unit> Handle(CloseZone request, CancellationToken cancellationToken)
    {
        var zone = await OpenAsync(request.SiteId, request.StoreId, request.Id, cancellationToken);
        (zone.ClosedOn, zone.CloseReason) = (operation.Today, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        operation.Note(zone.Text);
        return Unit.Value;
    }

    private async Task<StorageZone> OpenAsync(int siteId, Guid storeId, Guid id, CancellationToken cancellationToken)
    {
        var zone = await db.Set<StorageZone>().FirstOrDefaultAsync(z => z.Id == id && z.StoreId == storeId && z.SiteId == siteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这个药具柜或分区。", RefusalKind.NotFound);
        return zone.ClosedOn is null ? zone : throw new RefusalException("ZONE_CLOSED", $"“{zone.Text}”已停用，请另行新增。", RefusalKind.Conflict);
    }
}
