using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.VillageNotices;

namespace Platform.Oversight.Features.VillageNotices;

/// <summary>
/// Issues the month's notices of all villages of a site at once, with what was collected and added so far. Issued again with a reason, a new edition takes the
/// place of the one before. Refuses MONTH_NOT_BEGUN, NO_VILLAGES, ALREADY_ISSUED.
/// </summary>
/// <param name="Reissue">Why it is issued anew; null: for the first time.</param>
[Label("签发问题提示单")]
[Requires(OversightPermissions.IssueNotices)]
[Endpoint(Verb.Post, "oversight/village-notices", "签发一个月各村的问题提示单")]
[Clauses("P4-PATCH-03")]
internal sealed record IssueVillageNotices(int SiteId, YearMonth Month, string? Reissue = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"{VillageNotice.Prefix}{SiteId}:{Month.FirstDay:yyyy-MM-dd}";
}

internal sealed class IssueVillageNoticesValidator : AbstractValidator<IssueVillageNotices>
{
    public IssueVillageNoticesValidator() => RuleFor(r => r.Reissue).Must(r => r is null || r.Trim().Length is >= 2 and <= 200).WithMessage("请写明重新签发的原因，2 至 200 个字");
}

/// <summary>Takes the month's notices back, with a reason: they stay readable and prove nothing any more.</summary>
[Label("收回问题提示单")]
[Requires(OversightPermissions.IssueNotices)]
[Endpoint(Verb.Post, "oversight/village-notices/withdraw", "收回一个月各村的问题提示单")]
internal sealed record WithdrawVillageNotices(int SiteId, YearMonth Month, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"{VillageNotice.Prefix}{SiteId}:{Month.FirstDay:yyyy-MM-dd}";
}

internal sealed class WithdrawVillageNoticesValidator : AbstractValidator<WithdrawVillageNotices>
{
    public WithdrawVillageNoticesValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明收回原因，2 至 200 个字");
}

/// <summary>Adds something in the office's own words to a village's next notice of the month. It tells of work, never of a resident.</summary>
[Label("补充问题提示")]
[Requires(OversightPermissions.IssueNotices)]
[Endpoint(Verb.Post, "oversight/village-notices/remarks", "为一个村的问题提示单补充内容")]
internal sealed record AddNoticeRemark(int SiteId, Guid VillageId, YearMonth Month, string Text) : ICommand<Guid>, ISiteRequest;

internal sealed class AddNoticeRemarkValidator : AbstractValidator<AddNoticeRemark>
{
    public AddNoticeRemarkValidator() => RuleFor(r => r.Text).Must(t => t?.Trim().Length is >= 2 and <= 500).WithMessage("请写明内容，2 至 500 个字")
        .Must(t => LetterRules.FaultOf(t) is null).WithMessage("只写工作和资料，不写出生、手术、收费等，也不写群众个人情况");
}

/// <summary>Takes an own item off the next notice. Notices already issued keep it.</summary>
[Label("撤回问题提示补充")]
[Requires(OversightPermissions.IssueNotices)]
[Endpoint(Verb.Post, "oversight/village-notices/remarks/withdraw", "撤回问题提示单的补充内容")]
internal sealed record WithdrawNoticeRemark(int SiteId, Guid Id) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"notice-remark:{Id}";
}

/// <summary>An addressee, or who stands in for one, has read the notice. Twice is once.</summary>
[Label("签收问题提示单")]
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Post, "oversight/village-notices/acknowledge", "签收问题提示单")]
[Clauses("P4-PATCH-03")]
internal sealed record AcknowledgeVillageNotice(int SiteId, Guid Id) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"{VillageNotice.Prefix}{Id}";
}

