using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Posts;

/// <summary>Adds a post to a body, or changes its name, duties and number of seats.</summary>
/// <param name="Id">Null: a new post.</param>
/// <param name="Kind">Code from <see cref="PostKinds"/>; stays when a post is changed.</param>
/// <param name="Name">Empty: the usual name of the kind.</param>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/posts", "新增或修改岗位")]
[Clauses("P3-OFFICEDUTY-02a")]
internal sealed record SavePost(int SiteId, Guid? Id, Guid BodyId, string Kind, string? Name, string? Duties, int Seats = 1, DateOnly? From = null, Guid? Version = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => Id is { } id ? $"post:{id}" : "";
}

internal sealed class SavePostValidator : AbstractValidator<SavePost>
{
    public SavePostValidator()
    {
        RuleFor(r => r.BodyId).NotEmpty().When(r => r.Id is null).WithMessage("请选择机构");
        RuleFor(r => r.Kind).Must(k => k is not null && PostKinds.Names.ContainsKey(k)).When(r => r.Id is null).WithMessage("请选择岗位类别");
        RuleFor(r => r.Name).NotEmpty().When(r => r.Kind == PostKinds.Own).WithMessage("自定岗位请填写名称").MaximumLength(50).WithMessage("岗位名称最多 50 字");
        RuleFor(r => r.Duties).MaximumLength(1000).WithMessage("职责最多 1000 字");
        RuleFor(r => r.Seats).InclusiveBetween(1, 99).WithMessage("定员为 1 至 99 人");
    }
}

internal sealed class SavePostHandler(OrganisationDbContext db, IMediator mediator, PostTexts texts, Operation operation) : IRequestHandler<SavePost, Guid>
{
    public async Task<Guid> Handle(SavePost request, CancellationToken cancellationToken)
    {
        var post = request.Id is { } id ? await KnownAsync(id, request, cancellationToken) : await NewAsync(request, cancellationToken);
        var name = request.Name?.Trim() is { Length: > 0 } own ? own : PostKinds.Names.GetValueOrDefault(post.Kind, post.Name);
        var renamed = request.Id is not null && post.Name != name;
        (post.Name, post.Duties, post.Seats) = (name, request.Duties?.Trim() ?? "", request.Seats);
        await db.SaveChangesAsync(cancellationToken);
        if (renamed)
        {
            var today = operation.Today;
            await texts.FollowAsync(
                await db.Set<Assignment>().Where(a => a.PostId == post.Id && !a.Void && a.From <= today && a.To >= today).Select(a => a.StaffId).ToListAsync(cancellationToken), cancellationToken);
        }

        operation.Note($"{(request.Id is null ? "新增" : "修改")}岗位“{name}”，定员 {request.Seats} 人");
        return post.Id;
    }

    private async Task<Post> KnownAsync(Guid id, SavePost request, CancellationToken cancellationToken)
    {
        var post = await db.Set<Post>().FirstOrDefaultAsync(p => p.Id == id && p.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version ?? post.Version, post.Version);
        var today = operation.Today;
        var held = await db.Set<Assignment>().Where(a => a.PostId == id && !a.Void && a.To >= today).ToListAsync(cancellationToken);
        var most = held.Count == 0 ? 0 : AssignmentRules.MostAtOnce(held, today, OpenEnd.Never);
        return request.Seats >= most
            ? post
            : throw AssignmentRules.Refuse("SEATS_TOO_FEW", $"现在或已安排的任职有 {most} 人，定员不能少于这个数。", nameof(request.Seats), $"不能少于 {most}");
    }

    private async Task<Post> NewAsync(SavePost request, CancellationToken cancellationToken)
    {
        var body = await db.Set<Body>().FirstOrDefaultAsync(b => b.Id == request.BodyId && b.SiteId == request.SiteId, cancellationToken)
            ?? throw AssignmentRules.Refuse("UNKNOWN_BODY", "没有这个机构，请从列表中选择；还没有的，请先在“机构名称”中新增。", nameof(request.BodyId), "请选择机构");
        var division = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault() ?? throw Refusals.NotFound();
        var from = request.From ?? OpenEnd.Ever;
        var post = new Post { SiteId = request.SiteId, Lo = division.Lo, Hi = division.Hi, BodyId = body.Id, Kind = request.Kind, Name = "", From = from > body.From ? from : body.From };
        db.Add(post);
        return post;
    }
}

/// <summary>A post is no longer needed after a day. Refused while somebody holds it beyond that day.</summary>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/posts/{id}/close", "撤销岗位")]
internal sealed record ClosePost(int SiteId, Guid Id, Guid Version, DateOnly? LastDay, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"post:{Id}";
}

internal sealed class ClosePostValidator : AbstractValidator<ClosePost>
{
    public ClosePostValidator()
    {
        RuleFor(r => r.LastDay).NotNull().WithMessage("请填写最后一天");
        RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明原因").MaximumLength(200).WithMessage("原因最多 200 字");
    }
}

internal sealed class ClosePostHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<ClosePost, Unit>
{
    public async Task<Unit> Handle(ClosePost request, CancellationToken cancellationToken)
    {
        var post = await db.Set<Post>().FirstOrDefaultAsync(p => p.Id == request.Id && p.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version, post.Version);
        var last = request.LastDay!.Value;
        if (last < operation.Today.AddDays(-1) || last < post.From || post.To < operation.Today)
        {
            throw AssignmentRules.Refuse("WRONG_LAST_DAY", "岗位只能从今天起撤销，过去的记录不再改动。", nameof(request.LastDay), "日期太早");
        }

        if (await db.Set<Assignment>().AnyAsync(a => a.PostId == post.Id && !a.Void && a.To > last, cancellationToken))
        {
            throw new RefusalException("POST_HELD", "这个岗位在最后一天之后还有人任职，请先办理离任。", RefusalKind.Refused);
        }

        post.To = last;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"撤销岗位“{post.Name}”，最后一天 {Days.Text(last)}");
        return Unit.Value;
    }
}
