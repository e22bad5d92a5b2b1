using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;
using Platform.Migrants.Features.Exchange;

namespace Platform.Migrants.Features.Inquiries;

/// <summary>
/// Drafts an inquiry to another site, or changes a draft. Only with the person's consent (CONSENT_REQUIRED), only a name, an identity number and what is asked.
/// Refuses NOT_FOUND, CHANGED_MEANWHILE, WRONG_STATE, UNKNOWN_SITE, SAME_SITE and VALIDATION.
/// </summary>
/// <param name="OtherSiteId">The township that answers.</param>
/// <param name="PartnerId">An office outside instead: the county sends it a signed file. A draft does not change between the two.</param>
/// <param name="ConsentReference">Number of the paper on which the person consented.</param>
[Label("填写跨区域查询")]
[Requires(MigrantPermissions.Office)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/inquiries", "填写或修改一份跨区域查询（须有本人同意书编号）")]
[Clauses("P3-MIGPLATDATA-04a", "P3-MIGTWOPLACE-01")]
internal sealed record SaveInquiry(
    int SiteId, Guid? Id, int OtherSiteId, InquiryTopic Topic, string SubjectName, string? IdentityNumber, string Question, string? ConsentReference, Guid? Version = null,
    Guid? PartnerId = null) : ICommand<Guid>, ISiteRequest
{
    /// <summary>Without the person: requests end up in logs.</summary>
    public override string ToString() => $"{nameof(SaveInquiry)} {SiteId} {Id}";
}

internal sealed class SaveInquiryValidator : AbstractValidator<SaveInquiry>
{
    public SaveInquiryValidator()
    {
        RuleFor(c => c.Topic).IsInEnum().WithMessage("请选择查询事项：服务衔接或证件真伪。");
        RuleFor(c => c.SubjectName).NotEmpty().WithMessage("请填写姓名。").MaximumLength(50).WithMessage("姓名最多 50 字。");
        RuleFor(c => c.Question).NotEmpty().WithMessage("请写明要查询的服务或证件。").MaximumLength(500).WithMessage("查询内容最多 500 字。");
        RuleFor(c => c.ConsentReference).MaximumLength(100).WithMessage("同意书编号最多 100 字。");
    }
}

/// <summary>Takes back an inquiry that was not sent yet. Refuses NOT_FOUND, CHANGED_MEANWHILE and WRONG_STATE.</summary>
[Label("撤回跨区域查询")]
[Requires(MigrantPermissions.Office)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/inquiries/{id}/withdrawal", "撤回一份还没有发出的查询，写明原因")]
[Clauses("P3-MIGPLATDATA-04a")]
internal sealed record WithdrawInquiry(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class WithdrawInquiryValidator : AbstractValidator<WithdrawInquiry>
{
    public WithdrawInquiryValidator() => RuleFor(c => c.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明撤回原因，2 至 200 字。");
}

/// <summary>
/// Hands all drafts of the township over to the county, or says that there are none this month: the township's own duty, by the 10th. It names nobody. The same request within a
/// month may be made again for later drafts.
/// </summary>
[Label("移交跨区域查询")]
[Requires(MigrantPermissions.Office)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/handovers", "把待移交的查询移交县级；没有的也登记一次")]
[Clauses("P3-MIGPLATDATA-01b", "P3-MIGPLATDATA-04a")]
internal sealed record HandOverInquiries(int SiteId) : ICommand<int>, ISiteRequest;

internal sealed class SaveInquiryHandlers(MigrantsDbContext db, InquiryDesk desk, Protector protector, IMediator mediator, Operation operation)
    : IRequestHandler<SaveInquiry, Guid>, IRequestHandler<WithdrawInquiry, Unit>, IRequestHandler<HandOverInquiries, int>
{
    public async Task<Guid> Handle(SaveInquiry request, CancellationToken cancellationToken)
    {
        if (request.ConsentReference?.Trim() is not { Length: > 0 } consent)
        {
            throw new RefusalException(
                "CONSENT_REQUIRED", "跨区域查询须经本人同意。请先取得同意书，填写同意书编号。", RefusalKind.Refused, [new FieldError(nameof(request.ConsentReference), "请填写同意书编号")]);
        }

        var partner = await PartnerAsync(request, cancellationToken);
        Inquiry inquiry;
        if (request.Id is { } id)
        {
            inquiry = await desk.OfAskerAsync(request.SiteId, id, request.Version, cancellationToken);
            if (inquiry.State != InquiryState.Draft || inquiry.PartnerId != (partner?.Id ?? Guid.Empty))
            {
                throw InquiryDesk.WrongState(inquiry, "再修改");
            }

            (inquiry.SubjectName, inquiry.Question, inquiry.ConsentReference) = (request.SubjectName.Trim(), request.Question.Trim(), consent);
        }
        else
        {
            var key = Keys.New();
            inquiry = new Inquiry
            {
                Id = key,
                SiteId = request.SiteId,
                Number = desk.NumberOf(key),
                Route = partner is null ? InquiryRoute.Inside : InquiryRoute.Outgoing,
                PartnerId = partner?.Id ?? Guid.Empty,
                PartnerName = partner?.Name ?? "",
                SubjectName = request.SubjectName.Trim(),
                Question = request.Question.Trim(),
                ConsentReference = consent,
                DraftedOn = operation.Today,
                DraftedByName = operation.Actor.Name,
            };
            db.Add(inquiry);
        }

        (inquiry.OtherSiteId, inquiry.TargetSiteId, inquiry.Topic) = (request.SiteId, partner is null ? request.OtherSiteId : request.SiteId, request.Topic);
        if (request.IdentityNumber?.Trim() is { Length: > 0 } number)
        {
            protector.Set(InquiryFields.IdentityNumber, inquiry, number);
        }

        await db.SaveChangesAsync(cancellationToken);
        return inquiry.Id;
    }

    public async Task<Unit> Handle(WithdrawInquiry request, CancellationToken cancellationToken)
    {
        var inquiry = await desk.OfAskerAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (inquiry.State is not (InquiryState.Draft or InquiryState.HandedOver))
        {
            throw InquiryDesk.WrongState(inquiry, "撤回");
        }

        inquiry.State = InquiryState.Withdrawn;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"撤回查询 {inquiry.Number}");
        return Unit.Value;
    }

    public async Task<int> Handle(HandOverInquiries request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var drafts = await db.Set<Inquiry>().Where(q => q.SiteId == request.SiteId && q.State == InquiryState.Draft).ToListAsync(cancellationToken);
        var month = new DateOnly(today.Year, today.Month, 1);
        if (drafts.Count == 0 && await db.Set<Handover>().AnyAsync(h => h.SiteId == request.SiteId && h.Month == month, cancellationToken))
        {
            throw new RefusalException("NOTHING_TO_HAND_OVER", "本月已移交，之后没有新填写的查询。", RefusalKind.Conflict);
        }

        var handover = new Handover { SiteId = request.SiteId, Month = month, Count = drafts.Count, HandedOn = today, HandedAt = operation.Now, HandedByName = operation.Actor.Name };
        db.Add(handover);
        drafts.ForEach(q => (q.State, q.HandoverId) = (InquiryState.HandedOver, handover.Id));
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"移交查询 {drafts.Count} 件");
        await mediator.Publish(
            new DutiesFulfilled([new DutyFulfilled(MigrantCodes.HandoverMonthly, request.SiteId, Guid.Empty, month, Handover.RefOf(handover.Id), today, today)]), cancellationToken);
        return drafts.Count;
    }

    // The office outside, or null after the site was found.
    private async Task<PartnerChoice?> PartnerAsync(SaveInquiry request, CancellationToken cancellationToken)
    {
        if (request.PartnerId is { } partner)
        {
            return (await mediator.Send(new GetPartnerChoices(request.SiteId), cancellationToken)).FirstOrDefault(p => p.Id == partner) ?? throw Refusals.NotFound("这个外部单位");
        }

        if (request.OtherSiteId == request.SiteId)
        {
            throw new RefusalException("SAME_SITE", "不用向本单位查询。请选择对方乡镇（街道）。", RefusalKind.Invalid, [new FieldError(nameof(request.OtherSiteId), "请选择其他单位")]);
        }

        if ((await mediator.Send(new GetSites(request.OtherSiteId, request.OtherSiteId), cancellationToken)).Count == 0)
        {
            throw new RefusalException(
                "UNKNOWN_SITE", "平台里没有这个乡镇（街道）。请核对代码；对方不在本平台的，请选择外部单位，由县级用签名文件查询。", RefusalKind.Invalid, [new FieldError(nameof(request.OtherSiteId), "请重新选择")]);
        }

        return null;
    }
}
