using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Counts;

internal sealed record Explanation(Guid AccountId, CountCause Cause, string? Words = null);

/// <summary>
/// Says why counted lines differ, without counting again: the moment of counting stays. Refuses NOT_FOUND, COUNT_SIGNED, COUNT_VOID and UNKNOWN_LINE (not counted yet).
/// </summary>
[Label("说明药具盘点差异")]
[Requires(SuppliesPermissions.RecordCounts)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/counts/{id}/causes", "写明已盘点各行的差异原因，不重新盘点")]
[Clauses("P3-STREETSUPPLY-10a")]
internal sealed record ExplainCount(int SiteId, Guid Id, IReadOnlyList<Explanation> Lines) : ICommand<Unit>, ISiteRequest, IIdempotent;

internal sealed class ExplainCountValidator : AbstractValidator<ExplainCount>
{
    public ExplainCountValidator()
    {
        RuleFor(r => r.Lines).NotEmpty().WithMessage("请至少写明一行的原因。").Must(l => l.Count <= CountRules.MostLines).WithMessage($"一次最多 {CountRules.MostLines} 行。");
        RuleForEach(r => r.Lines).ChildRules(l =>
        {
            l.RuleFor(x => x.Cause).IsInEnum().WithMessage("请选择原因。");
            l.RuleFor(x => x.Words).NotEmpty().When(x => x.Cause == CountCause.Other).WithMessage("原因选“其他”的，请写明情况。").MaximumLength(200).WithMessage("说明最多 200 字。");
        });
    }
}

internal sealed class ExplainCountHandler(SuppliesDbContext db, CountDesk counts, Operation operation) : IRequestHandler<ExplainCount, Unit>
{
    public async Task<Unit> Handle(ExplainCount request, CancellationToken cancellationToken)
    {
        var count = await counts.LockAsync(request.SiteId, request.Id, cancellationToken);
        CountDesk.RefuseClosed(count);
        var ids = request.Lines.Select(l => l.AccountId).Distinct().ToList();
        var lines = await db.Set<StockCountLine>().Where(l => l.CountId == count.Id && ids.Contains(l.AccountId)).ToDictionaryAsync(l => l.AccountId, cancellationToken);
        if (lines.Count < ids.Count)
        {
            throw new RefusalException("UNKNOWN_LINE", "其中有还没有盘点的库存卡，请先填写实盘数。", RefusalKind.NotFound, [new FieldError("Lines", "还没有盘点")]);
        }

        foreach (var said in request.Lines)
        {
            (lines[said.AccountId].Cause, lines[said.AccountId].Words) = (said.Cause, said.Words?.Trim() ?? "");
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"写明 {lines.Count} 行的原因");
        return Unit.Value;
    }
}
