using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Storage;

/// <summary>
/// Sets within which temperature (°C) and relative humidity (%) a store keeps its goods. Readings already taken stay as they were judged. Refuses NOT_FOUND and
/// CHANGED_MEANWHILE.
/// </summary>
[Label("设置储存条件范围")]
[Requires(SuppliesPermissions.Stores)]
[Endpoint(Verb.Put, "supplies/sites/{siteId}/stores/{storeId}/limits", "设置库房的温度、湿度范围")]
[Clauses("P3-STORAGE-01")]
internal sealed record SetStoreLimits(
    int SiteId, Guid StoreId, int MinTemperature = StorageRules.MinTemperature, int MaxTemperature = StorageRules.MaxTemperature, int MinHumidity = StorageRules.MinHumidity,
    int MaxHumidity = StorageRules.MaxHumidity, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class SetStoreLimitsValidator : AbstractValidator<SetStoreLimits>
{
    public SetStoreLimitsValidator()
    {
        RuleFor(l => l.MinTemperature).InclusiveBetween(-30, 60).WithMessage("温度须在 -30 至 60 之间。");
        RuleFor(l => l.MaxTemperature).InclusiveBetween(-30, 60).WithMessage("温度须在 -30 至 60 之间。").GreaterThan(l => l.MinTemperature).WithMessage("温度上限须高于下限。");
        RuleFor(l => l.MinHumidity).InclusiveBetween(0, 100).WithMessage("湿度须在 0 至 100 之间。");
        RuleFor(l => l.MaxHumidity).InclusiveBetween(0, 100).WithMessage("湿度须在 0 至 100 之间。").GreaterThan(l => l.MinHumidity).WithMessage("湿度上限须高于下限。");
    }
}

internal sealed class SetStoreLimitsHandler(SuppliesDbContext db, Operation operation) : IRequestHandler<SetStoreLimits, Unit>
{
    public async Task<Unit> Handle(SetStoreLimits request, CancellationToken cancellationToken)
    {
        var store = await db.Set<Store>().FirstOrDefaultAsync(s => s.Id == request.StoreId && s.SiteId == request.SiteId, cancellationToken) ?? throw StoreDesk.NotFound();
        Refusals.CheckVersion(request.Version, store.Version, "这个库房");

        (store.MinTemperature, store.MaxTemperature, store.MinHumidity, store.MaxHumidity) = (request.MinTemperature, request.MaxTemperature, request.MinHumidity, request.MaxHumidity);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{store.Name}，{StorageRules.LimitsText(store.MinTemperature, store.MaxTemperature, store.MinHumidity, store.MaxHumidity)}");
        return Unit.Value;
    }
}
