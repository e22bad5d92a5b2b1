using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;
using Platform.Openness.Domain;
using Platform.Openness.Features.Public;

namespace Platform.Openness.Features.Board;

/// <summary>The author hands the draft to somebody else for approval.</summary>
[Requires(OpennessPermissions.Write)]
[Endpoint(Verb.Post, "openness/posts/{id}/submit", "提交公开内容审核")]
internal sealed record SubmitPost(int SiteId, Guid Id, Guid Version) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"post:{Id}";
}

/// <summary>Approves a post of somebody else.</summary>
[Requires(OpennessPermissions.Approve)]
[Endpoint(Verb.Post, "openness/posts/{id}/approve", "审核同意公开内容")]
internal sealed record ApprovePost(int SiteId, Guid Id, Guid Version) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"post:{Id}";
}

/// <summary>Sends a submitted or approved post back to its author.</summary>
[Requires(OpennessPermissions.Approve)]
[Endpoint(Verb.Post, "openness/posts/{id}/return", "退回公开内容")]
internal sealed record ReturnPost(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"post:{Id}";
}

/// <summary>Puts an approved version on the board in place of the one before.</summary>
[Requires(OpennessPermissions.Approve)]
[Endpoint(Verb.Post, "openness/posts/{id}/publish", "公布审核通过的内容")]
[Clauses("P3-SUPERVISION-03", "P4-RESOFFICER-01b")]
internal sealed record PublishPost(int SiteId, Guid Id, Guid Version) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"post:{Id}";
}

/// <summary>Begins the next version; the published one stays up until the new one takes its place.</summary>
[Requires(OpennessPermissions.Write)]
[Endpoint(Verb.Post, "openness/posts/{id}/revise", "起草已公布内容的新版本")]
internal sealed record RevisePost(int SiteId, Guid Id, Guid Version) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"post:{Id}";
}

/// <summary>Takes a post down, or gives up a draft. What was published stays in the register with the reason.</summary>
[Requires(OpennessPermissions.Approve)]
[Endpoint(Verb.Post, "openness/posts/{id}/withdraw", "撤下公开内容")]
internal sealed record WithdrawPost(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"post:{Id}";
}

