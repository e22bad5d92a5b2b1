using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Storage;

/// <summary>
/// Records an accident or loss in a store, or changes one that is open. What is lost is taken from the stock by a posting, which may be named here. A new one with the
/// same key is recorded once. Refuses NOT_FOUND, STORE_CLOSED, INCIDENT_CLOSED, CHANGED_MEANWHILE, UNKNOWN_BATCH and UNKNOWN_POSTING. Fields as in
/// <see cref="StorageIncident"/>.
/// </summary>
/// <param name="Id">Null: a new one.</param>
/// <param name="BatchId">A batch the store's book knows.</param>
/// <param name="PostingId">A posting of the store.</param>
[Label("登记药具事故损耗")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Put, "supplies/sites/{siteId}/stores/{storeId}/incidents", "登记或修改库房的事故、损耗")]
[Clauses("P3-STORAGE-01")]
internal sealed record SaveStorageIncident(
    int SiteId, Guid StoreId, Guid? Id, Guid Key, IncidentKind Kind, DateOnly? Day, string What, Guid? BatchId = null, long? Quantity = null, Guid? PostingId = null, string? Measure = null,
    Guid? Version = null) : ICommand<Guid>, ISiteRequest, IIdempotent;

internal sealed class SaveStorageIncidentValidator : AbstractValidator<SaveStorageIncident>
{
    public SaveStorageIncidentValidator(ChinaTime time)
    {
        RuleFor(i => i.StoreId).NotEmpty().WithMessage("请选择库房。");
        RuleFor(i => i.Key).NotEmpty().When(i => i.Id is null).WithMessage("缺少请求号。");
        RuleFor(i => i.Kind).IsInEnum().WithMessage("请选择类别。");
        RuleFor(i => i.Day).NotNull().WithMessage("请填写发生日期。").GreaterThanOrEqualTo(new DateOnly(2000, 1, 1)).WithMessage("日期太早。").Must(d => d is null || d <= time.Today).WithMessage("日期不能晚于今天。");
        RuleFor(i => i.What).NotEmpty().WithMessage("请写明经过。").MaximumLength(1000).WithMessage("经过最多 1000 字。");
        RuleFor(i => i.Measure).MaximumLength(1000).WithMessage("措施最多 1000 字。");
        RuleFor(i => i.Quantity).InclusiveBetween(0, LedgerRules.Most).WithMessage("数量须为非负整数。");
        RuleFor(i => i.BatchId).NotEmpty().When(i => i.Quantity > 0).WithMessage("填写损失数量的，请选择批次。");
    }
}

