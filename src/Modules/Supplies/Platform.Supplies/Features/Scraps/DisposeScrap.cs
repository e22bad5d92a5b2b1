using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Scraps;

/// <summary>
/// The goods of an approved application were made unusable before witnesses; with it they leave the book, on the day it was done. The same key disposes once. Refuses
/// NOT_FOUND, STORE_CLOSED, CHANGED_MEANWHILE, WRONG_STATE, NOT_APPROVED (also for a day before the approval), WITNESS_REQUIRED, OWN_WITNESS, KEY_USED, INSUFFICIENT_STOCK and like
/// <see cref="LedgerWriter"/>.
/// </summary>
/// <param name="Witnesses">Names of those who looked on; the one who disposes is none.</param>
[Label("监销报废药具")]
[Requires(SuppliesPermissions.ApplyScrap)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/scraps/{id}/disposal", "登记监销：日期、方法、地点、监销人，药具从隔离账上报废；同一请求号只记一次")]
[Clauses("P3-STREETSUPPLY-10b", "P3-STORAGE-05")]
internal sealed record DisposeScrap(
    int SiteId, Guid Id, Guid Key, DateOnly? DisposedOn, ScrapMethod Method, string Place, IReadOnlyList<string> Witnesses, string? Note = null, Guid? Version = null)
    : ICommand<Unit>, ISiteRequest, IIdempotent;

internal sealed class DisposeScrapValidator : AbstractValidator<DisposeScrap>
{
    public DisposeScrapValidator()
    {
        RuleFor(s => s.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(s => s.DisposedOn).NotNull().WithMessage("请填写处理日期。");
        RuleFor(s => s.Method).IsInEnum().WithMessage("请选择处理方法。");
        RuleFor(s => s.Place).NotEmpty().WithMessage("请填写处理地点。").MaximumLength(200).WithMessage("地点最多 200 字。");
        RuleFor(s => s.Witnesses).Must(w => w is null || string.Join('、', w).Length <= 200).WithMessage("监销人最多 200 字。");
        RuleFor(s => s.Note).NotEmpty().When(s => s.Method == ScrapMethod.Other).WithMessage("方法选“其他”的，请写明经过。").MaximumLength(500).WithMessage("经过最多 500 字。");
    }
}

internal sealed class DisposeScrapHandler(SuppliesDbContext db, StoreDesk stores, ScrapDesk desk, LedgerWriter ledger, Operation operation) : IRequestHandler<DisposeScrap, Unit>
{
    public async Task<Unit> Handle(DisposeScrap request, CancellationToken cancellationToken)
    {
        var application = await desk.OfApplicantAsync(request.SiteId, request.Id, cancellationToken);
        if (application.DisposalId == request.Key)
        {
            operation.Note("重复请求，已处理");
            return Unit.Value;
        }

        Check(application, request);
        var store = await stores.OpenAsync(application.SiteId, application.StoreId, cancellationToken);
        application.State = ScrapState.Disposed;
        (application.DisposedOn, application.DisposedAt, application.DisposedBy, application.DisposedByName) = (request.DisposedOn, operation.Now, operation.Actor.AccountId, operation.Actor.Name);
        (application.Method, application.Place, application.DisposalNote) = (request.Method, request.Place.Trim(), request.Note?.Trim() ?? "");
        (application.Witnesses, application.DisposalId) = (ScrapRules.Witnesses(request.Witnesses, operation.Actor.Name), request.Key);
        await db.SaveChangesAsync(cancellationToken);
        var lines = await desk.LinesAsync(application.Id, cancellationToken);
        var note = $"{ScrapRules.Of(request.Method)}，监销人 {application.Witnesses}";
        var posted = await ledger.PostAsync(
            store,
            new PostingDraft(
                request.Key, PostingKind.Scrap, request.DisposedOn!.Value, [.. lines.Select(l => new PostingLine(l.BatchId, -l.Quantity, StockCondition.Quarantine))], application.Number,
                application.Place, note),
            cancellationToken);
        return posted
            ? Unit.Value
            : throw new RefusalException("KEY_USED", "这个请求号已用于另一张凭证，请重新提交。", RefusalKind.Conflict);
    }

    private static void Check(ScrapApplication application, DisposeScrap request)
    {
        Refusals.CheckVersion(request.Version, application.Version, "这份报废申请");
        if (application.State == ScrapState.Disposed)
        {
            throw ScrapDesk.WrongState(application, "不能再处理");
        }

        if (application.State != ScrapState.Approved)
        {
            throw new RefusalException("NOT_APPROVED", $"报废申请 {application.Number} {ScrapRules.Of(application.State)}，上一级批准后才能处理。", RefusalKind.Refused);
        }

        if (request.DisposedOn < application.DecidedOn)
        {
            throw new RefusalException(
                "NOT_APPROVED", $"上一级 {application.DecidedOn:yyyy-MM-dd} 才批准，处理日期不能更早。", RefusalKind.Refused, [new FieldError(nameof(request.DisposedOn), "早于批准日期")]);
        }
    }
}
