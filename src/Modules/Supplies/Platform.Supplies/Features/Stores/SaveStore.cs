using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stores;

/// <summary>
/// Opens a store or changes one. Refuses NOT_FOUND, CHANGED_MEANWHILE, NAME_TAKEN, UNKNOWN_VILLAGE, UNKNOWN_PERSON, WRONG_LEVEL (a county has county stores only, a
/// township none), and GOODS_LEFT when one with goods is to be closed. Fields as in <see cref="Store"/>.
/// </summary>
[Label("保存药具库房")]
[Requires(SuppliesPermissions.Stores)]
[Endpoint(Verb.Put, "supplies/divisions/{siteId}/stores", "新增或修改药具库房")]
[Clauses("P3-DISTRIBUTION-01", "P3-STREETSUPPLY-01")]
internal sealed record SaveStore(
    int SiteId, Guid? Id, string Name, StoreLevel Level, Guid? VillageId = null, Guid? KeeperId = null, PickingOrder Picking = PickingOrder.FirstProduced, int MinDaysLeft = 30,
    bool WholePacks = false, bool Active = true, Guid? Version = null) : ICommand<Guid>, ISiteRequest;

internal sealed class SaveStoreValidator : AbstractValidator<SaveStore>
{
    public SaveStoreValidator()
    {
        RuleFor(s => s.Name).NotEmpty().WithMessage("请填写库房名称。").MaximumLength(100).WithMessage("名称最多 100 字。");
        RuleFor(s => s.MinDaysLeft).InclusiveBetween(0, 3650).WithMessage("最少剩余天数须在 0 至 3650 之间。");
        RuleFor(s => s.VillageId).NotEmpty().When(s => s.Level == StoreLevel.Community).WithMessage("请选择村（社区）。");
    }
}

internal sealed class SaveStoreHandler(SuppliesDbContext db, IMediator mediator, StoreTree tree) : IRequestHandler<SaveStore, Guid>
{
    public async Task<Guid> Handle(SaveStore request, CancellationToken cancellationToken)
    {
        var name = request.Name.Trim();
        await CheckAsync(request, cancellationToken);
        if (await db.Set<Store>().AnyAsync(s => s.SiteId == request.SiteId && s.Name == name && s.Id != request.Id, cancellationToken))
        {
            throw new RefusalException("NAME_TAKEN", $"已经有名为“{name}”的库房。", RefusalKind.Conflict, [new FieldError(nameof(request.Name), "名称已被使用")]);
        }

        var store = request.Id is null ? Add(request, name) : await OpenAsync(request, cancellationToken);
        if (request.Id is not null && store.Active && !request.Active && await db.Set<StockAccount>().AnyAsync(a => a.StoreId == store.Id && a.Balance > 0, cancellationToken))
        {
            throw new RefusalException("GOODS_LEFT", "库房里还有药具，请先调出或发放完再停用。", RefusalKind.Refused, [new FieldError(nameof(request.Active), "还有库存")]);
        }

        (store.Name, store.KeeperId, store.Picking) = (name, request.KeeperId ?? Guid.Empty, request.Picking);
        (store.MinDaysLeft, store.WholePacks, store.Active) = (request.MinDaysLeft, request.WholePacks, request.Active);
        await tree.LinkAsync(store, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return store.Id;
    }

    private Store Add(SaveStore request, string name)
    {
        var store = new Store { SiteId = request.SiteId, Level = request.Level, Name = name, VillageId = request.Level == StoreLevel.Community ? request.VillageId!.Value : Guid.Empty };
        db.Add(store);
        return store;
    }

    private async Task<Store> OpenAsync(SaveStore request, CancellationToken cancellationToken)
    {
        var store = await db.Set<Store>().FirstOrDefaultAsync(s => s.Id == request.Id && s.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这个库房。", RefusalKind.NotFound);
        Refusals.CheckVersion(request.Version, store.Version, "这个库房");
        return store;
    }

    private async Task CheckAsync(SaveStore request, CancellationToken cancellationToken)
    {
        var division = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault();
        var site = division is not null && division.Levels.HasFlag(DivisionLevels.Township);
        if (division is null || (request.Level == StoreLevel.County ? !division.Levels.HasFlag(DivisionLevels.County) : !site))
        {
            throw new RefusalException("WRONG_LEVEL", "县级库房设在县（市、区），其余库房设在乡镇（街道）。请切换工作范围，或改选级别。", RefusalKind.Invalid, [new FieldError(nameof(request.Level), "与工作范围不符")]);
        }

        if (request is { Level: StoreLevel.Community, VillageId: { } village }
            && (await mediator.Send(new GetVillages([request.SiteId]), cancellationToken)).All(v => v.Id != village))
        {
            throw new RefusalException("UNKNOWN_VILLAGE", "本乡镇没有这个村（社区）。", RefusalKind.Invalid, [new FieldError(nameof(request.VillageId), "请从列表中选择")]);
        }

        if (request.KeeperId is { } keeper && keeper != Guid.Empty
            && (await mediator.Send(new GetPeople([keeper]), cancellationToken)).All(p => p.SiteId != request.SiteId || !p.Active))
        {
            throw new RefusalException("UNKNOWN_PERSON", "人员名册中没有这个人，请从列表中选择本单位人员。", RefusalKind.Invalid, [new FieldError(nameof(request.KeeperId), "请选择本单位人员")]);
        }
    }
}
