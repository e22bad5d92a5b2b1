using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Demands;

/// <summary>
/// The side that supplies says how much may be sent. More or less than was asked for needs words. Nobody approves what the same account asked for. Refuses NOT_FOUND,
/// CHANGED_MEANWHILE, WRONG_STATE, OWN_DEMAND, QUANTITY_MISMATCH (also where a line is left out), REASON_REQUIRED.
/// </summary>
/// <param name="SiteId">Of the store that supplies.</param>
[Label("批准药具需求")]
[Requires(SuppliesPermissions.ApproveDemands)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/demands/{id}/approval", "批准一张药具需求单：逐个品种填写批准数量")]
[Clauses("P3-STREETSUPPLY-04", "P3-DISTRIBUTION-01")]
internal sealed record ApproveDemand(int SiteId, Guid Id, IReadOnlyList<DemandedProduct> Lines, string? Note = null, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class ApproveDemandValidator : AbstractValidator<ApproveDemand>
{
    public ApproveDemandValidator()
    {
        RuleFor(d => d.Note).MaximumLength(500).WithMessage("意见最多 500 字。");
        RuleFor(d => d.Lines).NotEmpty().WithMessage("请填写批准数量。");
        RuleForEach(d => d.Lines).ChildRules(l => l.RuleFor(x => x.Quantity).InclusiveBetween(0, LedgerRules.Most).WithMessage("批准数量须为 0 或正整数。"));
    }
}

/// <summary>The side that supplies sends the demand back with words. Refuses NOT_FOUND, CHANGED_MEANWHILE, WRONG_STATE, OWN_DEMAND.</summary>
[Label("退回药具需求")]
[Requires(SuppliesPermissions.ApproveDemands)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/demands/{id}/refusal", "退回一张药具需求单，写明原因")]
[Clauses("P3-STREETSUPPLY-04")]
internal sealed record RefuseDemand(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class RefuseDemandValidator : AbstractValidator<RefuseDemand>
{
    public RefuseDemandValidator() => RuleFor(d => d.Reason).NotEmpty().WithMessage("请写明退回原因。").MaximumLength(500).WithMessage("原因最多 500 字。");
}

/// <summary>The side that asked takes the demand back before it is decided. Refuses NOT_FOUND, CHANGED_MEANWHILE, WRONG_STATE.</summary>
[Label("撤回药具需求")]
[Requires(SuppliesPermissions.Demand)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/demands/{id}/withdrawal", "审批前撤回一张药具需求单")]
[Clauses("P3-DISTRIBUTION-01")]
internal sealed record WithdrawDemand(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class WithdrawDemandValidator : AbstractValidator<WithdrawDemand>
{
    public WithdrawDemandValidator() => RuleFor(d => d.Reason).NotEmpty().WithMessage("请写明撤回原因。").MaximumLength(500).WithMessage("原因最多 500 字。");
}

/// <summary>The side that supplies ends an approved demand: what is left of it is not sent any more. Refuses NOT_FOUND, CHANGED_MEANWHILE, WRONG_STATE.</summary>
[Label("结束药具需求")]
[Requires(SuppliesPermissions.ApproveDemands)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/demands/{id}/closure", "结束一张已批准的需求单，余量不再发出，写明原因")]
[Clauses("P3-DISTRIBUTION-01")]
internal sealed record CloseDemand(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class CloseDemandValidator : AbstractValidator<CloseDemand>
{
    public CloseDemandValidator() => RuleFor(d => d.Reason).NotEmpty().WithMessage("请写明原因。").MaximumLength(500).WithMessage("原因最多 500 字。");
}

internal sealed class DecideDemandHandlers(SuppliesDbContext db, DemandDesk desk, StoreDesk stores, Operation operation)
    : IRequestHandler<ApproveDemand, Unit>, IRequestHandler<RefuseDemand, Unit>, IRequestHandler<WithdrawDemand, Unit>, IRequestHandler<CloseDemand, Unit>
{
    public async Task<Unit> Handle(ApproveDemand request, CancellationToken cancellationToken)
    {
        var demand = await ToDecideAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var lines = await desk.LinesAsync(demand.Id, cancellationToken);
        var said = request.Lines.GroupBy(l => l.ProductId).ToDictionary(g => g.Key, g => g.First().Quantity);
        if (said.Count != request.Lines.Count || said.Count != lines.Count || lines.Exists(l => !said.ContainsKey(l.ProductId)))
        {
            throw new RefusalException("QUANTITY_MISMATCH", $"这张单有 {lines.Count} 个品种，每一个都要填写批准数量（不批准的填 0）。", RefusalKind.Invalid, [new FieldError(nameof(request.Lines), "品种数不符")]);
        }

        if (said.Values.All(q => q == 0))
        {
            throw new RefusalException("QUANTITY_MISMATCH", "批准数量全部为 0。不批准的请退回并写明原因。", RefusalKind.Invalid, [new FieldError(nameof(request.Lines), "全部为 0")]);
        }

        if (lines.Exists(l => said[l.ProductId] != l.Requested) && string.IsNullOrWhiteSpace(request.Note))
        {
            throw new RefusalException("REASON_REQUIRED", "批准数量与申报数量不同，请写明原因。", RefusalKind.Invalid, [new FieldError(nameof(request.Note), "请写明增减的原因")]);
        }

        foreach (var line in lines)
        {
            line.Approved = said[line.ProductId];
        }

        Decide(demand, DemandState.Approved, request.Note);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(RefuseDemand request, CancellationToken cancellationToken)
    {
        Decide(await ToDecideAsync(request.SiteId, request.Id, request.Version, cancellationToken), DemandState.Refused, request.Reason);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(WithdrawDemand request, CancellationToken cancellationToken)
    {
        var demand = await desk.OfAskerAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        Close(demand, DemandState.Submitted, DemandState.Withdrawn, request.Reason, "不能再撤回");
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(CloseDemand request, CancellationToken cancellationToken)
    {
        var demand = await desk.OfSupplierAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        Close(demand, DemandState.Approved, DemandState.Closed, request.Reason, "没有待发的余量");
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private async Task<Demand> ToDecideAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var demand = await desk.OfSupplierAsync(siteId, id, version, cancellationToken);
        if (demand.State != DemandState.Submitted)
        {
            throw DemandDesk.WrongState(demand, "不能再审批");
        }

        // The store may have been closed since: nothing could be sent from it.
        await stores.OpenAsync(siteId, demand.SupplierId, cancellationToken);
        return demand.SubmittedBy != operation.Actor.AccountId
            ? demand
            : throw new RefusalException("OWN_DEMAND", "这张需求单是您本人申报的，须由其他人审批。", RefusalKind.Refused) { InTrail = true };
    }

    private void Decide(Demand demand, DemandState state, string? note) =>
        (demand.State, demand.DecidedOn, demand.DecidedByName, demand.DecisionNote) = (state, operation.Today, operation.Actor.Name, note?.Trim() ?? "");

    private void Close(Demand demand, DemandState from, DemandState to, string reason, string otherwise)
    {
        if (demand.State != from)
        {
            throw DemandDesk.WrongState(demand, otherwise);
        }

        (demand.State, demand.ClosedOn, demand.ClosedByName, demand.ClosingNote) = (to, operation.Today, operation.Actor.Name, reason.Trim());
    }
}
