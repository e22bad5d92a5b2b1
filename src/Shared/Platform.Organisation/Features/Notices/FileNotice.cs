using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;
using Platform.Organisation.Features.Posts;

namespace Platform.Organisation.Features.Notices;

/// <summary>
/// Files a notice that changes duties (P4-NOTICE-00) and, in the same transaction, carries out the changes of posts it orders from its effective date
/// on: all or none.
/// </summary>
/// <param name="OfficeCode">单位代字.</param>
/// <param name="Number">Serial number of the year of issue, without leading zero.</param>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/notices", "登记职责调整通知，并自生效日期起调整任职")]
[Clauses("P4-NOTICE-00")]
internal sealed record FileNotice(
    int SiteId, string OfficeCode, int Number, string Title, string? Addressee, string? Text, DateOnly? IssuedOn, DateOnly? EffectiveOn, IReadOnlyList<NoticeChange>? Changes = null)
    : ICommand<Guid>, ISiteRequest;

/// <summary>One change: an assignment that ends the day before, a person who takes a post on the day, or both.</summary>
internal sealed record NoticeChange(Guid? EndAssignmentId = null, Guid? PostId = null, Guid? StaffId = null, bool IsMain = true);

internal sealed class FileNoticeValidator : AbstractValidator<FileNotice>
{
    public FileNoticeValidator()
    {
        RuleFor(r => r.OfficeCode).NotEmpty().WithMessage("请填写单位代字").MaximumLength(30).WithMessage("单位代字最多 30 字");
        RuleFor(r => r.Number).InclusiveBetween(1, 9999).WithMessage("序号为 1 至 9999");
        RuleFor(r => r.Title).NotEmpty().WithMessage("请填写标题").MaximumLength(200).WithMessage("标题最多 200 字");
        RuleFor(r => r.Addressee).MaximumLength(200).WithMessage("主送最多 200 字");
        RuleFor(r => r.Text).MaximumLength(4000).WithMessage("正文最多 4000 字");
        RuleFor(r => r.IssuedOn).NotNull().WithMessage("请填写成文日期");
        RuleFor(r => r.EffectiveOn).NotNull().WithMessage("请填写生效日期");
        RuleFor(r => r.Changes).Must(c => c is not { Count: > 50 }).WithMessage("一份通知最多调整 50 项");
        RuleForEach(r => r.Changes).Must(c => c.PostId is null == c.StaffId is null && (c.PostId is not null || c.EndAssignmentId is not null))
            .WithMessage("每项调整须选择离任的任职，或同时选择岗位和人员");
    }
}

internal sealed class FileNoticeHandler(OrganisationDbContext db, AppointmentDesk desk, IMediator mediator, Operation operation) : IRequestHandler<FileNotice, Guid>
{
    public async Task<Guid> Handle(FileNotice request, CancellationToken cancellationToken)
    {
        var (issued, effective, code) = (request.IssuedOn!.Value, request.EffectiveOn!.Value, request.OfficeCode.Trim());
        if (await db.Set<DutyNotice>().AnyAsync(
            n => n.SiteId == request.SiteId && n.Year == issued.Year && n.Number == request.Number && n.OfficeCode == code && n.VoidReason == "", cancellationToken))
        {
            throw new RefusalException("NUMBER_TAKEN", $"{code}〔{issued.Year}〕{request.Number}号已经登记。", RefusalKind.Conflict, [new(nameof(request.Number), "已经登记")]);
        }

        var issuer = (await mediator.Send(new GetBodyNames([request.SiteId], BodyKind.Government, issued), cancellationToken)).FirstOrDefault() ?? throw Refusals.NotFound();
        var notice = new DutyNotice
        {
            SiteId = request.SiteId,
            OfficeCode = code,
            Year = issued.Year,
            Number = request.Number,
            Title = request.Title.Trim(),
            Addressee = request.Addressee?.Trim() ?? "",
            Text = request.Text?.Trim() ?? "",
            Issuer = issuer.Name,
            IssuedOn = issued,
            EffectiveOn = effective,
        };
        db.Add(notice);
        var changes = request.Changes ?? [];
        await desk.ApplyAsync(
            request.SiteId,
            [.. changes.Where(c => c.EndAssignmentId is not null).Select(c => new Ending(c.EndAssignmentId!.Value, effective.AddDays(-1), notice.FullNumber))],
            [.. changes.Where(c => c.PostId is not null).Select(c => new Beginning(c.PostId!.Value, c.StaffId!.Value, effective, OpenEnd.Never, c.IsMain, ""))],
            notice.Id, cancellationToken);
        operation.Note($"登记通知 {notice.FullNumber}，自 {Days.Text(effective)} 起生效，调整 {changes.Count} 项");
        return notice.Id;
    }
}

/// <summary>Makes a notice void that was filed by mistake. One that changed posts is put right by another notice instead.</summary>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/notices/{id}/void", "作废登记有误的通知")]
internal sealed record VoidNotice(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"notice:{Id}";
}

internal sealed class VoidNoticeValidator : AbstractValidator<VoidNotice>
{
    public VoidNoticeValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明作废原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class VoidNoticeHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<VoidNotice, Unit>
{
    public async Task<Unit> Handle(VoidNotice request, CancellationToken cancellationToken)
    {
        var notice = await db.Set<DutyNotice>().FirstOrDefaultAsync(n => n.Id == request.Id && n.SiteId == request.SiteId && n.VoidReason == "", cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version, notice.Version);
        if (await db.Set<Assignment>().AnyAsync(a => !a.Void && (a.NoticeId == notice.Id || a.EndNoticeId == notice.Id), cancellationToken))
        {
            throw new RefusalException("NOTICE_CARRIED_OUT", "这份通知已经调整了任职。请另发通知调整，或先作废由它产生的任职。", RefusalKind.Refused);
        }

        notice.VoidReason = request.Reason.Trim();
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"作废通知 {notice.FullNumber}");
        return Unit.Value;
    }
}