internal sealed class VillageNoticeHandlers(OversightDbContext db, NoticeBook book, IMediator mediator, Operation operation) :
    IRequestHandler<IssueVillageNotices, Unit>, IRequestHandler<WithdrawVillageNotices, Unit>, IRequestHandler<AddNoticeRemark, Guid>, IRequestHandler<WithdrawNoticeRemark, Unit>,
    IRequestHandler<AcknowledgeVillageNotice, Unit>
{
    public async Task<Unit> Handle(IssueVillageNotices request, CancellationToken cancellationToken)
    {
        if (request.Month.FirstDay > operation.Today)
        {
            throw new RefusalException("MONTH_NOT_BEGUN", "这个月还没有开始，不能签发问题提示单。", RefusalKind.Refused);
        }

        if ((await mediator.Send(new GetVillages([request.SiteId]), cancellationToken)).Count == 0)
        {
            throw new RefusalException("NO_VILLAGES", "这个乡镇（街道）没有村（社区），不必签发。", RefusalKind.Refused);
        }

        if (request.Reissue is null && await InForceAsync(request.SiteId, request.Month.FirstDay, cancellationToken))
        {
            throw new RefusalException("ALREADY_ISSUED", $"{request.Month.ToChinese()}的问题提示单已经签发。内容有变化的，请写明原因重新签发。", RefusalKind.Conflict);
        }

        await book.IssueAsync(request.SiteId, request.Month, operation.Today, operation.Actor.Name, request.Reissue?.Trim() ?? "", cancellationToken);
        operation.Note($"签发{request.Month.ToChinese()}各村问题提示单{(request.Reissue is { } reason ? $"，重新签发：{reason.Trim()}" : "")}");
        return Unit.Value;
    }

    public async Task<Unit> Handle(WithdrawVillageNotices request, CancellationToken cancellationToken)
    {
        if (!await InForceAsync(request.SiteId, request.Month.FirstDay, cancellationToken))
        {
            throw NoticeRefusals.NotFound();
        }

        await book.WithdrawAsync(request.SiteId, request.Month, request.Reason.Trim(), cancellationToken);
        await book.SettleVisitsAsync(request.SiteId, request.Month, cancellationToken);
        return Unit.Value;
    }

    public async Task<Guid> Handle(AddNoticeRemark request, CancellationToken cancellationToken)
    {
        if ((await mediator.Send(new GetVillages([request.SiteId]), cancellationToken)).All(v => v.Id != request.VillageId))
        {
            throw new RefusalException("UNKNOWN_VILLAGE", "请选择本乡镇（街道）的村（社区）。", RefusalKind.Invalid, [new(nameof(request.VillageId), "请选择村（社区）")]);
        }

        var remark = new NoticeRemark { SiteId = request.SiteId, VillageId = request.VillageId, Month = request.Month.FirstDay, Text = request.Text.Trim(), ByName = operation.Actor.Name };
        db.Add(remark);
        await db.SaveChangesAsync(cancellationToken);
        return remark.Id;
    }

    public async Task<Unit> Handle(WithdrawNoticeRemark request, CancellationToken cancellationToken)
    {
        var remark = await db.Set<NoticeRemark>().FirstOrDefaultAsync(r => r.Id == request.Id && r.SiteId == request.SiteId && !r.Withdrawn, cancellationToken) ?? throw NoticeRefusals.NotFound();
        remark.Withdrawn = true;
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(AcknowledgeVillageNotice request, CancellationToken cancellationToken)
    {
        var me = await NoticeReaders.OfAsync(mediator, operation, cancellationToken);
        var mine = await db.Set<NoticeAddressee>()
            .Where(a => a.NoticeId == request.Id && a.SiteId == request.SiteId && me.Contains(a.StaffId) && db.Set<VillageNotice>().Any(n => n.Id == a.NoticeId && !n.Withdrawn)).ToListAsync(cancellationToken);
        if (mine.Count == 0)
        {
            throw new RefusalException("NOT_ADDRESSED", "这份提示单不是发给您的，或它已经收回。", RefusalKind.Refused);
        }

        foreach (var row in mine.Where(a => a.ReadAt is null))
        {
            row.ReadAt = operation.Now;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private Task<bool> InForceAsync(int site, DateOnly month, CancellationToken cancellationToken) =>
        db.Set<VillageNotice>().AnyAsync(n => n.SiteId == site && n.Month == month && !n.Withdrawn, cancellationToken);
}

internal static class NoticeRefusals
{
    public static RefusalException NotFound() => new("NOT_FOUND", "没有找到这份问题提示单，或它已经收回，或不是发给您的。", RefusalKind.NotFound);
}

/// <summary>For whom the caller may read and acknowledge: the own person and those stood in for.</summary>
internal static class NoticeReaders
{
    public static async Task<IReadOnlyList<Guid>> OfAsync(IMediator mediator, Operation operation, CancellationToken cancellationToken) =>
        operation.Actor.StaffId is var own && own == Guid.Empty ? [] : [own, .. (await StandIns.OfAsync(mediator, operation, cancellationToken)).Keys];
}