internal sealed class ReturnPostValidator : AbstractValidator<ReturnPost>
{
    public ReturnPostValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明退回原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class WithdrawPostValidator : AbstractValidator<WithdrawPost>
{
    public WithdrawPostValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明撤下原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class ChangePostHandlers(OpennessDbContext db, TableDesk tables, IOutputCacheStore cache, Operation operation) :
    IRequestHandler<SubmitPost, Unit>, IRequestHandler<ApprovePost, Unit>, IRequestHandler<ReturnPost, Unit>, IRequestHandler<PublishPost, Unit>,
    IRequestHandler<RevisePost, Unit>, IRequestHandler<WithdrawPost, Unit>
{
    public Task<Unit> Handle(SubmitPost request, CancellationToken cancellationToken) => ChangeAsync(request.SiteId, request.Id, request.Version, [PostState.Draft], async post =>
    {
        // Said now rather than to the approver: the table could not be published.
        await TableAsync(post, publish: false, cancellationToken);
        post.State = PostState.Submitted;
        return "提交审核";
    }, cancellationToken);

    public Task<Unit> Handle(ApprovePost request, CancellationToken cancellationToken) => ChangeAsync(request.SiteId, request.Id, request.Version, [PostState.Submitted], post =>
    {
        if (post.AuthorId == operation.Actor.AccountId)
        {
            throw new RefusalException("OWN_POST", "自己起草的内容要由另一人审核。", RefusalKind.Refused);
        }

        (post.State, post.ApproverId, post.ApproverName, post.ApprovedAt) = (PostState.Approved, operation.Actor.AccountId, operation.Actor.Name, operation.Now);
        return Task.FromResult("审核同意");
    }, cancellationToken);

    public Task<Unit> Handle(ReturnPost request, CancellationToken cancellationToken) => ChangeAsync(
        request.SiteId, request.Id, request.Version, [PostState.Submitted, PostState.Approved], post =>
        {
            (post.State, post.ReturnReason) = (PostState.Draft, request.Reason.Trim());
            return Task.FromResult("退回");
        }, cancellationToken);

    public Task<Unit> Handle(RevisePost request, CancellationToken cancellationToken) => ChangeAsync(request.SiteId, request.Id, request.Version, [PostState.Published], post =>
    {
        (post.State, post.Number) = (PostState.Draft, post.Number + 1);
        (post.AuthorId, post.AuthorName) = (operation.Actor.AccountId, operation.Actor.Name);
        return Task.FromResult($"起草第{post.Number}版");
    }, cancellationToken);

    public Task<Unit> Handle(PublishPost request, CancellationToken cancellationToken) => ChangeAsync(request.SiteId, request.Id, request.Version, [PostState.Approved], async post =>
    {
        if (post.ExpiresOn < operation.Today)
        {
            throw new RefusalException("EXPIRES_IN_PAST", "公开截止日期已经过去。请退回修改截止日期。", RefusalKind.Refused);
        }

        var table = await TableAsync(post, publish: true, cancellationToken);
        await EndAsync(post, "改版", cancellationToken);
        db.Add(new PublishedPost
        {
            SiteId = post.SiteId,
            PostId = post.Id,
            VillageId = post.VillageId,
            VillageName = post.VillageName,
            Number = post.Number,
            Category = post.Category,
            Title = post.Title,
            Text = post.Text,
            TableJson = table?.ToJson() ?? "",
            PublishedOn = operation.Today,
            PublishedBy = operation.Actor.Name,
            ApprovedBy = post.ApproverName,
            ExpiresOn = post.ExpiresOn,
        });
        post.State = PostState.Published;
        return $"公布第{post.Number}版";
    }, cancellationToken);

    public Task<Unit> Handle(WithdrawPost request, CancellationToken cancellationToken) => ChangeAsync(
        request.SiteId, request.Id, request.Version, [PostState.Draft, PostState.Submitted, PostState.Approved, PostState.Published], async post =>
        {
            if (await EndAsync(post, request.Reason.Trim(), cancellationToken))
            {
                await tables.WithdrawAsync(post, cancellationToken);
            }

            post.State = PostState.Withdrawn;
            return "撤下";
        }, cancellationToken);

    private async Task<Unit> ChangeAsync(
        int siteId, Guid id, Guid version, PostState[] from, Func<BoardPost, Task<string>> change, CancellationToken cancellationToken)
    {
        var post = await db.Set<BoardPost>().FirstOrDefaultAsync(p => p.Id == id && p.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(version, post.Version);
        if (!from.Contains(post.State))
        {
            throw StateRefusals.WrongState(Words.Of(post.State));
        }

        var note = await change(post);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{note}：{Words.Of(post.Category)}“{post.Title}”");
        operation.AfterCommit(async () => await cache.EvictByTagAsync(PublicDesk.CacheTag, CancellationToken.None));
        return Unit.Value;
    }

    private async Task<bool> EndAsync(BoardPost post, string reason, CancellationToken cancellationToken)
    {
        var up = await db.Set<PublishedPost>().Where(p => p.PostId == post.Id && p.EndedOn == OpenEnd.Never).ToListAsync(cancellationToken);
        up.ForEach(p => (p.EndedOn, p.EndReason) = (operation.Today, reason));
        return up.Count > 0;
    }

    private async Task<PublicTable?> TableAsync(BoardPost post, bool publish, CancellationToken cancellationToken)
    {
        if (post.SubjectId == Guid.Empty)
        {
            return null;
        }

        if (await db.Set<BoardPost>().AnyAsync(
            p => p.Id != post.Id && p.SiteId == post.SiteId && p.SubjectId == post.SubjectId && p.Period == post.Period && p.State == PostState.Published, cancellationToken))
        {
            throw new RefusalException("ALREADY_PUBLISHED", "这一期的同口径统计表已经公布，请在那一条上起草新版本。", RefusalKind.Conflict);
        }

        var subject = await db.Set<TotalsSubject>().FirstAsync(s => s.Id == post.SubjectId, cancellationToken);
        var figures = await tables.FiguresAsync(post.Id, cancellationToken);
        return publish ? await tables.PublishAsync(post, subject, figures, cancellationToken) : await tables.ShowAsync(post, subject, figures, cancellationToken);
    }
}
