using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Groups;

/// <summary>Adds a member to the running term of a leading group, by post, by person or both.</summary>
/// <param name="StaffId">Null: by post alone.</param>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/groups/{groupId}/members", "增加领导小组成员")]
[Clauses("P3-ENFLEAD-01", "P3-SCHOOLMGMT-00")]
internal sealed record AddGroupMember(int SiteId, Guid GroupId, GroupRole Role, string PostText, Guid? StaffId = null, DateOnly? From = null) : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"group:{GroupId}";
}

internal sealed class AddGroupMemberValidator : AbstractValidator<AddGroupMember>
{
    public AddGroupMemberValidator() => RuleFor(r => r.PostText).NotEmpty().WithMessage("请填写职务").MaximumLength(100).WithMessage("职务最多 100 字");
}

internal sealed class AddGroupMemberHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<AddGroupMember, Guid>
{
    public async Task<Guid> Handle(AddGroupMember request, CancellationToken cancellationToken)
    {
        var group = await GroupTerms.GroupAsync(db, request.SiteId, request.GroupId, null, cancellationToken);
        var term = await GroupTerms.LastAsync(db, group.Id, cancellationToken);
        var from = request.From ?? (operation.Today > term.From ? operation.Today : term.From);
        if (!term.Covers(from))
        {
            throw AssignmentRules.Refuse("OUTSIDE_TERM", $"本届任期为 {Days.Span(term.From, term.To)}，日期须在任期之内。", nameof(request.From), "不在任期之内");
        }

        if (request.StaffId is { } person)
        {
            await book.ColleagueAsync(request.SiteId, person, nameof(request.StaffId), cancellationToken);
        }

        var members = await db.Set<GroupMember>().AsNoTracking().Where(m => m.TermId == term.Id && m.To >= from).ToListAsync(cancellationToken);
        if (request.Role == GroupRole.Head && members.Exists(m => m.Role == GroupRole.Head))
        {
            throw AssignmentRules.Refuse("HEAD_TAKEN", "已有组长。请先写明现任组长的最后一天。", nameof(request.Role), "已有组长");
        }

        if (request.StaffId is { } again && members.Exists(m => m.StaffId == again))
        {
            throw AssignmentRules.Refuse("ALREADY_MEMBER", "这个人已在领导小组中。", nameof(request.StaffId), "已在小组中");
        }

        var member = GroupTerms.Member(term, request.Role, request.StaffId ?? Guid.Empty, request.PostText, members.Count, from);
        db.Add(member);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"“{group.Name}”增加{Words.Of(request.Role)}，职务：{member.PostText}");
        return member.Id;
    }
}

/// <summary>A member leaves the leading group before the term is over.</summary>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/groups/{groupId}/members/{id}/end", "领导小组成员退出")]
internal sealed record EndGroupMember(int SiteId, Guid GroupId, Guid Id, DateOnly? LastDay) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"group:{GroupId}";
}

internal sealed class EndGroupMemberValidator : AbstractValidator<EndGroupMember>
{
    public EndGroupMemberValidator() => RuleFor(r => r.LastDay).NotNull().WithMessage("请填写最后一天");
}

internal sealed class EndGroupMemberHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<EndGroupMember, Unit>
{
    public async Task<Unit> Handle(EndGroupMember request, CancellationToken cancellationToken)
    {
        var group = await GroupTerms.GroupAsync(db, request.SiteId, request.GroupId, null, cancellationToken);
        var terms = db.Set<GroupTerm>().Where(t => t.GroupId == group.Id).Select(t => t.Id);
        var member = await db.Set<GroupMember>().FirstOrDefaultAsync(m => m.Id == request.Id && terms.Contains(m.TermId), cancellationToken) ?? throw Refusals.NotFound();
        if (member.To < operation.Today)
        {
            throw new RefusalException("ALREADY_ENDED", "他已经退出，过去的记录不再改动。", RefusalKind.Refused);
        }

        if (request.LastDay < member.From.AddDays(-1) || request.LastDay < operation.Today.AddDays(-1))
        {
            throw AssignmentRules.Refuse("WRONG_LAST_DAY", "最后一天不能早于昨天，也不能早于加入的日期。", nameof(request.LastDay), "日期太早");
        }

        member.To = request.LastDay!.Value;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"“{group.Name}”{Words.Of(member.Role)}退出，最后一天 {Days.Text(member.To)}");
        return Unit.Value;
    }
}
