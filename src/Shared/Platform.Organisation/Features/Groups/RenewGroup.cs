using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Groups;

/// <summary>Re-appoints a leading group for a new term (换届). Members of the last term go on unless told otherwise.</summary>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/groups/{id}/terms", "领导小组换届")]
[Clauses("P3-ENFLEAD-01", "P3-SCHOOLMGMT-00")]
internal sealed record RenewGroup(int SiteId, Guid Id, Guid Version, DateOnly? From, int? Years = null, string? Paper = null, bool KeepMembers = true) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"group:{Id}";
}

internal sealed class RenewGroupValidator : AbstractValidator<RenewGroup>
{
    public RenewGroupValidator()
    {
        RuleFor(r => r.From).NotNull().WithMessage("请填写换届日期");
        RuleFor(r => r.Years).InclusiveBetween(1, 10).WithMessage("任期为 1 至 10 年");
        RuleFor(r => r.Paper).MaximumLength(100).WithMessage("文号最多 100 字");
    }
}

internal sealed class RenewGroupHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<RenewGroup, Unit>
{
    public async Task<Unit> Handle(RenewGroup request, CancellationToken cancellationToken)
    {
        var group = await GroupTerms.GroupAsync(db, request.SiteId, request.Id, request.Version, cancellationToken);
        var last = await GroupTerms.LastAsync(db, group.Id, cancellationToken);
        var lastDay = last.To;
        var term = GroupTerms.Next(group, last, request.From!.Value, request.Years, request.Paper);
        db.Add(term);
        if (request.KeepMembers)
        {
            var until = last.To < lastDay ? last.To : lastDay;
            var members = await db.Set<GroupMember>().AsNoTracking().Where(m => m.TermId == last.Id && m.To >= until).OrderBy(m => m.Position).ToListAsync(cancellationToken);
            db.AddRange(members.Select((m, i) => GroupTerms.Member(term, m.Role, m.StaffId, m.PostText, i, term.From)));
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"“{group.Name}”第 {term.Number} 届，{Days.Span(term.From, term.To)}");
        return Unit.Value;
    }
}

/// <summary>Ends a leading group. Its terms and members stay as history.</summary>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/groups/{id}/dissolve", "撤销领导小组")]
internal sealed record DissolveGroup(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"group:{Id}";
}

internal sealed class DissolveGroupValidator : AbstractValidator<DissolveGroup>
{
    public DissolveGroupValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class DissolveGroupHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<DissolveGroup, Unit>
{
    public async Task<Unit> Handle(DissolveGroup request, CancellationToken cancellationToken)
    {
        var group = await GroupTerms.GroupAsync(db, request.SiteId, request.Id, request.Version, cancellationToken);
        var last = await GroupTerms.LastAsync(db, group.Id, cancellationToken);
        group.DissolvedOn = operation.Today;
        last.To = last.To < operation.Today ? last.To : operation.Today;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"撤销“{group.Name}”");
        return Unit.Value;
    }
}
