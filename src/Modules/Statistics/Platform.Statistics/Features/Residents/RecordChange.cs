using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Residents;

/// <summary>Somebody died, moved out or married. Refuses NOT_FOUND, CHANGED_MEANWHILE, IN_FUTURE, NOT_RESIDENT, BEFORE_ARRIVAL.</summary>
[Label("登记人口变动")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/residents/{id}/changes", "登记死亡、迁出或结婚")]
[Clauses("P3-STREETOFFICE-02a", "P4-RESSTAT-09")]
internal sealed record RecordChange(int SiteId, Guid Id, EventKind Kind, DateOnly? On, Guid? Version = null) : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => LedgerFields.IdentityNumber.RefOf(Id);
}

internal sealed class RecordChangeValidator : AbstractValidator<RecordChange>
{
    public RecordChangeValidator()
    {
        RuleFor(r => r.Kind).Must(k => LedgerRules.Leaves(k) || k == EventKind.Marriage).WithMessage("请选择死亡、迁出或结婚。");
        RuleFor(r => r.On).NotNull().WithMessage("请填写日期。");
    }
}

/// <summary>Somebody moves to another village of the township, or goes away or comes back without leaving it. Refuses as <see cref="RecordChange"/> does, NOT_HERE, and NOTHING_CHANGES.</summary>
[Label("登记镇内移动")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/residents/{id}/transfer", "登记镇内移动或居住类别变化")]
[Clauses("P3-STREETOFFICE-02a")]
internal sealed record TransferResident(int SiteId, Guid Id, Guid VillageId, ResidenceKind Residence, DateOnly? On, string? Household = null, string? Group = null, Guid? Version = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => LedgerFields.IdentityNumber.RefOf(Id);
}

internal sealed class TransferResidentValidator : AbstractValidator<TransferResident>
{
    public TransferResidentValidator()
    {
        RuleFor(r => r.VillageId).NotEmpty().WithMessage("请选择村（社区）。");
        RuleFor(r => r.Residence).IsInEnum().WithMessage("请选择居住类别。");
        RuleFor(r => r.On).NotNull().WithMessage("请填写日期。");
    }
}

/// <summary>An event was entered by mistake: it no longer counts and what it did to the ledger is undone. Refuses NOT_FOUND, ALREADY_VOID, LATER_EVENT, FROM_LIST (undo the list's line).</summary>
[Label("作废人口变动")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/events/{id}/void", "作废一条登记错的变动，写明原因")]
[Clauses("P4-RESSTAT-04")]
internal sealed record VoidPopulationEvent(int SiteId, Guid Id, string Reason) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class VoidPopulationEventValidator : AbstractValidator<VoidPopulationEvent>
{
    public VoidPopulationEventValidator() => RuleFor(p => p.Reason).NotEmpty().WithMessage("请写明原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class RecordChangeHandlers(StatisticsDbContext db, LedgerDesk desk, LedgerBook book)
    : IRequestHandler<RecordChange, Guid>, IRequestHandler<TransferResident, Guid>, IRequestHandler<VoidPopulationEvent, Unit>
{
    public async Task<Guid> Handle(RecordChange request, CancellationToken cancellationToken)
    {
        var entry = book.Record(await desk.ResidentAsync(request.SiteId, request.Id, request.Version, cancellationToken), request.Kind, request.On!.Value);
        await db.SaveChangesAsync(cancellationToken);
        return entry.Id;
    }

    public async Task<Guid> Handle(TransferResident request, CancellationToken cancellationToken)
    {
        var resident = await desk.ResidentAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (resident.VillageId == request.VillageId && resident.Residence == request.Residence)
        {
            throw new RefusalException("NOTHING_CHANGES", "村（社区）和居住类别都没有变化。只改户号的，请用“更正”。", RefusalKind.Invalid, [new FieldError(nameof(request.VillageId), "没有变化")]);
        }

        await desk.RequireVillageAsync(request.SiteId, request.VillageId, cancellationToken);
        var household = await desk.HouseholdAsync(request.SiteId, request.VillageId, request.Household, request.Group, cancellationToken);
        var same = household is null && resident.VillageId == request.VillageId;
        var next = book.Transfer(resident, request.VillageId, household?.Id ?? (same ? resident.HouseholdId : Guid.Empty), request.Residence, request.On!.Value);
        await db.SaveChangesAsync(cancellationToken);
        return next.Id;
    }

    public async Task<Unit> Handle(VoidPopulationEvent request, CancellationToken cancellationToken)
    {
        var entry = await db.Set<PopulationEvent>().FirstOrDefaultAsync(e => e.Id == request.Id && e.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound("这条变动");
        if (entry.IntakeId != Guid.Empty)
        {
            throw new RefusalException("FROM_LIST", "这条变动来自接收的名单，请在名单里撤销那一行的办理。", RefusalKind.Conflict);
        }

        await book.VoidAsync(entry, request.Reason.Trim(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