/// <summary>Closes an incident: what was done is written down. Refuses NOT_FOUND, INCIDENT_CLOSED, REASON_REQUIRED (no measure) and BEFORE_INCIDENT.</summary>
/// <param name="Measure">Null: as it stands already.</param>
[Label("办结药具事故损耗")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/incidents/{id}/closing", "办结一起事故、损耗，须写明采取的措施")]
[Clauses("P3-STORAGE-01")]
internal sealed record CloseStorageIncident(int SiteId, Guid Id, DateOnly? ClosedOn, string? Measure = null) : ICommand, ISiteRequest;

internal sealed class CloseStorageIncidentValidator : AbstractValidator<CloseStorageIncident>
{
    public CloseStorageIncidentValidator(ChinaTime time)
    {
        RuleFor(i => i.ClosedOn).NotNull().WithMessage("请填写办结日期。").Must(d => d is null || d <= time.Today).WithMessage("日期不能晚于今天。");
        RuleFor(i => i.Measure).MaximumLength(1000).WithMessage("措施最多 1000 字。");
    }
}

/// <summary>Opens an incident again that was closed too early. Refuses NOT_FOUND and INCIDENT_OPEN.</summary>
[Label("重新办理药具事故损耗")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/incidents/{id}/reopening", "重新办理一起已办结的事故、损耗，须写明原因")]
[Clauses("P3-STORAGE-01")]
internal sealed record ReopenStorageIncident(int SiteId, Guid Id, string Reason) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class ReopenStorageIncidentValidator : AbstractValidator<ReopenStorageIncident>
{
    public ReopenStorageIncidentValidator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("请写明原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class IncidentHandlers(SuppliesDbContext db, StoreDesk desk, Operation operation)
    : IRequestHandler<SaveStorageIncident, Guid>, IRequestHandler<CloseStorageIncident, Unit>, IRequestHandler<ReopenStorageIncident, Unit>
{
    public async Task<Guid> Handle(SaveStorageIncident request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        if (request.Id is null && await db.Set<StorageIncident>().AnyAsync(i => i.Id == request.Key && i.StoreId == store.Id, cancellationToken))
        {
            operation.Note("重复请求，已登记");
            return request.Key;
        }

        await CheckGoodsAsync(request, store, cancellationToken);
        var incident = request.Id is { } id ? await OpenAsync(request.SiteId, id, store.Id, cancellationToken) : Add(request, store);
        if (request.Id is not null && request.Version is { } seen && seen != incident.Version)
        {
            throw Refusals.ChangedMeanwhile("这起事故");
        }

        (incident.Kind, incident.Day, incident.What) = (request.Kind, request.Day!.Value, request.What.Trim());
        (incident.BatchId, incident.Quantity, incident.PostingId) = (request.BatchId ?? Guid.Empty, request.Quantity, request.PostingId ?? Guid.Empty);
        incident.Measure = request.Measure?.Trim() ?? "";
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{store.Name}，{StorageWords.Of(incident.Kind)}");
        return incident.Id;
    }

    public async Task<Unit> Handle(CloseStorageIncident request, CancellationToken cancellationToken)
    {
        var incident = await OpenAsync(request.SiteId, request.Id, null, cancellationToken);
        var measure = request.Measure?.Trim() is { Length: > 0 } said ? said : incident.Measure;
        if (measure.Length == 0)
        {
            throw new RefusalException("REASON_REQUIRED", "请写明采取的措施再办结。", RefusalKind.Invalid, [new FieldError(nameof(request.Measure), "请写明采取的措施")]);
        }

        if (request.ClosedOn < incident.Day)
        {
            throw new RefusalException("BEFORE_INCIDENT", $"办结日期早于发生日期（{incident.Day:yyyy-MM-dd}）。", RefusalKind.Invalid, [new FieldError(nameof(request.ClosedOn), "早于发生日期")]);
        }

        (incident.Measure, incident.ClosedOn, incident.ClosedByName) = (measure, request.ClosedOn, operation.Actor.Name);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(ReopenStorageIncident request, CancellationToken cancellationToken)
    {
        var incident = await FindAsync(request.SiteId, request.Id, cancellationToken);
        if (incident.ClosedOn is null)
        {
            throw new RefusalException("INCIDENT_OPEN", "这起事故还没有办结。", RefusalKind.Conflict);
        }

        (incident.ClosedOn, incident.ClosedByName) = (null, "");
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private StorageIncident Add(SaveStorageIncident request, Store store)
    {
        var incident = new StorageIncident
        {
            Id = request.Key,
            SiteId = store.SiteId,
            StoreId = store.Id,
            What = request.What,
            EnteredBy = operation.Actor.AccountId,
            EnteredByName = operation.Actor.Name,
            EnteredAt = operation.Now,
        };
        db.Add(incident);
        return incident;
    }

    private async Task CheckGoodsAsync(SaveStorageIncident request, Store store, CancellationToken cancellationToken)
    {
        if (request.BatchId is { } batch && batch != Guid.Empty && !await db.Set<StockAccount>().AnyAsync(a => a.StoreId == store.Id && a.BatchId == batch, cancellationToken))
        {
            throw new RefusalException("UNKNOWN_BATCH", $"“{store.Name}”的账上没有这个批次，请从列表中选择。", RefusalKind.Invalid, [new FieldError(nameof(request.BatchId), "请选择批次")]);
        }

        if (request.PostingId is { } posting && posting != Guid.Empty && !await db.Set<Posting>().AnyAsync(p => p.Id == posting && p.StoreId == store.Id, cancellationToken))
        {
            throw new RefusalException("UNKNOWN_POSTING", $"“{store.Name}”没有这张凭证，请从列表中选择。", RefusalKind.Invalid, [new FieldError(nameof(request.PostingId), "请选择凭证")]);
        }
    }

    private async Task<StorageIncident> OpenAsync(int siteId, Guid id, Guid? storeId, CancellationToken cancellationToken)
    {
        var incident = await FindAsync(siteId, id, cancellationToken);
        return storeId is { } store && incident.StoreId != store ? throw NotFound()
            : incident.ClosedOn is null ? incident
            : throw new RefusalException("INCIDENT_CLOSED", "这起事故已经办结，要修改的请先重新办理。", RefusalKind.Conflict);
    }

    private async Task<StorageIncident> FindAsync(int siteId, Guid id, CancellationToken cancellationToken) =>
        await db.Set<StorageIncident>().FirstOrDefaultAsync(i => i.Id == id && i.SiteId == siteId, cancellationToken) ?? throw NotFound();

    private static RefusalException NotFound() => Refusals.NotFound("这起事故");
}
