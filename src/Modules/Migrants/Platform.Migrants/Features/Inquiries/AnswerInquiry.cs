using FluentValidation;
using MediatR;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Inquiries;

/// <summary>
/// Answers an inquiry: both clocks end. “Not found” and “cannot be identified” say why (REMARKS_REQUIRED); an answer is corrected with a reason (REASON_REQUIRED).
/// Refuses NOT_FOUND, CHANGED_MEANWHILE and WRONG_STATE.
/// </summary>
/// <param name="SiteId">The site that answers.</param>
[Label("答复跨区域查询")]
[Requires(MigrantPermissions.Office)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/inquiries/{id}/answer", "答复或更正答复；查无此人、无法查找须在备注说明")]
[Clauses("P3-MIGPLATDATA-04a", "P3-MIGPLATDATA-04b", "P3-MIGPLATDATA-05a", "P3-MIGPLATDATA-05b", "P3-MIGPLATDATA-06", "P4-MIGMANAGER-06")]
internal sealed record AnswerInquiry(int SiteId, Guid Id, InquiryResult Result, string? Remarks, string? Reason = null, Guid? Version = null) : ICommand, ISiteRequest
{
    /// <summary>Without the remarks: they may be about the person.</summary>
    public override string ToString() => $"{nameof(AnswerInquiry)} {SiteId} {Id} {Result}";
}

internal sealed class AnswerInquiryValidator : AbstractValidator<AnswerInquiry>
{
    public AnswerInquiryValidator()
    {
        RuleFor(c => c.Result).IsInEnum().NotEqual(InquiryResult.None).WithMessage("请选择查询结果。");
        RuleFor(c => c.Remarks).MaximumLength(500).WithMessage("备注最多 500 字。");
        RuleFor(c => c.Reason).MaximumLength(200).WithMessage("原因最多 200 字。");
    }
}

internal sealed class AnswerInquiryHandler(MigrantsDbContext db, InquiryDesk desk, IMediator mediator, Operation operation) : IRequestHandler<AnswerInquiry, Unit>
{
    public async Task<Unit> Handle(AnswerInquiry request, CancellationToken cancellationToken)
    {
        var inquiry = await desk.OfAnswererAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (MigrantRules.NeedsRemarks(request.Result) && request.Remarks?.Trim() is not { Length: >= 4 })
        {
            throw new RefusalException(
                "REMARKS_REQUIRED", $"结果为“{MigrantRules.Of(request.Result)}”时，须在备注栏说明怎样查找过、为什么找不到。", RefusalKind.Invalid, [new FieldError(nameof(request.Remarks), "请说明情况")]);
        }

        if (inquiry.State == InquiryState.Answered)
        {
            if (request.Reason?.Trim() is not { Length: >= 2 } reason)
            {
                throw new RefusalException("REASON_REQUIRED", "这份查询已答复。更正答复请写明原因。", RefusalKind.Conflict, [new FieldError(nameof(request.Reason), "请写明原因")]);
            }

            operation.Note($"更正答复 {inquiry.Number}：{reason}");
        }
        else if (inquiry.State != InquiryState.Sent)
        {
            throw InquiryDesk.WrongState(inquiry, "答复");
        }
        else
        {
            (inquiry.AnsweredOn, inquiry.State) = (operation.Today, InquiryState.Answered);

            // Once the clocks stand in the book; where the sweep has not been there yet they never enter it.
            await mediator.Send(new SettleDeadlines([Inquiry.RefOf(inquiry.Id)], operation.Today), cancellationToken);
        }

        (inquiry.Result, inquiry.Remarks, inquiry.AnsweredByName) = (request.Result, request.Remarks?.Trim() ?? "", operation.Actor.Name);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"答复查询 {inquiry.Number}：{MigrantRules.Of(inquiry.Result)}");
        return Unit.Value;
    }
}
