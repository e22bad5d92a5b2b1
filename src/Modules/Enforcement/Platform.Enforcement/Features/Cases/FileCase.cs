using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Cases;

/// <summary>
/// Files a case on a legal basis that held on the day of the conduct and holds today; the 90 days for a decision begin. Refuses TIME_BARRED, WRONG_STATE, and what the register
/// says: NO_BASIS, BASIS_REPEALED, BASIS_NOT_YET_IN_FORCE, OUT_OF_TERRITORY, ACT_NOT_COVERED, BASIS_UNCONFIRMED …
/// </summary>
[Label("批准立案")]
[Requires(EnforcementPermissions.Direct)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/filing", "批准立案，引用有效依据")]
[Clauses("P3-ENFRESP-01", "P3-ENFPROC-01")]
internal sealed record FileCase(int SiteId, Guid Id, string? Basis, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

/// <summary>
/// Hands the case over to whoever has the power: the ordinary ending. Its deadlines end. Refuses WRONG_STATE once a decision was made.
/// </summary>
[Label("移送案件")]
[Requires(EnforcementPermissions.Direct)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/handover", "把案件移送有权机关：机关、理由、移送函文号")]
[Clauses("P1-OFFICE-11b", "P2-OFFICE-07b", "P3-ENFPROC-03a")]
internal sealed record HandOverCase(int SiteId, Guid Id, string To, string Why, string Number, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class HandOverCaseValidator : AbstractValidator<HandOverCase>
{
    public HandOverCaseValidator()
    {
        RuleFor(r => r.To).NotEmpty().WithMessage("请填写移送给哪个机关。").MaximumLength(100).WithMessage("机关名称最多 100 字。");
        RuleFor(r => r.Why).NotEmpty().WithMessage("请写明移送理由。").MaximumLength(1000).WithMessage("理由最多 1000 字。");
        RuleFor(r => r.Number).NotEmpty().WithMessage("请填写移送函文号。").MaximumLength(100).WithMessage("文号最多 100 字。");
    }
}

/// <summary>The receiving authority has acknowledged. Refuses WRONG_STATE, WRONG_DAY.</summary>
[Label("登记移送回执")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/handover-receipt", "登记移送回执日期")]
[Clauses("P3-ENFPROC-03a")]
internal sealed record ReceiveHandOver(int SiteId, Guid Id, DateOnly? On, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class ReceiveHandOverValidator : AbstractValidator<ReceiveHandOver>
{
    public ReceiveHandOverValidator() => RuleFor(r => r.On).NotNull().WithMessage("请填写回执日期。");
}

/// <summary>No case, or none any more: not filed, or withdrawn before a decision. Refuses WRONG_STATE.</summary>
[Label("不予立案或撤案")]
[Requires(EnforcementPermissions.Direct)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/dropping", "不予立案，或者撤案，写明原因")]
[Clauses("P3-ENFRESP-03")]
internal sealed record DropCase(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class DropCaseValidator : AbstractValidator<DropCase>
{
    public DropCaseValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明原因，2 至 200 个字。");
}

internal sealed class FileCaseHandlers(EnforcementDbContext db, CaseDesk desk, Operation operation)
    : IRequestHandler<FileCase, Unit>, IRequestHandler<HandOverCase, Unit>, IRequestHandler<ReceiveHandOver, Unit>, IRequestHandler<DropCase, Unit>
{
    public async Task<Unit> Handle(FileCase request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var material = await desk.MaterialAsync(row, operation.Today, cancellationToken);
        CaseProcedure.Require(CaseStep.File, row, material);
        var basis = await desk.BasisAsync(row, request.Basis?.Trim(), cancellationToken);
        CaseProcedure.File(row, material, basis.Reference, $"《{basis.Title}》{basis.Article}", basis.Edition, operation.Actor.Name);
        await db.SaveChangesAsync(cancellationToken);
        if (!CaseWords.IsOfOfficials(row.Kind))
        {
            await desk.TrackAsync(row, operation.Today, cancellationToken, (CaseDesk.Decision, "作出决定或移送"));
        }

        return Unit.Value;
    }

    public async Task<Unit> Handle(HandOverCase request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        CaseProcedure.HandOver(row, await desk.MaterialAsync(row, operation.Today, cancellationToken), request.To.Trim(), request.Why.Trim(), request.Number.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await desk.SettleAsync(row, cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(ReceiveHandOver request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (row.State != CaseState.HandedOver)
        {
            throw CaseProcedure.Refuse(new StepBlock("WRONG_STATE", "案件没有移送，不用登记回执。"));
        }

        if (request.On < row.HandedOverOn || request.On > operation.Today)
        {
            throw new RefusalException("WRONG_DAY", "回执日期须在移送日和今天之间。", RefusalKind.Invalid, [new FieldError(nameof(request.On), "请核对日期")]);
        }

        row.HandOverReceiptOn = request.On;
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(DropCase request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        CaseProcedure.Drop(row, await desk.MaterialAsync(row, operation.Today, cancellationToken), request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await desk.SettleAsync(row, cancellationToken, withdrawn: true);
        return Unit.Value;
    }
}
