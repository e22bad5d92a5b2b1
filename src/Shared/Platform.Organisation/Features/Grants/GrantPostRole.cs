using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Grants;

/// <summary>
/// Whoever holds a post of a kind in the division, or stands in for it, has a role there from today on. Refuses the three separated administrators'
/// roles and those of a county's administrator: they are given to an account, never to a post.
/// </summary>
[Requires(OrganisationPermissions.ManageGrants)]
[Endpoint(Verb.Post, "organisation/grants", "设置岗位权限：担任某类岗位的人具有某角色")]
internal sealed record GrantPostRole(int SiteId, string PostKind, string Role, DateOnly? From = null) : ICommand<Guid>, ISiteRequest;

internal sealed class GrantPostRoleValidator : AbstractValidator<GrantPostRole>
{
    public GrantPostRoleValidator()
    {
        RuleFor(r => r.PostKind).Must(k => k is not null && k != PostKinds.Own && PostKinds.Names.ContainsKey(k)).WithMessage("请选择岗位类别");
        RuleFor(r => r.Role).Must(r => r is not null && GrantRules.Roles.Contains(r)).WithMessage("这个角色不能随岗位授予，请选择列表中的角色");
    }
}

internal static class GrantRules
{
    /// <summary>Roles that may come with a post.</summary>
    public static readonly IReadOnlyList<string> Roles =
        [.. Contracts.Access.Roles.Names.Keys.Where(r => !Contracts.Access.Roles.Separated.Contains(r) && r != Contracts.Access.Roles.CountyAdministrator)];
}

internal sealed class GrantPostRoleHandler(OrganisationDbContext db, IMediator mediator, Operation operation) : IRequestHandler<GrantPostRole, Guid>
{
    public async Task<Guid> Handle(GrantPostRole request, CancellationToken cancellationToken)
    {
        var from = request.From ?? operation.Today;
        if (from < operation.Today)
        {
            throw AssignmentRules.Refuse("STARTS_IN_PAST", "权限只能从今天起授予。", nameof(request.From), "不能早于今天");
        }

        var division = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault() ?? throw Refusals.NotFound();
        if (await db.Set<PostRole>().AnyAsync(r => r.SiteId == request.SiteId && r.PostKind == request.PostKind && r.Role == request.Role && r.To >= from, cancellationToken))
        {
            throw new RefusalException("GRANT_EXISTS", "这里的这类岗位已经有这个角色。", RefusalKind.Conflict, [new(nameof(request.Role), "已经授予")]);
        }

        var row = new PostRole { SiteId = request.SiteId, Lo = division.Lo, Hi = division.Hi, PostKind = request.PostKind, Role = request.Role, From = from };
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"岗位权限：{division.Name}“{Words.Post(request.PostKind)}”自 {Days.Text(from)} 起具有“{Contracts.Access.Roles.Names[request.Role]}”角色");
        return row.Id;
    }
}

/// <summary>Takes a role away from a kind of post at once. The row stays as history.</summary>
[Requires(OrganisationPermissions.ManageGrants)]
[Endpoint(Verb.Post, "organisation/grants/{id}/end", "停止岗位权限")]
internal sealed record EndPostRole(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"post-role:{Id}";
}

internal sealed class EndPostRoleValidator : AbstractValidator<EndPostRole>
{
    public EndPostRoleValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class EndPostRoleHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<EndPostRole, Unit>
{
    public async Task<Unit> Handle(EndPostRole request, CancellationToken cancellationToken)
    {
        var row = await db.Set<PostRole>().FirstOrDefaultAsync(r => r.Id == request.Id && r.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version, row.Version);
        if (row.To < operation.Today)
        {
            throw new RefusalException("ALREADY_ENDED", "这项权限已经停止。", RefusalKind.Conflict);
        }

        row.To = operation.Today.AddDays(-1);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"停止岗位权限：“{Words.Post(row.PostKind)}”的“{Contracts.Access.Roles.Names[row.Role]}”");
        return Unit.Value;
    }
}
