using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Groups;

/// <summary>Founds a leading group with its first term. Members are added afterwards, or given here.</summary>
/// <param name="Years">Length of a term in whole years; null: until it is renewed or dissolved.</param>
/// <param name="Paper">Number of the founding paper.</param>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/groups", "成立领导小组")]
[Clauses("P3-ENFLEAD-01", "P3-SCHOOLMGMT-00")]
internal sealed record FoundGroup(
    int SiteId, GroupKind Kind, string? Name, DateOnly? From, int? Years = null, string? Purpose = null, string? Paper = null, IReadOnlyList<GroupSeat>? Members = null)
    : ICommand<Guid>, ISiteRequest;

/// <param name="StaffId">Null: by post alone, for example somebody of another office.</param>
/// <param name="PostText">For example 党委书记.</param>
internal sealed record GroupSeat(GroupRole Role, string PostText, Guid? StaffId = null);

internal sealed class FoundGroupValidator : AbstractValidator<FoundGroup>
{
    public FoundGroupValidator()
    {
        RuleFor(r => r.Name).NotEmpty().When(r => r.Kind == GroupKind.Other).WithMessage("请填写名称").MaximumLength(100).WithMessage("名称最多 100 字");
        RuleFor(r => r.From).NotNull().WithMessage("请填写成立日期");
        RuleFor(r => r.Years).InclusiveBetween(1, 10).WithMessage("任期为 1 至 10 年");
        RuleFor(r => r.Purpose).MaximumLength(1000).WithMessage("职责最多 1000 字");
        RuleFor(r => r.Paper).MaximumLength(100).WithMessage("文号最多 100 字");
        RuleForEach(r => r.Members).Must(m => m.PostText is { Length: > 0 and <= 100 }).WithMessage("请写明成员的职务，最多 100 字");
    }
}

internal sealed class FoundGroupHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<FoundGroup, Guid>
{
    public async Task<Guid> Handle(FoundGroup request, CancellationToken cancellationToken)
    {
        var group = new LeadingGroup
        {
            SiteId = request.SiteId,
            Kind = request.Kind,
            Name = request.Name?.Trim() is { Length: > 0 } name ? name : Words.Of(request.Kind),
            Purpose = request.Purpose?.Trim() ?? "",
        };
        var term = GroupTerms.First(group, request.From!.Value, request.Years, request.Paper);
        db.AddRange(group, term);
        db.AddRange((request.Members ?? []).Select((m, i) => GroupTerms.Member(term, m.Role, m.StaffId ?? Guid.Empty, m.PostText, i, term.From)));
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"成立“{group.Name}”，{Days.Span(term.From, term.To)}");
        return group.Id;
    }
}

internal static class GroupTerms
{
    public static GroupTerm First(LeadingGroup group, DateOnly from, int? years, string? paper) => Make(group, 1, from, years, paper);

    /// <summary>The next term; the one before ends the day before it at the latest.</summary>
    public static GroupTerm Next(LeadingGroup group, GroupTerm last, DateOnly from, int? years, string? paper)
    {
        if (from <= last.From)
        {
            throw AssignmentRules.Refuse("TERM_BEFORE_LAST", $"新一届须晚于上一届的开始日期 {Days.Text(last.From)}。", "From", "日期太早");
        }

        last.To = last.To < from ? last.To : from.AddDays(-1);
        return Make(group, last.Number + 1, from, years, paper);
    }

    public static GroupMember Member(GroupTerm term, GroupRole role, Guid staffId, string postText, int position, DateOnly from) => new()
    {
        SiteId = term.SiteId,
        TermId = term.Id,
        Role = role,
        StaffId = staffId,
        PostText = postText.Trim(),
        Position = position,
        From = from,
    };

    private static GroupTerm Make(LeadingGroup group, int number, DateOnly from, int? years, string? paper) => new()
    {
        SiteId = group.SiteId,
        GroupId = group.Id,
        Number = number,
        From = from,
        To = years is { } y ? Days.EndOfTerm(from, y) : OpenEnd.Never,
        Paper = paper?.Trim() ?? "",
    };

    public static async Task<LeadingGroup> GroupAsync(OrganisationDbContext db, int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var group = await db.Set<LeadingGroup>().FirstOrDefaultAsync(g => g.Id == id && g.SiteId == siteId && g.DissolvedOn == null, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(version ?? group.Version, group.Version);
        db.Entry(group).Property(g => g.Version).IsModified = true;
        return group;
    }

    public static Task<GroupTerm> LastAsync(OrganisationDbContext db, Guid groupId, CancellationToken cancellationToken) =>
        db.Set<GroupTerm>().Where(t => t.GroupId == groupId).OrderByDescending(t => t.Number).FirstAsync(cancellationToken);
}
